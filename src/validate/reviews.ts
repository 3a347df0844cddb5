import { diagnose, type Report } from '../diagnostic'
import { isDate } from '../model/days'
import type { CardDraft, RenderedField } from '../model/draft'
import { isWithin, lastDay, leastMultiplier } from '../model/limits'
import type { Schedule } from '../model/schedule'

/**
 * What another program noted of a card's reviews. Of several notes, as of a sentence with several deletions, the first to
 * come counts: no review comes later than it should.
 */
export function readReviews({ reviews }: CardDraft<RenderedField>, report: Report): Schedule | undefined {
  if (!reviews) return undefined
  const notes = reviews.text.split('!').filter((note) => note.trim() !== '')
  const read = notes.map(readNote)
  if (read.length === 0 || read.some((schedule) => schedule === undefined)) {
    report(diagnose('schedule-review-unreadable', reviews.position, { found: reviews.text.trim() }))
    return undefined
  }
  const learned = read.filter((schedule) => schedule !== undefined)
  return learned.reduce((first, second) => (second.due < first.due ? second : first))
}

type Learned = Extract<Schedule, { kind: 'learned' }>

/** `2026-02-03,12,250`: the next review, the interval in days, the ease in per cent. */
export function readNote(note: string): Learned | undefined {
  const [, due = '', days = '', percent = ''] =
    /^\s*(\d{4}-\d{2}-\d{2}),(\d+(?:\.\d+)?),(\d+(?:\.\d+)?)\s*$/.exec(note) ?? []
  const interval = Math.max(Math.round(Number(days)), 1)
  if (!isDate(due) || !isWithin(interval, lastDay)) return undefined
  return { kind: 'learned', due, interval, ease: Math.max(Number(percent) / 100, leastMultiplier) }
}
