import type { Difficulty } from '../model/deck'
import { difficulties } from '../model/limits'

/** `easy` for `Easy`; nothing for a word that is no difficulty. */
export function readDifficulty(text: string): Difficulty | undefined {
  return difficulties.find((difficulty) => difficulty === text.trim().toLowerCase())
}

/** The number in `Day 3`, `3` or `3 days`. */
export function readDay(text: string): number | undefined {
  const match = /^(?:day\s*)?([+-]?\d+)(?:\s*days?)?$/i.exec(text)
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

/** The tags in `#a, b c`: Anki's tags hold no blank. */
export function readTags(text: string): readonly string[] {
  return text.split(/[\s,;]+/).flatMap((tag) => tag.replace(/^#/, '') || [])
}
