import { type Slice, within } from '../model/position'

/** What a heading can say, tried from the top. Another way to write it is another row. */
const headings = [
  ['card', /^card\s+(?<number>[+-]?\d+)(?:\s+of\s+\d+)?(?:\s*\|\s*(?<difficulty>.*))?$/di],
  ['broken-card', /^card\s+(?:[+-]?\d|.*(?:\bof\s+\d+|\|))/di],
  ['cards', /^(?<difficulty>easy|medium|hard)\s+cards$/di],
  ['schedule', /^review\s+schedule$/di],
  ['references', /^cross[-\s]?references?$/di]
] as const

/** What the heading of a card's section can say; any other is a section of the author's own. */
const parts = [
  ['front', /^(?:front|question)$/i],
  ['back', /^(?:back|answer)$/i]
] as const

const title = /^(?:flash\s?cards?|flashcard\s+(?:set|deck))\s*(?::\s*(?<title>.*))?$/di

/** A backslash at the end of a value breaks the line, and is no part of it. */
const label =
  /^\s*\*\*(?<name>[^*:\s](?:[^*]*[^*:\s])?)\s*(?::\s*\*\*|\*\*\s*:)[ \t]*(?<value>(?:.*[^\s\\])?)[\s\\]*$/d

export interface Recognised<Kind extends string> {
  readonly kind: Kind
  /** The named parts of it that are there. */
  readonly words: Readonly<Partial<Record<string, Slice>>>
}

/** What a heading announces. */
export function recogniseHeading(heading: Slice): Recognised<(typeof headings)[number][0] | 'other'> {
  for (const [kind, pattern] of headings) {
    const words = wordsOf(heading, pattern)
    if (words) return { kind, words }
  }
  return { kind: 'other', words: {} }
}

/** Which part of a card a heading begins. */
export function recognisePart({ text }: Slice): (typeof parts)[number][0] | 'section' {
  return parts.find(([, pattern]) => pattern.test(text))?.[0] ?? 'section'
}

/** The name in a deck's title: `Rivers` in `Flashcards: Rivers`. Nothing when no name is there. */
export function recogniseTitle(heading: Slice): Slice | undefined {
  const words = wordsOf(heading, title)
  const name = words ? words['title'] : heading
  return name?.text ? name : undefined
}

/** The name and the value of a line such as `**Concept:** Attention`. */
export function recogniseLabel(line: Slice): { readonly name: Slice; readonly value: Slice } | undefined {
  const words = wordsOf(line, label)
  return words?.['name'] && words['value'] ? { name: words['name'], value: words['value'] } : undefined
}

/** The named groups of a match, as slices of the file. */
function wordsOf(line: Slice, pattern: RegExp): Partial<Record<string, Slice>> | undefined {
  const groups = pattern.exec(line.text)?.indices
  if (!groups) return undefined
  const found = Object.entries(groups.groups ?? {}).filter(([, range]) => range !== undefined)
  return Object.fromEntries(found.map(([name, [from, to]]) => [name, within(line, from, to)]))
}
