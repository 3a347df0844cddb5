import { diagnose, type Report } from '../diagnostic'
import type { CalendarDate } from '../model/calendar'
import { isDate } from '../model/days'
import type { Card, Deck } from '../model/deck'
import { toDeckName } from '../model/deck-name'
import {
  type DeckDraft,
  type FieldDraft,
  type LabelDraft,
  mapLabels,
  mapParts,
  mapSections,
  type RenderedField
} from '../model/draft'
import { sameName } from '../model/identity'
import type { Digest } from '../model/means'
import { type CardPlace, fileStart, type Slice, startOf } from '../model/position'
import { type AboutCards, type Understood, type UnnamedCard, validateCard } from './card'
import { reportType, typeLabel } from './card-type'
import { difficultyOf } from './difficulty'
import { reportHeader } from './header'
import { withIdentity } from './identity'
import { contentByName, labelNamed } from './labels'
import { mediaOf } from './media'
import { type NumberedDraft, nameOf, type ReadCard } from './numbered'
import { numberCards, reportSequence } from './numbers'
import { validateReferences } from './references'
import { validateSchedule } from './schedule'
import { readSettings, type Settings } from './settings'
import { rowRenderer } from './table'
import { reportTotals } from './totals'
import { readType } from './type-words'
import { readTags } from './words'

type Labels = readonly LabelDraft<RenderedField>[]
type Render = (field: FieldDraft) => RenderedField

/** A deck, and where each of its cards stands. */
export interface Validated {
  readonly deck: Deck
  readonly places: readonly CardPlace[]
  /** Whether the front matter says which of Anki's decks it is. */
  readonly isPlaced: boolean
}

/**
 * What was found, understood: words become values, and whatever is missing, contradicted or out of range is
 * reported. Gives no deck when there is no card to put into it. Takes the cards out of the draft. Each field that needs a tree is rendered once, in the order of `fieldsOf`, and the parts
 * of a card when its turn comes: of a large deck all of them at once take more memory than its cards. `digest` hashes faster, where the
 * surroundings can.
 */
export function validate(
  draft: DeckDraft,
  render: Render,
  file: string | undefined,
  report: Report,
  digest?: Digest
): Validated | undefined {
  if (draft.empty) {
    report(diagnose('deck-empty', fileStart))
    return undefined
  }
  const labels = mapLabels(draft.labels, render)
  const settings = withLabels(readSettings(draft.settings, report), labels, report)
  const name = deckName(draft, settings, file, report)
  const date = readDate(labels, report) ?? settings.date ?? null
  const start = readStart(settings, date, report)
  reportHeader(labels, report)
  if (draft.cards.length === 0)
    report(diagnose('deck-cards-missing', fileStart, { example: draft.dialect.example }))
  const numbered = numberedCards(draft, render, report)
  const about = aboutCards(draft, numbered, settings, render, report)
  const read: ReadCard[] = []
  const understood = Array.from(taken(numbered), (card) => {
    read.push(restOf(card))
    const { parts, ...others } = card
    return validateCard({ parts: mapParts(parts, render), ...others }, about, report)
  })
  reportDifficulties(read, understood, report)
  reportDuplicates(read, understood, report)
  if (!draft.cut) {
    const difficulties = understood.map(({ difficulty }) => difficulty)
    reportTotals(labels, read, difficulties, isWhole(read, understood) ? report : withoutFix(report))
  }
  const cards = understood.flatMap(({ card }) => (card ? withSettings(card, settings) : []))
  if (cards.length === 0) return undefined
  if (start === null || start === 'import') reportStartless(cards, read, report)
  const identified = withIdentity(
    (cards.length > 1 && settings.id) || name,
    cards.map((card) => named(card, cards.length, settings)),
    report,
    digest
  )
  return {
    deck: {
      name,
      file: file ?? null,
      date,
      start,
      meta: { ...settings.others, ...metaOf(labels) },
      cards: identified,
      media: mediaOf(identified)
    },
    places: read.flatMap(({ heading, end }, index) =>
      understood[index]!.card ? { heading: heading.position, end } : []
    ),
    isPlaced: settings.deck !== undefined
  }
}

/** Cards with their numbers, and their labels rendered. */
function numberedCards(draft: DeckDraft, render: Render, report: Report): NumberedDraft[] {
  const numbers = numberCards(draft, report)
  return Array.from(taken(draft.cards), (card, index) => {
    const { place, key } = numbers[index]!
    return { place, key, ...card, labels: mapLabels(card.labels, render) }
  })
}

/** The items of a list in their order, each of them taken out of it. */
function* taken<Item>(list: Item[]): Generator<Item> {
  list.reverse()
  for (let item = list.pop(); item !== undefined; item = list.pop()) yield item
}

/** What of a card may be asked behind it, from what begins it to the end of its last part. */
function restOf({ labels: _, parts, ...rest }: NumberedDraft): ReadCard {
  const nameOfSide = (side: 'front' | 'back') => parts.find(({ role }) => role === side)?.name
  const slices = [rest.heading, ...parts.flatMap(({ field }) => field?.slice ?? [])]
  const last = slices.reduce((one, other) => (startOf(other).offset > startOf(one).offset ? other : one))
  return { front: nameOfSide('front'), back: nameOfSide('back'), end: last.position.end, ...rest }
}

/**
 * What tables say of cards. Where there is no card, or the file is cut off, there is nothing to hold it against. The tables are rendered here and
 * not kept, so gaps in the numbers of cards, which tables name, are reported here, too.
 */
function aboutCards(
  { cut, ...draft }: DeckDraft,
  numbered: readonly NumberedDraft[],
  { scheduleOf, difficulty: usual, type }: Settings,
  render: Render,
  report: Report
): AboutCards {
  const renderRow = rowRenderer(render)
  const schedules = mapSections(draft.schedules, renderRow)
  const references = mapSections(draft.references, renderRow)
  if (!cut) reportSequence(numbered, [...schedules, ...references], report)
  const tell = numbered.length === 0 || cut ? () => {} : report
  const isScheduled = (card: NumberedDraft) =>
    labelNamed(card.labels, 'schedule') !== undefined ||
    scheduleOf(difficultyOf(card) ?? usual ?? null) !== null
  return {
    scheduled: validateSchedule(schedules, numbered, isScheduled, tell),
    references: validateReferences(references, numbered, tell),
    ...(type && { type })
  }
}

/** Whether all was understood that a total counts: else it may be the total that is right. */
function isWhole(cards: readonly ReadCard[], understood: readonly Understood[]): boolean {
  const known = understood.filter(({ difficulty }) => difficulty !== null).length
  return (
    cards.length > 0 &&
    cards.every(({ broken }) => !broken) &&
    understood.every(({ card }) => card) &&
    (known === 0 || known === cards.length)
  )
}

function withoutFix(report: Report): Report {
  return ({ fix: _, ...diagnostic }) => report(diagnostic)
}

function reportDifficulties(
  cards: readonly ReadCard[],
  understood: readonly Understood[],
  report: Report
): void {
  if (understood.every(({ difficulty }) => difficulty === null)) return
  for (const [index, card] of cards.entries())
    if (understood[index]!.difficulty === null && !card.difficulty && !card.broken)
      report(diagnose('difficulty-missing', card.heading.position, { card: nameOf(card) }))
}

function reportDuplicates(
  cards: readonly ReadCard[],
  understood: readonly Understood[],
  report: Report
): void {
  const asked = new Map<string, readonly [read: ReadCard, name: Slice]>()
  for (const [index, read] of cards.entries())
    for (const { text, name } of questionsOf(read, understood[index]!.card)) {
      const key = sameName(text)
      const [other, first] = asked.get(key) ?? []
      if (other && other !== read)
        report(
          diagnose('card-front-duplicate', name.position, {
            card: nameOf(read),
            other: nameOf(other),
            line: first!.position.start.line
          })
        )
      else if (!other) asked.set(key, [read, name])
    }
}

/** What a card asks: a reversed one by its back, too. */
function questionsOf(read: ReadCard, card: UnnamedCard | undefined) {
  const sides = card?.type === 'reversed' ? (['front', 'back'] as const) : (['front'] as const)
  return sides.flatMap((side) => {
    const text = card?.[side].text
    return text ? { text, name: read[side]! } : []
  })
}

function deckName(
  { title }: DeckDraft,
  settings: Settings,
  file: string | undefined,
  report: Report
): string {
  const written = toDeckName(settings.deck ?? settings.title ?? title?.text ?? '')
  if (written) return written
  const name = toDeckName(file?.replace(/\.[^.]*$/, '') ?? '') || 'Flashcards'
  report(diagnose('deck-title-missing', title?.position ?? fileStart, { name }))
  return name
}

/** The front matter's id is that of the only card; of several it is in the place of the deck's name. */
function named(card: UnnamedCard, count: number, { id }: Settings): UnnamedCard {
  return id && count === 1 && !card.explicitId
    ? { ...card, explicitId: { text: id, position: fileStart } }
    : card
}

/** Tags and a note type under the title are those of every card, as in the front matter. */
function withLabels(settings: Settings, labels: Labels, report: Report): Settings {
  const own = readTags(labelNamed(labels, 'tags')?.value.slice.text ?? '')
  reportType(labels, true, report)
  const type = readType(typeLabel(labels)?.value.content.text ?? '')
  return { ...settings, tags: [...settings.tags, ...own], ...(type && { type }) }
}

/** A card with what the front matter says of all cards. */
function withSettings(
  card: UnnamedCard,
  { tags, difficulty: usual, scheduleOf, fields }: Settings
): UnnamedCard {
  const difficulty = card.difficulty ?? usual ?? null
  const own = difficulty && card.difficulty === null ? [`difficulty::${difficulty}`] : []
  const schedule = card.schedule ?? scheduleOf(difficulty)
  const isSame = own.length + tags.length + Object.keys(fields).length === 0 && schedule === card.schedule
  if (isSame) return card
  return {
    ...card,
    difficulty,
    fields: { ...missing(card.fields, fields), ...card.fields },
    tags: [...new Set([...own, ...card.tags, ...tags])],
    schedule
  }
}

/** Those of `usual` that a card has not, whatever the case of their names. */
function missing(own: Card['fields'], usual: Card['fields']): Card['fields'] {
  const names = new Set(Object.keys(own).map((name) => name.toLowerCase()))
  return Object.fromEntries(Object.entries(usual).filter(([name]) => !names.has(name.toLowerCase())))
}

function metaOf(labels: Labels): Deck['meta'] {
  return Object.fromEntries(Object.entries(contentByName(labels)).map(([name, { text }]) => [name, text]))
}

/** Cards with dates make a deck count by the calendar: those that count from the import then have no day 0. */
function reportStartless(cards: readonly UnnamedCard[], read: readonly ReadCard[], report: Report): void {
  if (!cards.some(({ schedule }) => schedule?.kind === 'learned')) return
  const counting = cards.find(({ schedule }) => schedule && schedule.kind !== 'learned')
  const other = read.find(({ place }) => place === counting?.number)
  if (other) report(diagnose('schedule-start-missing', other.heading.position, { card: nameOf(other) }))
}

function readStart({ start }: Settings, date: CalendarDate | null, report: Report): Deck['start'] {
  if (start === 'generated' && date === null) report(diagnose('deck-date-missing', fileStart))
  return start === 'generated' ? date : (start ?? null)
}

/** A date may start the schedule, so it must be one. */
function readDate(labels: Labels, report: Report): CalendarDate | null {
  const label = labelNamed(labels, 'date generated')
  if (!label || label.value.blank) return null
  const { text: found, position } = label.value.slice
  if (!/^\d{4}-\d{2}-\d{2}$/.test(found)) report(diagnose('deck-date-unreadable', position, { found }))
  else if (!isDate(found)) report(diagnose('deck-date-invalid', position, { found }))
  else return found
  return null
}
