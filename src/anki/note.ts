import { isCalled } from '../model/called'
import { readCloze } from '../model/cloze'
import type { Content } from '../model/content'
import type { Card } from '../model/deck'
import { htmlOf } from '../model/html'
import type { CardType } from '../model/limits'
import type { PlannedCard, PlannedDeck } from '../plan/plan'
import { ankiHtml, mediaNames } from './media'

/**
 * The fields of our note type, in order. Frozen: Anki takes a note type with other fields for another note type,
 * and would no longer update the notes that a learner has (`rslib/src/import_export/package/apkg/import/notes.rs`).
 */
export const fieldNames = [
  'Front',
  'Back',
  'Mnemonic',
  'Key Insight',
  'Common Misconceptions',
  'Key Trade-offs',
  'More',
  'Concept',
  'Centrality',
  'Difficulty',
  'Review Plan',
  'Cross-References',
  'Source',
  'ID'
] as const

export type FieldName = (typeof fieldNames)[number]

/** What asks for the second card of an optional reversed note, by Anki's own name. No other note type has it. */
const addReverse = 'Add Reverse'

/** What the fields of the note types are called: as in Anki's own. */
export const fieldNamesOf: Readonly<Record<CardType, readonly string[]>> = {
  basic: fieldNames,
  reversed: fieldNames,
  'optional-reversed': [...fieldNames, addReverse],
  'type-in': fieldNames,
  cloze: ['Text', 'Back Extra', ...fieldNames.slice(2)]
}

/** Anki's names for the note types. Its own have other names in each language. */
export const noteTypeNames: Readonly<Record<CardType, string>> = {
  basic: 'md2anki Basic',
  reversed: 'md2anki Basic (and reversed card)',
  'optional-reversed': 'md2anki Basic (optional reversed card)',
  'type-in': 'md2anki Basic (type in the answer)',
  cloze: 'md2anki Cloze'
}

/** The sections of a card that have a field of their own, shown under its name; all others share `More`. */
export const sectionFields = [
  'Mnemonic',
  'Key Insight',
  'Common Misconceptions',
  'Key Trade-offs'
] as const satisfies FieldName[]

/** By their names in small letters: authors write them in any case. */
const fieldOfSection = new Map(sectionFields.map((name) => [name.toLowerCase(), name]))

/** The labels of a card that are shown elsewhere than among the others in `More`. */
const placedLabels = new Set(['concept', 'centrality', 'difficulty', 'id', 'tags', 'schedule'])

/** The fields of a note, in HTML and in order, by the names that most note types have for them. */
export type NoteFields = Readonly<Record<FieldName, string>> & { readonly [addReverse]?: string }

/** A card as the fields of a note. */
export function noteFields(
  card: PlannedCard,
  { meta, media }: Pick<PlannedDeck, 'meta' | 'media'>
): NoteFields {
  const fields = fieldsOf(card, meta)
  if (media.length === 0) return fields
  const names = mediaNames(media)
  return Object.fromEntries(
    Object.entries(fields).map(([name, html]) => [name, ankiHtml(html, names)])
  ) as typeof fields
}

function fieldsOf(card: PlannedCard, meta: PlannedDeck['meta']): NoteFields {
  const { placed, others } = sectionsOf(card)
  const fields = {
    Front: card.type === 'cloze' ? readCloze(card.front.html).html : card.front.html,
    Back: card.back.html,
    Mnemonic: placed['Mnemonic'],
    'Key Insight': placed['Key Insight'],
    'Common Misconceptions': placed['Common Misconceptions'],
    'Key Trade-offs': placed['Key Trade-offs'],
    More: [...otherLabels(card), ...others].join('\n'),
    Concept: label(card, 'concept') || htmlOf(card.concept ?? ''),
    Centrality: label(card, 'centrality'),
    Difficulty: card.difficulty ? capitalised(card.difficulty) : '',
    'Review Plan': sayPlan(card),
    'Cross-References': definitionList(Object.entries(card.references)),
    Source: htmlOf(meta['Source'] ?? ''),
    ID: htmlOf(card.id)
  }
  return card.type === 'optional-reversed' ? { ...fields, [addReverse]: reverseOf(card) } : fields
}

/** Anki makes the second card where the field holds anything; who writes `no` means nothing. */
export function reverseOf(card: Pick<Card, 'fields'>): string {
  const html = label(card, addReverse.toLowerCase())
  return /^(?:no|n|none|false|0|-|–|—)$/i.test(html) ? '' : html
}

/** What the learner reads about the schedule, also where Anki was not let have it. */
export function sayPlan({ schedule, due }: Pick<PlannedCard, 'schedule' | 'due'>): string {
  if (!schedule) return ''
  if (schedule.kind === 'growth') return `Day ${schedule.firstInterval}, then ×${schedule.multiplier}`
  if (schedule.kind === 'learned')
    return [schedule, ...(schedule.reverse ? [schedule.reverse] : [])]
      .map((each) => `${each.due}, then ×${each.ease}`)
      .join('; ')
  return schedule.days
    .map((day, index) => (due[index] ? `Day ${day} (${due[index]})` : `Day ${day}`))
    .join(', ')
}

/** Sections by the fields that they have, and those that have none. */
function sectionsOf({ sections }: PlannedCard) {
  const placed = { Mnemonic: '', 'Key Insight': '', 'Common Misconceptions': '', 'Key Trade-offs': '' }
  const others: string[] = []
  for (const { name, html } of sections) {
    const field = fieldOfSection.get(name.toLowerCase())
    if (field === undefined) others.push(`<section><h3>${htmlOf(name)}</h3>\n${html}</section>`)
    else placed[field] += placed[field] === '' ? html : `\n${html}`
  }
  return { placed, others }
}

function label({ fields }: Pick<Card, 'fields'>, wanted: string): string {
  const name = Object.keys(fields).find((name) => isCalled(name, wanted))
  return name === undefined ? '' : fields[name]!.html
}

function otherLabels({ type, fields }: PlannedCard): readonly string[] {
  const isPlaced = (name: string) =>
    placedLabels.has(name) || (type === 'optional-reversed' && name === addReverse.toLowerCase())
  const others = Object.entries(fields).filter(([name]) => !isPlaced(name.toLowerCase()))
  return others.length === 0 ? [] : [definitionList(others)]
}

function definitionList(entries: readonly (readonly [name: string, content: Content])[]): string {
  if (entries.length === 0) return ''
  return `<dl>${entries.map(([name, { html }]) => `<dt>${htmlOf(name)}</dt><dd>${html}</dd>`).join('')}</dl>`
}

function capitalised(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1)
}
