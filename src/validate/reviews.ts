import { diagnose, type Report } from '../diagnostic'
import { isDate } from '../model/days'
import type { CardDraft } from '../model/draft'
import { type CardType, isWithin, lastDay, leastMultiplier } from '../model/limits'
import type { Reached, Schedule } from '../model/schedule'

type Learned = Extract<Schedule, { kind: 'learned' }>

/** What another program noted of a card's reviews. */
export function readReviews(
  { reviews }: Pick<CardDraft<unknown>, 'reviews'>,
  type: CardType,
  report: Report
): Schedule | undefined {
  if (!reviews) return undefined
  const learned = readNotes(reviews.text, type)
  if (!learned)
    report(diagnose('schedule-review-unreadable', reviews.position, { found: reviews.text.trim() }))
  return learned
}

/**
 * `!2026-02-03,12,250`, or two of them for both directions of a reversed card. Of several notes else, as of a sentence with several
 * deletions, the first to come counts: no review comes later than it should.
 */
export function readNotes(text: string, type: CardType): Learned | undefined {
  const notes = text.split('!').filter((note) => note.trim() !== '')
  const read = notes.flatMap((note) => readNote(note) ?? [])
  const [first, second] = read
  if (!first || read.length < notes.length) return undefined
  const isBothWays = read.length === 2 && (type === 'reversed' || type === 'optional-reversed')
  if (second && isBothWays) return { kind: 'learned', ...first, reverse: second }
  return { kind: 'learned', ...read.reduce((one, other) => (other.due < one.due ? other : one)) }
}

/** `2026-02-03,12,250`: the next review, the interval in days, the ease in per cent. */
function readNote(note: string): Reached | undefined {
  const [, due = '', days = '', percent = ''] =
    /^\s*(\d{4}-\d{2}-\d{2}),(\d+(?:\.\d+)?),(\d+(?:\.\d+)?)\s*$/.exec(note) ?? []
  const interval = Math.max(Math.round(Number(days)), 1)
  if (!isDate(due) || !isWithin(interval, lastDay)) return undefined
  return { due, interval, ease: Math.max(Number(percent) / 100, leastMultiplier) }
}
