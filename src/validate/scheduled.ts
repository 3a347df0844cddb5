import type { Schedule } from '../model/schedule'
import type { CardRow } from './table'

/** What the schedule says of a card; its schedule is null when its days cannot be read. */
export interface Scheduled {
  readonly schedule: Schedule | null
  /** The row that the card has of its own, without its cells. */
  readonly row?: Omit<CardRow, 'cells'>
}
