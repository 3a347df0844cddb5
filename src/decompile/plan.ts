import type { CalendarDate } from '../model/calendar'
import { addDays, isDate } from '../model/days'
import { isMultiplier, isWithin, lastDay } from '../model/limits'

/** The schedule that a card says it has, as `sayPlan` in `anki/note.ts` says it. */
export type ReadPlan =
  | { readonly kind: 'days'; readonly days: readonly number[]; readonly start?: CalendarDate }
  | { readonly kind: 'growth'; readonly firstInterval: number; readonly multiplier: number }
  | { readonly kind: 'learned'; readonly due: CalendarDate; readonly interval: number; readonly ease: number }

/**
 * The schedule in `Day 1, Day 3, Day 7`, `Day 1 (2026-01-08), …`, `Day 3, then ×2` or, with the `interval` that the card has,
 * `2026-02-03, then ×2.5`; nothing in other words.
 */
export function readPlan(text: string, interval: number): ReadPlan | undefined {
  const [, due, ease] = /^(\d{4}-\d{2}-\d{2}), then ×(\d+(?:\.\d+)?)$/.exec(text) ?? []
  if (due !== undefined && isDate(due))
    return isWithin(interval, lastDay) ? { kind: 'learned', due, interval, ease: Number(ease) } : undefined
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
