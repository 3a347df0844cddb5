import * as z from 'zod'
import { lastDay } from './limits'

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
  multiplier: z.number().min(1.3).max(5)
})

/** When the author wants a card to be reviewed: on certain days, or at growing intervals. */
export const Schedule = z.discriminatedUnion('kind', [Days, Growth])
export type Schedule = Readonly<z.output<typeof Schedule>>

function isAscending(days: readonly number[]): boolean {
  return days.every((day, index) => index === 0 || day > days[index - 1]!)
}
