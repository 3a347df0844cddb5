import { diagnose, type Edit, type Report } from '../diagnostic'
import type { CardDraft, DeckDraft, FieldDraft, RenderedField, TableSectionDraft } from '../model/draft'
import { isWithin, lastCardNumber } from '../model/limits'
import { type Slice, within } from '../model/position'
import type { CardNumbers, NumberedDraft } from './numbered'
import { cardColumn, cardNames } from './table'

type Draft = CardDraft<unknown, FieldDraft>
type Section = TableSectionDraft<RenderedField>

/**
 * The number of each card: the one that is written, or else its place. Numbers that begin anew in each section are as
 * good as none, unless a schedule goes by them.
 */
export function numberCards(draft: DeckDraft, report: Report): readonly CardNumbers[] {
  const isJoined = draft.schedules.length > 0 || draft.references.length > 0
  const written = draft.cards.map((card) => writtenNumber(card, report))
  const beginsAnew =
    !isJoined &&
    draft.cards.some((card, index) => written[index] === 1 && isOtherSection(card, draft.cards[index - 1]))
  const lines = new Map<number, number>()
  let fix: readonly Edit[] | undefined
  return draft.cards.map((card, index) => {
    const place = index + 1
    const key = beginsAnew ? place : (written[index] ?? (card.number && isCount(card) ? undefined : place))
    const line = key === undefined ? undefined : lines.get(key)
    if (key === undefined) return { place, key }
    if (line === undefined) {
      lines.set(key, card.heading.position.start.line)
      return { place: key, key }
    }
    fix ??= isJoined ? [] : renumbered(draft.cards, [])
    report({ ...diagnose('card-number-repeated', card.heading.position, { number: key, line }), fix })
    return { place, key: undefined }
  })
}

/** Whether a card stands under another heading of difficulty than the one before it. */
function isOtherSection(card: Draft, before: Draft | undefined): boolean {
  return before !== undefined && before.sectionDifficulty?.text !== card.sectionDifficulty?.text
}

function isCount({ number }: Draft): boolean {
  return number !== undefined && /^\d+$/.test(number.text)
}

function writtenNumber(card: Draft, report: Report): number | undefined {
  if (!card.number || !isCount(card)) return undefined
  const number = Number(card.number.text)
  if (isWithin(number, lastCardNumber)) return number
  report(diagnose('card-number-invalid', card.number.position, { found: card.number.text }))
  return undefined
}

/** Reports numbers that leave one out, or do not ascend. The sections are those that name cards. */
export function reportSequence(
  cards: readonly NumberedDraft[],
  sections: readonly Section[],
  report: Report
): void {
  const counted = cards.filter(({ number, key }) => number && key !== undefined)
  const found = counted.flatMap(({ heading: { position }, key: number }, index) => {
    const before = counted[index - 1]?.key
    if (before === undefined || number === undefined) return []
    if (number < before) return diagnose('card-number-order', position, { number, before })
    return number > before + 1 ? diagnose('card-number-gap', position, { number, before }) : []
  })
  if (found.length === 0) return
  const fix = renumbered(cards, sections)
  for (const each of found) report({ ...each, fix })
}

/**
 * Numbers from 1 on in the order of the cards, also where tables name them. None where the numbers are not plain, or where
 * it is not sure which card a table means.
 */
function renumbered(
  cards: readonly (Draft & Partial<CardNumbers>)[],
  sections: readonly Section[]
): readonly Edit[] {
  const named = sections.map(({ table }) => (table ? cardNames(table) : []))
  const names = named.flatMap((each) => each ?? [])
  const isSure =
    cards.every(isCount) &&
    named.every((each) => each !== undefined) &&
    sections.every(({ items }) => !items) &&
    !textsOf(cards, sections).some((text) => /\bcards?\s*#?\d|^\s*\d+\s*[-–—,]\s*\d/i.test(text)) &&
    (names.length === 0 || cards.every(({ key }) => key !== undefined))
  if (!isSure) return []
  const numbers = new Map(cards.map(({ key }, index) => [key, index + 1]))
  return [
    ...cards.flatMap(({ number }, index) => edit(number!, index + 1)),
    ...names.flatMap(({ slice, number }) => edit(slice, numbers.get(number) ?? number))
  ]
}

/** Text in which a card may be spoken of: the cards' own, and what tables have beside their names of cards. */
function textsOf(cards: readonly Draft[], sections: readonly Section[]): readonly string[] {
  const parts = cards.flatMap(({ parts }) => parts.flatMap(({ field }) => field?.slice.text ?? []))
  const cells = sections.flatMap(({ table }) => {
    const key = table ? Math.max(cardColumn(table), 0) : 0
    return (table?.rows ?? []).flatMap((row) => row.cells.filter((_, at) => at !== key))
  })
  // What looks like a tag may be text.
  const readings = parts.flatMap((text) => [text, text.replace(/<[^<>]*>/g, '')])
  return [...readings.map(withoutMarks), ...cells.map(({ content }) => content.text)]
}

/** Markdown without what stands between words and is none of them; it may lose more than is shown without it. */
function withoutMarks(markdown: string): string {
  return markdown
    .replace(/\]\([^)]*\)|[*_~`\\=[\]<>]/g, '')
    .replace(/&#?\w+;/g, ' ')
    .replace(/^[\s+-]+/, '')
}

/** The first number of a slice made another. */
function edit(slice: Slice, number: number): readonly Edit[] {
  const { 0: written, index } = /\d+/.exec(slice.text)!
  if (Number(written) === number) return []
  return [{ position: within(slice, index, index + written.length).position, text: String(number) }]
}
