import * as z from 'zod'

/** A day of the calendar, `2026-01-07`: without time, without zone. */
export const CalendarDate = z.iso.date()
export type CalendarDate = z.output<typeof CalendarDate>

const day = 86_400_000

/** The day that is `count` days later. */
export function addDays(date: CalendarDate, count: number): CalendarDate {
  return new Date(Date.parse(date) + count * day).toISOString().slice(0, 10)
}

/** How many days `to` comes after `from`. */
export function daysBetween(from: CalendarDate, to: CalendarDate): number {
  return (Date.parse(to) - Date.parse(from)) / day
}
