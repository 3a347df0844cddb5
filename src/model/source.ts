import type { Root } from 'mdast'
import type { Outline } from './outline'
import type { Slice } from './position'

/** A file as readers see it: cut into blocks, with its pieces as mdast when they are asked for. */
export interface Source extends Outline {
  /** Some blocks as mdast. */
  readonly parse: (blocks: Slice) => Root
  /** A part of a line as mdast: one paragraph, whatever it begins with. */
  readonly parseInline: (words: Slice) => Root
  /** A cell of a table as mdast: words in which `\\|` is a bar. */
  readonly parseCell: (cell: Slice) => Root
  /** The cells of a table's row. */
  readonly cells: (row: Slice) => readonly Slice[]
}
