import { type Slice, within } from '../model/position'

/**
 * What a heading can say, tried from the top, in small letters: another way to write it is another row. Patterns that care for
 * no case take milliseconds to begin with, where they name letters of all scripts.
 */
const headings = [
  [
    'card',
    /^(?:flash)?card\s*#?\s*(?<number>[a-z]{0,3}\d+)(?:\s+of\s+(?<total>\d+))?(?:\s*\|\s*(?<difficulty>[^|]*\S))?$/d
  ],
  [
    'card',
    /^(?:flash)?card\s*#?\s*(?<number>[a-z]{0,3}\d+)\s*(?:\(|[-–—]\s*)(?<difficulty>easy|medium|hard)\)?$/d
  ],
  [
    'card',
    /^(?:flash)?card\s*(?:#?\s*(?<number>[a-z]{0,3}\d+)\s*[-–—:.]|:)\s*(?<title>\S.*?)\s*(?:\||\(|\[|\s[-–—·])[^\p{L}\p{N}]*(?<difficulty>easy|medium|hard)[)\]]?$/du
  ],
  ['card', /^(?:flash)?card\s*#?\s*(?<number>[a-z]{0,3}\d+)\s*(?:[-–—:.]\s*(?<title>\S.*)|\[[^\]]*\])$/d],
  ['card', /^(?:flash)?card\s*:\s*(?<title>\S.*)$/d],
  ['malformed-card', /^(?:flash)?card\s*#?\s*(?<number>\d+)\b/d],
  ['unreadable-card', /^card\s+.*(?:\bof\s+\d+|\|)/d],
  ['cards', /^[^\p{L}]*(?<difficulty>easy|medium|hard)\s+(?:flash)?cards?\b.*$/du],
  ['cards', /^[^\p{L}]*(?<difficulty>easy|medium|hard)(?:\s+(?:questions?|level|difficulty))?[^\p{L}]*$/du],
  ['schedule', /^[^\p{L}]*(?:\p{L}+\s+){0,2}(?:(?:review|spaced[-\s]repetition|study)\s+)+schedule\b.*$/du],
  ['references', /^[^\p{L}]*(?:cross[-\s]?references?|source\s+mapping)$/du]
] as const

/** A word of each of them: most headings have none, which is seen at once. */
const telling = /card|easy|medium|hard|schedule|reference|mapping/i

export type HeadingKind = (typeof headings)[number][0] | 'other'

/** What the sides of a card are called, in the languages that decks were met in. */
const sides = {
  front: [
    'front',
    'question',
    'q',
    'prompt',
    'frage',
    'vorderseite',
    'recto',
    'pregunta',
    'frente',
    'pergunta',
    'mặt trước',
    'câu hỏi',
    'вопрос',
    '问题',
    '正面',
    '質問',
    '表'
  ],
  back: [
    'back',
    'answer',
    'a',
    'antwort',
    'rückseite',
    'verso',
    'réponse',
    'respuesta',
    'resposta',
    'mặt sau',
    'đáp án',
    'ответ',
    '答案',
    '背面',
    '回答',
    '裏'
  ]
} as const

const roles: ReadonlyMap<string, Role> = new Map([
  ...sides.front.map((name) => [name, 'front'] as const),
  ...sides.back.map((name) => [name, 'back'] as const)
])

/** Sections that are known to belong to cards, at whatever level they stand. */
const knownSections =
  /^(?:mnemonic|key insight|common misconceptions?|key trade-?offs?|hint|explanation|example)$/i

/** Labels that say something of a card, and never belong to its answer. */
const cardLabels =
  /^(?:id|tags?|difficulty|level|concept|topic|category|(?:note |card )?type|add reverse|centrality|concept map centrality|cognitive level|bloom'?s?(?: taxonomy)?(?: level)?|source(?: section| note)?|related(?: concepts)?|critical knowledge flag|schedule)$/i

const title = /^(?:flash\s?cards?|flashcard\s+(?:set|deck))\s*(?::\s*(?<title>.*))?$/di

/** A backslash at the end of a value breaks the line, and is no part of it. */
const label = /^(\s*\*\*)([^*:\s](?:[^*]*[^*:\s])?)(\s*(?::\s*\*\*|\*\*\s*:)[ \t]*)((?:.*[^\s\\])?)[\s\\]*$/

/** `**FRONT (Question):**`, `**[FRONT]**`, `**Q:** …`, `**Q1.** …`, `**Front**` alone. */
const boldSide =
  /^\s*\*\*\s*(?<open>(?:\[\s*)?)(?<name>\p{L}[\p{L}\p{M} ]*?)\s*(?:\([^)]*\))?\s*\d*\s*\]?\s*(?<mark>[.:：]?)\s*\*\*(?<after>\s*[:：]?)[ \t]*(?<rest>.*)$/du

/** Nothing longer is a name of anything, and to find that out would take long. */
const longestName = 200

export interface Recognised {
  readonly kind: HeadingKind
  /** The named parts of it that are there. */
  readonly words: Readonly<Partial<Record<string, Slice>>>
}

/** What a heading announces. */
export function recogniseHeading(heading: Slice): Recognised {
  const small = nameIn(heading.text)
  if (small === undefined) return other
  for (const [kind, pattern] of headings) {
    const words = wordsOf(heading, pattern, small)
    if (words) return { kind, words }
  }
  return other
}

const other: Recognised = { kind: 'other', words: {} }

/** The same of a heading whose words are not asked for. */
export function kindOf(heading: string): HeadingKind {
  const small = nameIn(heading)
  return (small !== undefined && headings.find(([, pattern]) => pattern.test(small))?.[0]) || 'other'
}

/** A heading in small letters, if it can announce something. */
function nameIn(heading: string): string | undefined {
  return heading.length <= longestName && telling.test(heading) ? inSmallLetters(heading) : undefined
}

/** With each letter where it was: those outside of ASCII may become two. */
function inSmallLetters(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase())
}

export type Role = 'front' | 'back' | 'section'

/** Which part of a card a name begins. */
export function roleOf(name: string): Role {
  if (name.length > longestName) return 'section'
  const key = name.normalize('NFC').toLowerCase()
  return roles.get(key.endsWith(')') ? key.replace(/\s*\(.*\)$/, '') : key) ?? 'section'
}

export function isKnownSection(name: string): boolean {
  return roleOf(name) !== 'section' || knownSections.test(name)
}

/** Of these, the ones that an answer cannot mean. */
export function isSureLabel(name: string): boolean {
  return /^(?:id|tags?|difficulty|cognitive level|bloom'?s?(?: taxonomy)?(?: level)?|critical knowledge flag|schedule)$/i.test(
    name
  )
}

export function isCardLabel(name: string): boolean {
  return cardLabels.test(name)
}

/** The name in a deck's title: `Rivers` in `Flashcards: Rivers`. Nothing when no name is there. */
export function recogniseTitle(heading: Slice): Slice | undefined {
  const words = wordsOf(heading, title)
  const name = words ? words['title'] : heading
  return name?.text ? name : undefined
}

export interface Label {
  readonly name: Slice
  readonly value: Slice
}

/** The name and the value of a line such as `**Concept:** Attention`. */
export function recogniseLabel(line: Slice): Label | undefined {
  const found = isBold(line) ? label.exec(line.text) : null
  if (!found) return undefined
  const [, before = '', name = '', between = '', value = ''] = found
  const [nameAt, valueAt] = [before.length, before.length + name.length + between.length]
  return {
    name: within(line, nameAt, nameAt + name.length),
    value: within(line, valueAt, valueAt + value.length)
  }
}

/** The labels of a line: `**Difficulty:** Easy | **Bloom's Level:** Remember` is two. None when it does not begin with one. */
export function labelsOf(line: Slice): readonly Label[] {
  const labels: Label[] = []
  let end = line.text.length
  const bars = line.text.includes('|') ? [...line.text.matchAll(/\|(?=\s*\*\*)/g)] : []
  for (const { index } of bars.toReversed()) {
    const label = recogniseLabel(within(line, index + 1, end))
    if (!label) continue
    labels.push(label)
    end = index
  }
  const first = recogniseLabel(within(line, 0, end))
  return first ? [first, ...labels.toReversed()] : []
}

/** A line that begins a side of a card; what stands behind the mark belongs to it. */
export interface SideMark {
  readonly role: 'front' | 'back'
  readonly name: Slice
  readonly rest: Slice
  /** It begins a sentence with words in brackets, which are to be asked for. */
  readonly cloze?: true
}

/** The mark of a side in bold. Without a colon or brackets it stands alone: else it is the first word of a sentence. */
export function boldSideMark(line: Slice): SideMark | undefined {
  if (!isBold(line)) return undefined
  const words = wordsOf(line, boldSide)
  if (!words) return undefined
  const { name, rest, open, mark, after } = words as Record<string, Slice>
  const role = roleOf(name!.text)
  const marked = `${open!.text}${mark!.text}${after!.text}`.trim() !== ''
  if (role === 'section' || (!marked && rest!.text.trim() !== '')) return undefined
  return { role, name: name!, rest: rest! }
}

/** Most lines do not begin with a name in bold, and the patterns above are slow to see it. */
function isBold({ text }: Slice): boolean {
  const begin = text.search(/\S/)
  return text.startsWith('**', begin) && text.slice(begin + 2, begin + 2 + longestName).includes('**')
}

/** The named groups of a match, as slices of the file. */
export function wordsOf(
  line: Slice,
  pattern: RegExp,
  text = line.text
): Partial<Record<string, Slice>> | undefined {
  const groups = pattern.exec(text)?.indices
  if (!groups) return undefined
  const words: Partial<Record<string, Slice>> = {}
  for (const name in groups.groups) {
    // Of a group that has no part in the match there is no range, whatever its type says.
    const range: readonly [number, number] | undefined = groups.groups[name]
    if (range) words[name] = within(line, range[0], range[1])
  }
  return words
}
