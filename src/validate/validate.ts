import { diagnose, type Report } from '../diagnostic'
import type { CalendarDate } from '../model/calendar'
import { isDate } from '../model/days'
import type { Deck } from '../model/deck'
import { toDeckName } from '../model/deck-name'
import type { CardDraft, DeckDraft, RenderedField } from '../model/draft'
import { validateCard } from './card'
import { withIdentity } from './identity'
import { contentByName, labelNamed } from './labels'
import { validateReferences } from './references'
import { validateSchedule } from './schedule'

/**
 * What was found, understood: words become values, and whatever is missing, contradicted or out of range is
 * reported. Gives no deck when there is no card to put into it.
 */
export function validate(
  draft: DeckDraft<RenderedField>,
  file: string | undefined,
  report: Report
): Deck | undefined {
  if (draft.empty) {
    report(diagnose('deck-empty', start))
    return undefined
  }
  const name = deckName(draft, file, report)
  const date = readDate(draft, report)
  if (draft.cards.length === 0) {
    report(diagnose('deck-cards-missing', start))
    return undefined
  }
  reportRepeatedNumbers(draft.cards, report)
  const about = { scheduled: validateSchedule(draft, report), references: validateReferences(draft, report) }
  const cards = draft.cards.flatMap((card) => validateCard(card, about, report) ?? [])
  if (cards.length === 0) return undefined
  return { name, file: file ?? null, date, meta: metaOf(draft), cards: withIdentity(name, cards, report) }
}

const start = { start: { line: 1, column: 1, offset: 0 }, end: { line: 1, column: 1, offset: 0 } }

function deckName({ title }: DeckDraft<RenderedField>, file: string | undefined, report: Report): string {
  const written = toDeckName(title?.text ?? '')
  if (written) return written
  const name = toDeckName(file?.replace(/\.[^.]*$/, '') ?? '') || 'Flashcards'
  report(diagnose('deck-title-missing', title?.position ?? start, { name }))
  return name
}

function metaOf({ labels }: DeckDraft<RenderedField>): Deck['meta'] {
  return Object.fromEntries(Object.entries(contentByName(labels)).map(([name, { text }]) => [name, text]))
}

/** A date may start the schedule, so it must be one. */
function readDate({ labels }: DeckDraft<RenderedField>, report: Report): CalendarDate | null {
  const label = labelNamed(labels, 'date generated')
  if (!label || label.value.blank) return null
  const { text: found, position } = label.value.slice
  if (!/^\d{4}-\d{2}-\d{2}$/.test(found)) report(diagnose('deck-date-unreadable', position, { found }))
  else if (!isDate(found)) report(diagnose('deck-date-invalid', position, { found }))
  else return found
  return null
}

/** The schedule goes by numbers, so no two cards may share one. */
function reportRepeatedNumbers(cards: readonly CardDraft<RenderedField>[], report: Report): void {
  const lines = new Map<number, number>()
  for (const { heading, number } of cards) {
    const line = lines.get(Number(number.text))
    if (line === undefined) lines.set(Number(number.text), heading.position.start.line)
    else report(diagnose('card-number-repeated', heading.position, { number: Number(number.text), line }))
  }
}
