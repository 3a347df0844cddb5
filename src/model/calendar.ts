import * as z from 'zod'

/** A day of the calendar, `2026-01-07`: without time, without zone. */
export const CalendarDate = z.iso.date()
export type CalendarDate = z.output<typeof CalendarDate>
