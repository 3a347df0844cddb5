import type { CalendarDate } from '../model/calendar'
import { addDays, isDate } from '../model/days'
import { isMultiplier, isWithin, lastDay } from '../model/limits'
import type { Reached } from '../model/schedule'

/** The schedule that a card says it has, as `sayPlan` in `anki/note.ts` says it. */
export type ReadPlan =
  | { readonly kind: 'days'; readonly days: readonly number[]; readonly start?: CalendarDate }
  | { readonly kind: 'growth'; readonly firstInterval: number; readonly multiplier: number }
  | (Reached & { readonly kind: 'learned'; readonly reverse?: Reached })

/**
 * The schedule in `Day 1, Day 3, Day 7`, `Day 1 (2026-01-08), …`, `Day 3, then ×2` or, with the `intervals` that the note's cards
 * have, `2026-02-03, then ×2.5`, twice for two directions; nothing in other words.
 */
export function readPlan(text: string, intervals: readonly number[]): ReadPlan | undefined {
  const reached = text.split('; ').map((each, index) => readReached(each, intervals[index] ?? 0))
  if (reached.every((each) => each !== undefined)) {
    const [one, reverse] = reached
    return { kind: 'learned', ...one!, ...(reverse && { reverse }) }
  }
  const [, first, factor] = /^Day (\d+), then ×(\d+(?:\.\d+)?)$/.exec(text) ?? []
  if (first !== undefined && isWithin(Number(first), lastDay) && isMultiplier(Number(factor)))
    return { kind: 'growth', firstInterval: Number(first), multiplier: Number(factor) }
  const items = text.split(', ').map((item) => /^Day (\d+)(?: \((\d{4}-\d{2}-\d{2})\))?$/.exec(item))
  const days = items.map((item) => Number(item?.[1] ?? 0))
  const ascend = days.every((day, index) => isWithin(day, lastDay) && day > (days[index - 1] ?? 0))
  if (!ascend) return undefined
  const date = items[0]?.[2]
  return { kind: 'days', days, ...(date && isDate(date) && { start: addDays(date, -days[0]!) }) }
}

function readReached(text: string, interval: number): Reached | undefined {
  const [, due, ease] = /^(\d{4}-\d{2}-\d{2}), then ×(\d+(?:\.\d+)?)$/.exec(text) ?? []
  if (due === undefined || !isDate(due) || !isWithin(interval, lastDay)) return undefined
  return { due, interval, ease: Number(ease) }
}
