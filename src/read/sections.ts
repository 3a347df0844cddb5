import type { Block, Heading } from '../model/outline'
import type { Slice } from '../model/position'

/** A heading with what stands under it, up to the next heading of its depth or less. */
export interface Section {
  readonly depth: number
  readonly heading: Slice
  /** The blocks above the first deeper heading. */
  readonly own: readonly Block[]
  /** All blocks, those of deeper sections too. */
  readonly all: readonly Block[]
  readonly sections: readonly Section[]
}

/** A flat list of blocks as nested sections. What stands before the first heading is in none of them. */
export function sectionsOf(blocks: readonly Block[]): readonly Section[] {
  const sections: Section[] = []
  for (let at = headingFrom(blocks, 0); at < blocks.length; ) {
    const { heading, ...block } = blocks[at]!
    const end = headingFrom(blocks, at + 1, heading!.depth)
    const all = blocks.slice(at + 1, end)
    sections.push({
      depth: heading!.depth,
      heading: headingSlice(block.line, block.start, heading!),
      own: all.slice(0, headingFrom(all, 0)),
      all,
      sections: sectionsOf(all)
    })
    at = end
  }
  return sections
}

/** Where the next heading of at most `depth` is, or the end. */
function headingFrom(blocks: readonly Block[], from: number, depth = 6): number {
  for (let at = from; at < blocks.length; at++) {
    const { heading } = blocks[at]!
    if (heading && heading.depth <= depth) return at
  }
  return blocks.length
}

/** The text of a heading. A setext heading of several lines is taken for one line. */
function headingSlice(line: number, lineStart: number, { text, textStart }: Heading): Slice {
  const column = textStart - lineStart + 1
  const start = { line, column, offset: textStart }
  const end = { line, column: column + text.length, offset: textStart + text.length }
  return { text, position: { start, end } }
}
