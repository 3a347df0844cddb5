import { diagnose, type Report } from '../diagnostic'
import type { CalendarDate } from '../model/calendar'
import { isDate } from '../model/days'
import type { Card, Deck, Difficulty } from '../model/deck'
import { dialectNames } from '../model/dialects'
import { type SettingDraft, valuesOf } from '../model/draft'
import { htmlOf } from '../model/html'
import { type CardType, difficulties } from '../model/limits'
import { nearestOf } from '../model/nearest'
import type { Schedule } from '../model/schedule'
import { nearestType, readType, typeNames } from './type-words'
import { isLadder, readDayList, readDifficultyLabel, readTags } from './words'

/** What the front matter says of the whole deck. */
export interface Settings {
  readonly deck?: string
  readonly title?: string
  /** Of the card in a deck of one; else of the deck. */
  readonly id?: string
  readonly date?: CalendarDate
  readonly start?: NonNullable<Deck['start']> | 'generated'
  readonly tags: readonly string[]
  /** For cards that say nothing of it themselves. */
  readonly difficulty?: Difficulty
  readonly type?: CardType
  readonly scheduleOf: (difficulty: Difficulty | null) => Schedule | null
  /** Labels of cards that have none of these names. */
  readonly fields: Card['fields']
  /** Everything else. */
  readonly others: Readonly<Record<string, string>>
}

const known = [
  ...['title', 'name', 'deck', 'id', 'tags', 'date', 'difficulty', 'schedule', 'start', 'dialect', 'defaults']
]

/** Where a deck says its cards' type; other programs mean other things by `type`, so nothing is said of a word that is none. */
const typeKeys: readonly string[] = ['note type', 'type']

export function readSettings(drafts: readonly SettingDraft[], report: Report): Settings {
  for (const draft of drafts) {
    reportUnknown(draft.name, report)
    reportValue(draft, report)
  }
  const of = (name: string) => valuesOf(drafts, name)
  const [deck] = of('deck')
  const [title = of('name')[0]] = of('title')
  const [id] = of('id')
  const defaults = defaultsOf(of('defaults'))
  const either = (name: string) => (of(name).length > 0 ? of(name) : (defaults.get(name) ?? []))
  const difficulty = readDifficultyLabel(either('difficulty')[0] ?? '')
  const [date, start] = [dateOf(of('date')[0]), startOf(of('start')[0])]
  const type = typeOf(typeKeys.map(either).find((values) => values.length > 0))
  const isUsed = (name: string) =>
    (known.includes(name) && (name !== 'date' || date !== undefined)) || (type && typeKeys.includes(name))
  const others = drafts.filter(({ name }) => !isUsed(name.text.toLowerCase()))
  return {
    ...(deck && { deck }),
    ...(title && { title }),
    ...(id && { id }),
    ...(date && { date }),
    ...(start && { start }),
    tags: [...of('tags'), ...(defaults.get('tags') ?? [])].flatMap(readTags),
    ...(difficulty && { difficulty }),
    ...(type && { type }),
    scheduleOf: scheduler(either('schedule')),
    fields: fieldsOf(defaults),
    others: Object.fromEntries(others.map(({ name, values }) => [name.text, values.join(', ')]))
  }
}

/** What `defaults:` says of cards, by key in small letters: a value or several. */
function defaultsOf(values: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const defaults = new Map<string, readonly string[]>()
  for (const [, key = '', text = ''] of values.flatMap((value) => [...value.matchAll(keyWithValue)]))
    defaults.set(key.toLowerCase(), [...(defaults.get(key.toLowerCase()) ?? []), text])
  return defaults
}

const keyWithValue = /^([^:]+):\s*(.*)$/gs

function fieldsOf(defaults: ReadonlyMap<string, readonly string[]>): Card['fields'] {
  const others = [...defaults].filter(
    ([key]) => !['tags', 'difficulty', 'schedule', ...typeKeys].includes(key)
  )
  return Object.fromEntries(
    others.map(([key, values]) => {
      const text = values.join(', ')
      const name = key.replace(/^./, (letter) => letter.toUpperCase())
      return [name, { markdown: text, html: htmlOf(text), text }]
    })
  )
}

/** A card has one type: a list of several says none. */
function typeOf([value = '', ...others]: readonly string[] = []): CardType | undefined {
  return others.length === 0 ? readType(value) : undefined
}

/** A date, perhaps with a time behind it. */
function dateOf(value = ''): CalendarDate | undefined {
  const date = value.slice(0, 10)
  return isDate(date) && /^(?:$|[T ])/.test(value.slice(10)) ? date : undefined
}

function startOf(value = ''): Settings['start'] {
  return value === 'import' || value === 'generated' || isDate(value) ? value : undefined
}

function reportUnknown(name: SettingDraft['name'], report: Report): void {
  const near = known.includes(name.text.toLowerCase()) ? undefined : nearestOf(name.text.toLowerCase(), known)
  if (near && Math.min(near.length, name.text.length) > 2)
    report(diagnose('frontmatter-key-unknown', name.position, { name: name.text, near }))
}

/** Settings that take only some values, and which. */
const meanings: Readonly<
  Record<
    string,
    {
      readonly fits: (values: readonly string[]) => boolean
      readonly wanted: string
      readonly near?: (value: string) => string | undefined
    }
  >
> = {
  difficulty: {
    fits: ([value = '']) => readDifficultyLabel(value) !== undefined,
    wanted: choice(difficulties)
  },
  defaults: {
    fits: (values) => values.every((value) => value.match(keyWithValue)),
    wanted: 'keys with values, such as `{difficulty: easy}`'
  },
  dialect: {
    fits: ([value = '']) => (dialectNames as readonly string[]).includes(value),
    wanted: choice(dialectNames)
  },
  ...Object.fromEntries(
    typeKeys.map((key) => [
      key,
      {
        fits: (values: readonly string[]) =>
          values.length === 1 && /\p{L}/u.test(values[0]!) && !nearestType(values[0]!, true),
        wanted: choice(Object.values(typeNames)),
        near: (value: string) => nearestType(value, true)
      }
    ])
  ),
  start: {
    fits: ([value]) => startOf(value) !== undefined,
    wanted: '`import`, `generated` or a date such as `2026-01-07`'
  },
  schedule: {
    fits: (values) => [...schedulesOf(values).values()].every((schedule) => schedule !== null),
    wanted: 'ascending days, `[1, 3, 7]`, or such a list for each difficulty'
  }
}

function choice(names: readonly string[]): string {
  return `one of ${names.map((name) => `\`${name}\``).join(', ')}`
}

function reportValue({ name, values }: SettingDraft, report: Report): void {
  const key = name.text.toLowerCase()
  const meaning = Object.hasOwn(meanings, key) ? meanings[key] : undefined
  if (meaning && values.length > 0 && !meaning.fits(values))
    report(
      diagnose('frontmatter-value-unknown', name.position, {
        name: name.text,
        found: values.join(', '),
        wanted: meaning.wanted,
        near: meaning.near?.(values.join(', '))
      })
    )
}

function scheduler(values: readonly string[]): Settings['scheduleOf'] {
  const schedules = schedulesOf(values)
  return (difficulty) => schedules.get(difficulty) ?? schedules.get(null) ?? null
}

/** `1 3 7` for all cards, or `easy: 1 3 7` for those of a difficulty; null what cannot be read. */
function schedulesOf(values: readonly string[]): ReadonlyMap<Difficulty | null, Schedule | null> {
  const schedules = new Map<Difficulty | null, Schedule | null>()
  for (const difficulty of difficulties) {
    const own = values.filter((value) => value.toLowerCase().startsWith(`${difficulty}:`))
    if (own.length > 0)
      schedules.set(difficulty, daysOf(own.map((value) => value.slice(difficulty.length + 1))))
  }
  if (schedules.size === 0) schedules.set(null, daysOf(values))
  return schedules
}

function daysOf(values: readonly string[]): Schedule | null {
  const days = values.flatMap(readDayList)
  return isLadder(days) ? { kind: 'days', days } : null
}
