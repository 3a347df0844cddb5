import type { Diagnostic } from '../../diagnostic'
import type { DialectName } from '../../model/dialects'
import type { CardDraft, FieldDraft } from '../../model/draft'
import type { Slice } from '../../model/position'
import type { Source } from '../../model/source'
import type { Depths, Region } from '../regions'

/** What a way of writing decks reads. */
export interface Reading {
  readonly cards: readonly CardDraft<FieldDraft>[]
  /** The regions that hold them. */
  readonly regions: ReadonlySet<Region>
  readonly findings: readonly Diagnostic[]
  /** Lines outside of cards that say that it is written so. */
  readonly marks?: readonly Slice[]
  /** The name that such a line gives to the deck. */
  readonly title?: Slice
  /** The deck says itself that it is written so: its cards have headings of their own. */
  readonly sure?: boolean
  /** Of most such cards the front has a heading, too: no other dialect can be meant, even where no card is whole. */
  readonly headed?: boolean
}

/** A way of writing decks. */
export interface Dialect {
  readonly name: DialectName
  /** Three lines that make a card. */
  readonly example: readonly string[]
  /** So weak a mark that it counts only where nothing else does. */
  readonly lastResort?: true
  readonly read: (source: Source, regions: readonly Region[], depths: Depths) => Reading
}
