import type { Difficulty } from '../model/deck'
import type { RenderedField, TableDraft, TableSectionDraft } from '../model/draft'
import { grouped } from '../model/grouped'
import { isWithin, lastDay } from '../model/limits'
import { difficultyOf } from './difficulty'
import { keysOf, type NumberedDraft } from './numbered'
import type { Scheduled } from './scheduled'
import { cardColumn, columnsOf } from './table'
import { readCardsMeant, readDay } from './words'

/** A day and what is to be reviewed on it. */
interface Session {
  readonly day: number
  readonly text: string
}

/**
 * A schedule that goes by days instead of cards, `| Day 1 | Cards 1-2 |` or `- **Day 3:** Hard cards`: each card gets the
 * days that speak of it. Nothing when the section is no such schedule.
 */
export function readSessions(
  section: TableSectionDraft<RenderedField>,
  cards: readonly NumberedDraft[]
): ReadonlyMap<number, Scheduled> | undefined {
  const sessions = section.table ? sessionsOfTable(section.table) : sessionsOfList(section)
  if (!sessions) return undefined
  const days = new Map<number, Set<number>>()
  const known = { numbers: new Set(keysOf(cards)), byDifficulty: grouped(cards, difficultyOf) }
  for (const { day, text } of sessions)
    for (const key of meantBy(text, known)) days.set(key, (days.get(key) ?? new Set()).add(day))
  return new Map(
    [...days].map(
      ([key, set]) => [key, { schedule: { kind: 'days', days: [...set].sort((a, b) => a - b) } }] as const
    )
  )
}

function sessionsOfTable(table: TableDraft<RenderedField>): readonly Session[] | undefined {
  const { header, rows } = table
  if (rows.length === 0 || cardColumn(table) === 0) return undefined
  const columns = header.cells.map(({ content }) => content.text)
  const named = columns.flatMap((name, index) =>
    (index === 0 ? /^(?:session|day|when)\b/i : /^(?:session|day|when)$/i).test(name) ? index : []
  )
  const [at] = columnsOf(rows, named, (text) => sessionDay(text) !== undefined)
  if (at === undefined) return undefined
  // Where a column names the cards, words of the others speak of something else.
  const ofCards = columns.findIndex((name, index) => index !== at && /^cards?\b/i.test(name))
  return rows.map(({ cells }) => {
    const others = cells.filter((_, index) => (ofCards < 0 ? index !== at : index === ofCards))
    return {
      day: sessionDay(cells[at]!.content.text)!,
      text: others.map(({ content }) => content.text).join(' ')
    }
  })
}

function sessionsOfList({ items = [] }: TableSectionDraft<RenderedField>): readonly Session[] | undefined {
  const sessions = items.flatMap(({ name, text }) => {
    const day = sessionDay(name.text)
    return day === undefined ? [] : { day, text: text.text }
  })
  return sessions.length > 0 ? sessions : undefined
}

/** Only a day that is called so: a bare number names a card. */
function sessionDay(name: string | undefined): number | undefined {
  const day = name && /^(?:day|week)\b/i.test(name) ? readDay(name) : undefined
  return day !== undefined && isWithin(day, lastDay) ? day : undefined
}

/** The numbers by which cards are called, and the cards of each difficulty. */
interface Known {
  readonly numbers: ReadonlySet<number>
  readonly byDifficulty: ReadonlyMap<Difficulty | null, readonly NumberedDraft[]>
}

/** The numbers of the cards that words mean. */
function meantBy(text: string, { numbers, byDifficulty }: Known): Iterable<number> {
  const meant = readCardsMeant(text)
  if (meant.all) return numbers
  const cards = meant.difficulties.flatMap((difficulty) => byDifficulty.get(difficulty) ?? [])
  return [...meant.numbers.filter((number) => numbers.has(number)), ...keysOf(cards)]
}
