import type { Content } from '../model/content'
import { htmlOf } from '../model/html'
import type { PlannedCard, PlannedDeck } from '../plan/plan'

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

/** The same fields, as the cloze note type calls them: Anki's own has these names. */
export const clozeFieldNames = ['Text', 'Back Extra', ...fieldNames.slice(2)] as const

/** Anki's names for the note types. Its own `Basic` has another name in each language. */
export const noteTypeNames = { basic: 'md2anki Basic', cloze: 'md2anki Cloze' } as const

/** The sections of a card that have a field of their own; all others share `More`. */
export const sectionFields = ['Mnemonic', 'Key Insight', 'Common Misconceptions', 'Key Trade-offs'] as const

/** The labels of a card that are shown elsewhere than among the others in `More`. */
const placedLabels = new Set(['concept', 'centrality', 'difficulty', 'id', 'tags', 'schedule'])

/** A card as the fields of a note, in HTML. */
export function noteFields(
  card: PlannedCard,
  { meta }: Pick<PlannedDeck, 'meta'>
): Readonly<Record<FieldName, string>> {
  return {
    Front: card.type === 'cloze' ? clozeHtml(card.front.html) : card.front.html,
    Back: card.back.html,
    Mnemonic: section(card, 'Mnemonic'),
    'Key Insight': section(card, 'Key Insight'),
    'Common Misconceptions': section(card, 'Common Misconceptions'),
    'Key Trade-offs': section(card, 'Key Trade-offs'),
    More: [...otherLabels(card), ...otherSections(card)].join('\n'),
    Concept: label(card, 'concept'),
    Centrality: label(card, 'centrality'),
    Difficulty: card.difficulty ? capitalised(card.difficulty) : '',
    'Review Plan': sayPlan(card),
    'Cross-References': definitionList(Object.entries(card.references)),
    Source: htmlOf(meta['Source'] ?? ''),
    ID: htmlOf(card.id)
  }
}

/**
 * Cloze deletions as Anki reads them: elsewhere their braces are kept from it. Colons stand apart in formulas, for Anki takes
 * what follows `::` in a deletion for its hint (`rslib/src/cloze.rs`).
 */
function clozeHtml(html: string): string {
  return html
    .replace(/&#123;&#123;(?=c\d+(?:,\d+)*::)/g, '{{')
    .replace(/(?<=class="math">)[^<]+/g, (tex) => (/\{\{c\d/.test(tex) ? tex : tex.replace(/:(?=:)/g, ': ')))
}

/** The numbers of a card's cloze deletions; each becomes a card of Anki's (`rslib/src/notetype/cardgen.rs`). */
export function clozeNumbers({ front }: Pick<PlannedCard, 'front'>): readonly number[] {
  const numbers = [...front.text.matchAll(/\{\{c(\d+)::/g)].map(([, number]) => Number(number))
  return [...new Set(numbers)]
    .filter((number) => number >= 1 && number <= 500)
    .sort((first, second) => first - second)
}

/** What the learner reads about the schedule, also where Anki was not let have it. */
export function sayPlan({ schedule, due }: Pick<PlannedCard, 'schedule' | 'due'>): string {
  if (!schedule) return ''
  if (schedule.kind === 'growth') return `Day ${schedule.firstInterval}, then ×${schedule.multiplier}`
  if (schedule.kind === 'learned') return `${schedule.due}, then ×${schedule.ease}`
  return schedule.days
    .map((day, index) => (due[index] ? `Day ${day} (${due[index]})` : `Day ${day}`))
    .join(', ')
}

function section({ sections }: PlannedCard, name: string): string {
  return sections.flatMap((section) => (isNamed(section, name) ? section.html : [])).join('\n')
}

function otherSections({ sections }: PlannedCard): readonly string[] {
  return sections
    .filter((each) => !sectionFields.some((name) => isNamed(each, name)))
    .map(({ name, html }) => `<section><h3>${htmlOf(name)}</h3>\n${html}</section>`)
}

function isNamed({ name }: { readonly name: string }, wanted: string): boolean {
  return name.toLowerCase() === wanted.toLowerCase()
}

function label({ fields }: PlannedCard, wanted: string): string {
  return Object.entries(fields).find(([name]) => name.toLowerCase() === wanted)?.[1].html ?? ''
}

function otherLabels({ fields }: PlannedCard): readonly string[] {
  const others = Object.entries(fields).filter(([name]) => !placedLabels.has(name.toLowerCase()))
  return others.length === 0 ? [] : [definitionList(others)]
}

function definitionList(entries: readonly (readonly [name: string, content: Content])[]): string {
  if (entries.length === 0) return ''
  return `<dl>${entries.map(([name, { html }]) => `<dt>${htmlOf(name)}</dt><dd>${html}</dd>`).join('')}</dl>`
}

function capitalised(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1)
}
