import type { Difficulty } from '../model/deck'
import { difficulties, isWithin, lastDay } from '../model/limits'

/** Other words for a difficulty, as labels have them: of learners, of courses, in stars. */
const otherWords: readonly (readonly [Difficulty, RegExp])[] = [
  ['easy', /^(?:basic|beginner|simple|⭐|★|low)\b|^⭐(?!⭐)/i],
  ['medium', /^(?:intermediate|moderate|normal)\b|^(?:⭐{2}|★{2})(?![⭐★])/i],
  ['hard', /^(?:advanced|expert|difficult|challenging|high)\b|^(?:⭐{3}|★{3})/i]
]

/** The difficulty that a label means; nothing when it is a word of its own. */
export function readDifficultyLabel(text: string): Difficulty | undefined {
  return (
    readDifficulty(text.replace(/^[^\p{L}⭐★]+/u, '')) ??
    otherWords.find(([, words]) => words.test(text.trim()))?.[0]
  )
}

/** `easy` for `Easy`; nothing for a word that is no difficulty. */
export function readDifficulty(text: string): Difficulty | undefined {
  const word = text.trim().toLowerCase()
  return difficulties.find((difficulty) => difficulty === word)
}

const daysIn = { d: 1, w: 7, m: 30 } as const

/**
 * The day in `Day 3`, `3`, `3 days`, `+3d`, `Week 2` or `after 1 month`: so many days after the start, whatever stands
 * before it in a row. A month has 30 days.
 */
export function readDay(text: string): number | undefined {
  // Most say it so, and the pattern below is slow to see it.
  const [, usual] = /^(?:day )?(\d{1,9})$/i.exec(text) ?? []
  if (usual !== undefined) return Number(usual)
  const [, unit, count, behind] =
    /^(?:(?:in|after)\s+)?(?:(d(?:ay)?|w(?:eek)?|month)\s*)?([+-]?\d+)(?:\s*(d|days?|w|weeks?|months?))?(?:\s+later)?$/i.exec(
      text
    ) ?? []
  if (count === undefined || (unit && behind)) return undefined
  return Number(count) * daysIn[(unit ?? behind ?? 'd').charAt(0).toLowerCase() as keyof typeof daysIn]
}

/** The days in `1, 3, 7` or `Day 1 → Day 3 → Week 1`; nothing for what is no day. */
export function readDayList(text: string): readonly (number | undefined)[] {
  const parts = text.split(/\s*(?:[,;/|→>]|->|\band\b)\s*/i).filter((part) => part !== '')
  const isPlain = parts.length === 1 && /^\d+(?:\s+\d+)+$/.test(text.trim())
  return (isPlain ? text.trim().split(/\s+/) : parts).map((part) => readDay(part.trim()))
}

/** Whether these are the days of a schedule: ascending, and none too far away. */
export function isLadder(days: readonly (number | undefined)[]): days is readonly number[] {
  return (
    days.length > 0 &&
    days.every((day, index) => isWithin(day ?? 0, lastDay) && day! > (days[index - 1] ?? 0))
  )
}

/** The factor in `2.5x`. */
export function readMultiplier(text: string): number | undefined {
  const match = /^[x×]?\s*(\d+(?:\.\d+)?)\s*[x×]?$/i.exec(text)
  return match ? Number(match[1]) : undefined
}

/** The cards that a table's row is about: one or several by number, or a group. */
export interface RowName {
  readonly numbers: readonly number[]
  readonly group?: Difficulty | 'all'
  /** What stands in brackets behind. */
  readonly remark?: string
}

/** `Card 1 (Easy)`, `1`, `Cards 1-2`, `Cards 1, 3 and 5`, `Easy`, `All hard cards` or `All`. */
export function readRowName(text: string): RowName | undefined {
  // As with days.
  const [, usual] = /^(?:card )?(\d{1,9})$/i.exec(text) ?? []
  if (usual !== undefined) return { numbers: [Number(usual)] }
  const { numbers, difficulty, all, remark } =
    /^(?:(?:cards?\s*)?(?<numbers>#?\d+(?:\s*(?:,|&|and|[-–—]|to)\s*#?\d+)*)|(?:all\s+)?(?<difficulty>easy|medium|hard)(?:\s+cards?)?|(?<all>all)(?:\s+cards?)?)(?:\s*\((?<remark>[^)]*)\))?$/i.exec(
      text.replace(/^(cards?\s*#?\d+)\s*(?::|\s[-–—])\s*(?=\D).*$/i, '$1').replace(/^[^\p{L}\p{N}#]+/u, '')
    )?.groups ?? {}
  const behind = remark ? { remark } : {}
  if (numbers) return { numbers: numbersIn(numbers), ...behind }
  const group = all ? 'all' : readDifficulty(difficulty ?? '')
  return group && { numbers: [], group, ...behind }
}

/** The numbers in `1-3, 5`; of a range at most a thousand. */
function numbersIn(text: string): readonly number[] {
  const ranges = text.matchAll(/(?<first>\d+)(?:\s*(?:[-–—]|\bto\b)\s*#?(?<last>\d+))?/gi)
  return [...ranges].flatMap(({ groups = {} }) => {
    const [first, last] = [Number(groups['first']), Number(groups['last'] ?? groups['first'])]
    const length = Math.max(Math.min(last - first + 1, 1000), 0)
    return Array.from({ length }, (_, index) => first + index)
  })
}

/** Which cards words speak of: by number and range, by difficulty, or all of them. */
export interface CardsMeant {
  readonly numbers: readonly number[]
  readonly difficulties: readonly Difficulty[]
  readonly all: boolean
}

/** Numbers of something else than cards: `2 minutes`, `3x`, `80%`, `Day 3`, `Week 2`. */
const otherNumbers =
  /\b(?:day|week|month|session|chapter|section|part|step|lesson)s?\s*\d+(?:\s*[-–—]\s*\d+)?\b|\b\d+(?:\.\d+)?(?:\s*[-–—]\s*\d+)?\s*(?:%|[x×]\b|(?:m|h|s|min|sec|minute|hour|hr|second|day|week|month|time|round|question|point|try|tries)s?\b)|\b\d+\s+(?:[a-z]+\s+)?cards?\b/gi

/** The cards in `Cards 1-2 (foundations)`, `Card 5 (synthesis), review 1-4`, `Hard cards` or `Full review`. */
export function readCardsMeant(words: string): CardsMeant {
  const text = words.replace(otherNumbers, (found) =>
    /\bcards?$/i.test(found) ? found.replace(/\d+/, '') : ''
  )
  const numbers = [...text.matchAll(/\b\d+(?:\s*(?:[-–—]|\bto\b)\s*\d+)?\b/gi)].flatMap(([range]) =>
    numbersIn(range)
  )
  const named = difficulties.filter((each) => new RegExp(`\\b${each}\\b`, 'i').test(text))
  return { numbers, difficulties: named, all: /\b(?:all|full|entire|every|everything)\b/i.test(text) }
}

/** The tags in `#a, b c`: Anki's tags hold no blank. */
export function readTags(text: string): readonly string[] {
  if (text.trim() === '') return []
  return text
    .split(/[\s,;]+/)
    .flatMap((tag) => tag.replace(/^[`"'[(]+|[`"'\])]+$/g, '').replace(/^#/, '') || [])
}
