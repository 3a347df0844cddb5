import { diagnose, type Report } from '../diagnostic'
import type { CalendarDate } from '../model/calendar'
import { isDate } from '../model/days'
import type { Deck } from '../model/deck'
import { toDeckName } from '../model/deck-name'
import type { DeckDraft, RenderedField } from '../model/draft'
import { sameName } from '../model/identity'
import { type AboutCards, type Understood, type UnnamedCard, validateCard } from './card'
import { reportHeader } from './header'
import { withIdentity } from './identity'
import { contentByName, labelNamed } from './labels'
import { type NumberedDraft, nameOf, numberCards, reportSequence } from './numbers'
import { validateReferences } from './references'
import { validateSchedule } from './schedule'
import { readSettings, type Settings } from './settings'
import { reportTotals } from './totals'

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
  const settings = readSettings(draft.settings, report)
  const name = deckName(draft, settings, file, report)
  const date = readDate(draft, report)
  reportHeader(draft, report)
  if (draft.cards.length === 0)
    report(diagnose('deck-cards-missing', start, { example: draft.dialect.example }))
  const numbered = numberCards(draft, report)
  const about = aboutCards(draft, numbered, report)
  const understood = numbered.map((card) => validateCard(card, about, report))
  reportDifficulties(numbered, understood, report)
  reportDuplicates(numbered, understood, report)
  if (!draft.cut) {
    reportSequence(numbered, report)
    reportTotals(
      draft,
      understood.map(({ difficulty }) => difficulty),
      report
    )
  }
  const cards = understood.flatMap(({ card }) => (card ? withSettings(card, settings) : []))
  if (cards.length === 0) return undefined
  return {
    name,
    file: file ?? null,
    date,
    meta: { ...settings.others, ...metaOf(draft) },
    cards: withIdentity(
      name,
      cards.map((card) => named(card, cards.length, settings)),
      report
    )
  }
}

/** What tables say of cards. Where there is no card, or the file is cut off, there is nothing to hold it against. */
function aboutCards(
  { schedules, references, cards, cut }: DeckDraft<RenderedField>,
  numbered: readonly NumberedDraft[],
  report: Report
): AboutCards {
  const tell = cards.length === 0 || cut ? () => {} : report
  return {
    scheduled: validateSchedule(schedules, numbered, tell),
    references: validateReferences(references, numbered, tell)
  }
}

function reportDifficulties(
  cards: readonly NumberedDraft[],
  understood: readonly Understood[],
  report: Report
): void {
  if (understood.every(({ difficulty }) => difficulty === null)) return
  for (const [index, card] of cards.entries())
    if (understood[index]!.difficulty === null && !card.difficulty && !card.broken)
      report(diagnose('difficulty-missing', card.heading.position, { card: nameOf(card) }))
}

function reportDuplicates(
  cards: readonly NumberedDraft[],
  understood: readonly Understood[],
  report: Report
): void {
  const asked = new Map<string, NumberedDraft>()
  for (const [index, card] of cards.entries()) {
    const front = understood[index]!.card?.front.text
    const first = front ? asked.get(sameName(front)) : undefined
    const place = (draft: NumberedDraft) => draft.parts.find(({ role }) => role === 'front')!.name.position
    if (front && first)
      report(
        diagnose('card-front-duplicate', place(card), {
          card: nameOf(card),
          other: nameOf(first),
          line: place(first).start.line
        })
      )
    else if (front) asked.set(sameName(front), card)
  }
}

const start = { start: { line: 1, column: 1, offset: 0 }, end: { line: 1, column: 1, offset: 0 } }

function deckName(
  { title }: DeckDraft<RenderedField>,
  settings: Settings,
  file: string | undefined,
  report: Report
): string {
  const written = toDeckName(settings.deck ?? settings.title ?? title?.text ?? '')
  if (written) return written
  const name = toDeckName(file?.replace(/\.[^.]*$/, '') ?? '') || 'Flashcards'
  report(diagnose('deck-title-missing', title?.position ?? start, { name }))
  return name
}

/** The front matter's id is that of the only card. */
function named(card: UnnamedCard, count: number, { id }: Settings): UnnamedCard {
  return id && count === 1 && !card.explicitId ? { ...card, explicitId: { text: id, position: start } } : card
}

/** A card with what the front matter says of all cards. */
function withSettings(card: UnnamedCard, { tags, difficulty: usual, scheduleOf }: Settings): UnnamedCard {
  const difficulty = card.difficulty ?? usual ?? null
  const own = difficulty && card.difficulty === null ? [`difficulty::${difficulty}`] : []
  return {
    ...card,
    difficulty,
    tags: [...new Set([...own, ...card.tags, ...tags])],
    schedule: card.schedule ?? scheduleOf(difficulty)
  }
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
