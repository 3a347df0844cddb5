import type { Node, Root } from 'mdast'
import type { Point } from 'unist'
import type { Report } from '../diagnostic'
import { isPlain } from '../model/plain'
import type { Slice } from '../model/position'
import type { Definitions } from './definitions'
import { parse } from './parse'

/** Words that begin a paragraph, whatever follows them. They end with a blank, as what is in front of a cell or a value does. */
const lead = 'a: '

/**
 * A part of a line as mdast: one paragraph, also where it begins with `1.` or `#`. In a table's cell `\|` is a bar, in
 * code too (GFM 0.29, section 4.10).
 */
export function parseInline(slice: Slice, known: Definitions, report: Report): Root {
  if (isPlain(slice.text)) return parse(slice, known, report)
  const { start, end } = slice.position
  const from = { ...start, column: start.column - lead.length, offset: start.offset - lead.length }
  const text = lead + slice.text.replaceAll('\\|', '|')
  return withoutLead(parse({ text, position: { start: from, end } }, known, report))
}

function withoutLead(tree: Root): Root {
  const [paragraph, ...others] = tree.children
  if (paragraph?.type !== 'paragraph' || paragraph.children[0]?.type !== 'text') return tree
  const [first, ...rest] = paragraph.children
  const value = first.value.slice(lead.length)
  const children = value ? [{ ...pastLead(first), value }, ...rest] : rest
  return { type: 'root', children: [{ ...pastLead(paragraph), children }, ...others] }
}

function pastLead<T extends Node>(node: T): T {
  const { start, end } = node.position!
  return { ...node, position: { start: pastWords(start), end } }
}

function pastWords({ line, column, offset = 0 }: Point): Point {
  return { line, column: column + lead.length, offset: offset + lead.length }
}
