import type { Means } from './means'
import type { Package } from './package'

/** What an exporter may ask of the world outside. It never asks the clock, the disk or the network itself. */
export interface World {
  /** When the decks were last changed, as the output is to say; absent when nobody knows. */
  readonly modified?: Date
  /** What learners have: a note that has not changed since keeps its times and ids. */
  readonly previous?: Package
  /** The files that cards show or play, by the names that decks have for them in Anki. */
  readonly media?: ReadonlyMap<string, Uint8Array>
  /** What is done faster there than by the program itself. The output says the same without. */
  readonly means?: Means
}
