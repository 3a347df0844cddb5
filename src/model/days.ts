import type { CalendarDate } from './calendar'

const day = 86_400_000

/** Whether a text is a day that exists, written `2026-01-07`. */
export function isDate(text: string): text is CalendarDate {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) && addDays(text, 0) === text
}

/** The day that is `count` days later. */
export function addDays(date: CalendarDate, count: number): CalendarDate {
  return new Date(Date.parse(date) + count * day).toISOString().slice(0, 10)
}

/** How many days `to` comes after `from`. */
export function daysBetween(from: CalendarDate, to: CalendarDate): number {
  return (Date.parse(to) - Date.parse(from)) / day
}
