import * as z from 'zod'
import { CalendarDate } from './calendar'
import { greatestMultiplier, lastDay, leastMultiplier } from './limits'

/** A day of reviewing, counted from the start, which is day 0. Anki keeps no due day beyond 100,000. */
export const Day = z.int().min(1).max(lastDay)
export type Day = z.output<typeof Day>

const Days = z.strictObject({
  kind: z.literal('days'),
  /** The days of the reviews, ascending. */
  days: z.array(Day).min(1).refine(isAscending, 'Review days ascend').readonly()
})

const Growth = z.strictObject({
  kind: z.literal('growth'),
  /** Days to the first review. */
  firstInterval: Day,
  /** How many times longer each interval is than the one before. */
  multiplier: z.number().min(leastMultiplier).max(greatestMultiplier)
})

const Reached = z.strictObject({
  /** The day of the next review. */
  due: CalendarDate,
  /** Days between the last review and the next. */
  interval: Day,
  ease: z.number().min(leastMultiplier)
})
export type Reached = Readonly<z.output<typeof Reached>>

const Learned = Reached.extend({
  kind: z.literal('learned'),
  /** Where the other direction of a reversed card stands; where the first does if nothing is said of it. */
  reverse: Reached.readonly().optional()
})

/** When the author wants a card to be reviewed: on certain days, at growing intervals, or as another program left it. */
export const Schedule = z.discriminatedUnion('kind', [Days, Growth, Learned])
export type Schedule = Readonly<z.output<typeof Schedule>>

function isAscending(days: readonly number[]): boolean {
  return days.every((day, index) => index === 0 || day > days[index - 1]!)
}
