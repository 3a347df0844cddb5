import type { Root } from 'mdast'
import type { Report } from '../diagnostic'
import type { Slice } from '../model/position'

/** What the readers read from, and whom they tell of what they cannot place. */
export interface Source {
  readonly text: string
  readonly parse: (slice: Slice) => Root
  readonly report: Report
}
