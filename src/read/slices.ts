import type { Block } from '../model/outline'
import { linesIn, type Slice, sliceAt, within } from '../model/position'

/** What stands in these blocks, from the first line to the last; nothing when they are none. */
export function sliceOf(text: string, blocks: readonly Block[]): Slice | undefined {
  const [first, last] = [blocks[0], blocks.at(-1)]
  if (!first || !last) return undefined
  return sliceAt(text.slice(first.start, last.end), first.line, 1, first.start)
}

/** The lines of a block, without their ends. */
export function linesOf(text: string, block: Block): readonly Slice[] {
  const lines: Slice[] = []
  let { line, start } = block
  for (const written of linesIn(text.slice(block.start, block.end))) {
    const end = start + written.length
    lines.push(sliceAt(written, line, 1, start))
    start = end + (text.startsWith('\r\n', end) ? 2 : 1)
    line += 1
  }
  return lines
}

/** A part of a line without the blanks around it. */
export function trimmed(slice: Slice): Slice {
  const to = slice.text.trimEnd().length
  return within(slice, Math.min(slice.text.length - slice.text.trimStart().length, to), to)
}

/** The blocks without the rules at their end, which only part them from what follows. */
export function withoutRules(blocks: readonly Block[]): readonly Block[] {
  const last = blocks.findLastIndex(({ kind }) => kind !== 'rule')
  return blocks.slice(0, last + 1)
}

/** The text of a heading. A setext heading of several lines is taken for one line. */
export function headingSlice({ line, start: lineStart, heading }: Block): Slice {
  const { text, textStart: offset } = heading!
  return sliceAt(text, line, offset - lineStart + 1, offset)
}
