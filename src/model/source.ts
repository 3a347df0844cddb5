import type { DefinitionContent, Root } from 'mdast'
import type { Outline } from './outline'
import type { Slice } from './position'

/** Pieces of a file as mdast. */
export interface Parsers {
  /** Some blocks. */
  readonly parse: (blocks: Slice) => Root
  /** A part of a line: one paragraph, whatever it begins with. */
  readonly parseInline: (words: Slice) => Root
  /** A cell of a table: words in which `\|` is a bar. */
  readonly parseCell: (cell: Slice) => Root
}

/** A file as readers see it: cut into blocks, with its pieces as mdast when they are asked for. */
export interface Source extends Outline, Parsers {
  /** What a piece needs of the rest of the file: the blocks of the definitions that it refers to. Nothing when it cannot do with them alone. */
  readonly neededBy: (piece: Slice) => readonly Slice[] | undefined
  /** The definitions, wherever they stand, that a piece refers to. */
  readonly definitionsFor: (piece: Slice) => readonly DefinitionContent[]
  /** The cells of a table's row. */
  readonly cells: (row: Slice) => readonly Slice[]
}
