import type { Node, Root } from 'mdast'
import type { Position } from 'unist'
import { isPlain } from '../model/plain'
import type { Point, Slice } from '../model/position'
import { movePoints } from './move-points'
import { type Parsing, parse } from './parse'

/** Words that begin a paragraph, whatever follows them. They end with a blank, as what is in front of a cell or a value does. */
const lead = 'a: '

/** A part of a line as mdast: one paragraph, also where it begins with `1.` or `#`. */
export function parseInline(slice: Slice, parsing: Parsing): Root {
  if (isPlain(slice.text)) return parse(slice, parsing)
  const { start, end } = slice.position
  const leadStart = { ...start, column: start.column - lead.length, offset: start.offset - lead.length }
  const text = lead + slice.text
  return withoutLead(parse({ text, position: { start: leadStart, end } }, parsing), start)
}

/** `start` is where the words behind the lead begin. */
function withoutLead(tree: Root, start: Point): Root {
  const [paragraph, ...others] = tree.children
  if (paragraph?.type !== 'paragraph' || paragraph.children[0]?.type !== 'text') return tree
  const [first, ...rest] = paragraph.children
  const value = first.value.slice(lead.length)
  const children = value ? [{ ...first, value, position: from(first, start) }, ...rest] : rest
  return {
    type: 'root',
    children: [{ ...paragraph, children, position: from(paragraph, start) }, ...others]
  }
}

/** What an extension of the parser put in place of a text has no position. */
function from({ position }: Node, start: Point): Position | undefined {
  return position && { start, end: position.end }
}

/** A table's cell as mdast. In it `\|` is a bar, in code too (GFM 0.29, section 4.10). */
export function parseCell(cell: Slice, parsing: Parsing): Root {
  const { text, position } = cell
  if (!text.includes('\\|')) return parseInline(cell, parsing)
  const tree = parseInline({ text: text.replaceAll('\\|', '|'), position }, parsing)
  const places = [...Array.from(text.matchAll(/\\\||./gs), ({ index }) => index), text.length]
  for (const child of tree.children) {
    // What a cell refers to stands elsewhere, where a backslash is one.
    if (child.type !== 'paragraph') continue
    movePoints(child, (point) => {
      const { line, column, offset = 0 } = point
      const at = offset - position.start.offset
      const missing = places[at]! - at
      return { line, column: column + missing, offset: offset + missing }
    })
  }
  return tree
}
