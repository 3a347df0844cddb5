import { diagnose, type Report } from '../diagnostic'
import type { Difficulty } from '../model/deck'
import type { SettingDraft } from '../model/draft'
import { difficulties, isWithin, lastDay } from '../model/limits'
import { nearestOf } from '../model/nearest'
import type { Schedule } from '../model/schedule'
import { readDifficultyLabel, readTags } from './words'

/** What the front matter says of the whole deck. */
export interface Settings {
  readonly deck?: string
  readonly title?: string
  /** For a deck of one card. */
  readonly id?: string
  readonly tags: readonly string[]
  /** For cards that say nothing of it themselves. */
  readonly difficulty?: Difficulty
  readonly scheduleOf: (difficulty: Difficulty | null) => Schedule | null
  /** Everything else. */
  readonly others: Readonly<Record<string, string>>
}

const known = ['title', 'name', 'deck', 'id', 'tags', 'difficulty', 'schedule', 'dialect']

export function readSettings(drafts: readonly SettingDraft[], report: Report): Settings {
  for (const { name } of drafts) reportUnknown(name, report)
  const valuesOf = (key: string) => drafts.find(({ name }) => name.text.toLowerCase() === key)?.values ?? []
  const [deck] = valuesOf('deck')
  const [title = valuesOf('name')[0]] = valuesOf('title')
  const [id] = valuesOf('id')
  const difficulty = readDifficultyLabel(valuesOf('difficulty')[0] ?? '')
  const others = drafts.filter(({ name }) => !known.includes(name.text.toLowerCase()))
  return {
    ...(deck && { deck }),
    ...(title && { title }),
    ...(id && { id }),
    tags: valuesOf('tags').flatMap(readTags),
    ...(difficulty && { difficulty }),
    scheduleOf: scheduler(valuesOf('schedule')),
    others: Object.fromEntries(others.map(({ name, values }) => [name.text, values.join(', ')]))
  }
}

function reportUnknown(name: SettingDraft['name'], report: Report): void {
  const near = known.includes(name.text.toLowerCase()) ? undefined : nearestOf(name.text.toLowerCase(), known)
  if (near && name.text.length > 3)
    report(diagnose('frontmatter-key-unknown', name.position, { name: name.text, near }))
}

/** `1 3 7` for all cards, or `easy: 1 3 7` for those of a difficulty. */
function scheduler(values: readonly string[]): Settings['scheduleOf'] {
  const byDifficulty = new Map<Difficulty, string>()
  for (const difficulty of difficulties) {
    const own = values.filter((value) => value.toLowerCase().startsWith(`${difficulty}:`))
    if (own.length > 0)
      byDifficulty.set(difficulty, own.map((value) => value.slice(difficulty.length + 1)).join(' '))
  }
  const all = byDifficulty.size > 0 ? '' : values.join(' ')
  return (difficulty) => readDays((difficulty && byDifficulty.get(difficulty)) ?? all)
}

function readDays(text: string): Schedule | null {
  const days = [...text.matchAll(/\d+/g)].map(([day]) => Number(day))
  const fits = days.every((day, index) => isWithin(day, lastDay) && (index === 0 || day > days[index - 1]!))
  return days.length > 0 && fits ? { kind: 'days', days } : null
}
