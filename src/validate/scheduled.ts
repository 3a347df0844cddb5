import type { Schedule } from '../model/schedule'
import type { CardRow } from './table'

/** What the schedule says of a card; its schedule is null when its days cannot be read. */
export interface Scheduled {
  readonly schedule: Schedule | null
  /** Of a row that says something in brackets behind the card's name, what it says and where. */
  readonly remarked?: Required<Pick<CardRow, 'name' | 'remark'>>
}
