import type { CalendarDate } from '../model/calendar'
import { daysBetween } from '../model/days'
import type { Plan, Start } from '../plan/plan'
import type { CardRow } from './rows'

type ScheduleColumns = Pick<CardRow, 'type' | 'queue' | 'due' | 'ivl' | 'factor' | 'left' | 'data'>

/**
 * Day 0 of the package's collection, and how many days after it the schedules start. Anki compares the package's days
 * with the collection's by the calendar, at the moment of the import (`rslib/src/scheduler/timing.rs`,
 * `import_export/package/apkg/import/cards.rs`). A day 0 that is still to come counts as today, so `due` then
 * counts from the import, whenever and wherever that is.
 */
export function originOf(start: Start): { readonly crt: number; readonly firstDay: number } {
  return start === 'import' ? atImport : { crt: noonOf(longAgo), firstDay: daysBetween(longAgo, start) }
}

const longAgo: CalendarDate = '2020-01-01'
const atImport = { crt: noonOf('2100-01-01'), firstDay: 0 } as const

/** Noon in Greenwich is the same date nearly everywhere. */
function noonOf(date: CalendarDate): number {
  return Date.parse(`${date}T12:00:00Z`) / 1000
}

/** The columns of a card that say when Anki shows it (`rslib/src/card/mod.rs`). `position` is its place among new cards. */
export function scheduleColumns(plan: Plan, position: number, start: Start): ScheduleColumns {
  const { firstDay } = originOf(start)
  const data = { pos: position }
  const columns = { type: 0, queue: 0, due: position, ivl: 0, factor: 0, left: 0, data: JSON.stringify(data) }
  switch (plan.kind) {
    case 'new':
      return columns
    case 'steps':
      return { ...columns, type: 1, queue: 3, due: firstDay + plan.days[0]!, left: plan.days.length }
    case 'review': {
      const due = firstDay + plan.day
      const reviewed = start === 'import' ? {} : { lrt: noonOf(longAgo) + (due - plan.interval) * 86_400 }
      return {
        ...columns,
        type: 2,
        queue: 2,
        due,
        ivl: plan.interval,
        factor: Math.round(plan.ease * 1000),
        data: JSON.stringify({ ...data, ...reviewed })
      }
    }
  }
}
