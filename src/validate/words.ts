import type { Difficulty } from '../model/deck'
import { difficulties } from '../model/limits'

/** Other words for a difficulty, as labels have them: of learners, of courses, in stars. */
const otherWords: readonly (readonly [Difficulty, RegExp])[] = [
  ['easy', /^(?:basic|beginner|simple|⭐|★|low)\b|^⭐(?!⭐)/i],
  ['medium', /^(?:intermediate|moderate|normal)\b|^(?:⭐{2}|★{2})(?![⭐★])/i],
  ['hard', /^(?:advanced|expert|difficult|challenging|high)\b|^(?:⭐{3}|★{3})/i]
]

/** The difficulty that a label means; nothing when it is a word of its own. */
export function readDifficultyLabel(text: string): Difficulty | undefined {
  return readDifficulty(text) ?? otherWords.find(([, words]) => words.test(text.trim()))?.[0]
}

/** `easy` for `Easy`; nothing for a word that is no difficulty. */
export function readDifficulty(text: string): Difficulty | undefined {
  return difficulties.find((difficulty) => difficulty === text.trim().toLowerCase())
}

/** The number in `Day 3`, `3` or `3 days`. */
export function readDay(text: string): number | undefined {
  const match = /^(?:day\s*)?([+-]?\d+)(?:\s*days?)?$/i.exec(text)
  return match ? Number(match[1]) : undefined
}

/** The factor in `2.5x`. */
export function readMultiplier(text: string): number | undefined {
  const match = /^[x×]?\s*(\d+(?:\.\d+)?)\s*[x×]?$/i.exec(text)
  return match ? Number(match[1]) : undefined
}

/** What names a card in a table, `Card 1 (Easy)`, `1 (Easy)`, `Card 1` or `1`: its number, perhaps its difficulty. */
export function readCardName(
  text: string
): { readonly number: number; readonly difficulty?: string } | undefined {
  const match = /^(?:card\s*)?#?(\d+)(?:\s*\(([^)]*)\))?$/i.exec(text)
  if (!match) return undefined
  const [, number, difficulty] = match
  return { number: Number(number), ...(difficulty && { difficulty }) }
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
  const ranges = [...text.matchAll(/\b(\d+)\s*(?:[-–—]|to)\s*(\d+)\b|\b(\d+)\b/g)]
  const numbers = ranges.flatMap(([, first, last, only]) =>
    only
      ? Number(only)
      : Array.from(
          { length: Math.min(Number(last) - Number(first) + 1, 1000) },
          (_, index) => Number(first) + index
        )
  )
  const named = difficulties.filter((each) => new RegExp(`\\b${each}\\b`, 'i').test(text))
  return { numbers, difficulties: named, all: /\b(?:all|full|entire|every|everything)\b/i.test(text) }
}

/** The tags in `#a, b c`: Anki's tags hold no blank. */
export function readTags(text: string): readonly string[] {
  return text.split(/[\s,;]+/).flatMap((tag) => tag.replace(/^#/, '') || [])
}
