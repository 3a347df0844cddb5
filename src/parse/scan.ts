import type { Outline } from '../model/outline'
import { beforeBlanks, pastBlanks } from './blanks'
import { containerAt, countMatched, deepest } from './containers'
import { cursorBefore, enterLine } from './cursor'
import { frontMatter } from './front-matter'
import { type EndsHtml, headingUnderHtml } from './html-heading'
import { isClosed, type Leaf, leafAt, loneTag, none, takesLine } from './leaf'
import { nextLine } from './lines'
import { closeAll, closeTo, cutTop, growTop, type OpenBlocks, openContainer, openLeaf } from './open-blocks'
import {
  addLine,
  definitionsLength,
  headsTable,
  type Paragraph,
  paragraphAt,
  underlineDepth
} from './paragraph'

/**
 * Cuts a Markdown file into its top-level blocks, as CommonMark and GFM do. Total, and linear in the size of
 * the file, which `mdast-util-from-markdown` is not: so files are cut here, and only the pieces that a card
 * shows are parsed.
 *
 * This is the block phase of CommonMark's parsing strategy (spec 0.31, appendix) for the outermost level. What
 * is inside a list, a quote or a footnote is followed only as far as it decides where that container ends.
 *
 * In one thing it can be told to differ: HTML, which goes on to a blank line, ends above the headings that `endsHtml` names.
 */
export function scan(text: string, endsHtml?: EndsHtml): Outline {
  const front = frontMatter(text)
  const cursor = front
    ? cursorBefore(text, nextLine(text, front.end), front.endLine)
    : cursorBefore(text, 0, 0)
  const ended = front ? [front] : []
  const open: OpenBlocks = { cursor, ended, top: undefined, containers: [], leaf: none, endsHtml }
  while (enterLine(cursor)) {
    readLine(open)
    growTop(open)
    if (isClosed(open.leaf)) closeTo(open, open.containers.length)
  }
  closeAll(open)
  return { text, blocks: open.ended }
}

function readLine(open: OpenBlocks): void {
  const { cursor, containers, leaf } = open
  const matched = countMatched(containers, cursor)
  const inside = matched === containers.length
  if (inside && takesLine(leaf, cursor)) return
  const interrupts = inside && (leaf.kind === 'paragraph' || leaf.kind === 'code')
  if (openContainers(open, matched, interrupts)) startLeaf(open)
  else if (cursor.blank) closeTo(open, matched)
  else if (!inside || !reshape(open)) readText(open, matched)
}

/**
 * Opens the containers that begin on this line, inside the first `depth` ones. What may not interrupt a paragraph
 * may in micromark not interrupt indented code either, nor stand right behind the mark of what interrupts.
 */
function openContainers(open: OpenBlocks, depth: number, interrupts: boolean): boolean {
  const container = depth < deepest && containerAt(open.cursor, interrupts)
  if (!container) return false
  openContainer(open, depth, container)
  openContainers(open, depth + 1, interrupts)
  return true
}

/** Reads what stands behind the mark of a container. */
function startLeaf(open: OpenBlocks): void {
  const { cursor, containers } = open
  if (!cursor.blank) openLeaf(open, containers.length, leafAt(cursor, 'other') ?? paragraphAt(cursor))
}

/** Reads a line on which no container begins. */
function readText(open: OpenBlocks, matched: number): void {
  const { cursor, containers, leaf } = open
  const inside = matched === containers.length
  const paragraph = leaf.kind === 'paragraph'
  const opened = leafAt(cursor, !paragraph ? 'other' : inside ? 'paragraph' : 'lazy paragraph')
  // micromark puts a tag right under the text of a container into that container.
  const depth = opened === loneTag && paragraph ? containers.length : matched
  if (opened) openLeaf(open, depth, depth === 0 ? atTop(open, opened) : opened)
  else if (paragraph) addLine(leaf, cursor)
  else if (!inside || leaf.kind !== 'table') openLeaf(open, matched, paragraphAt(cursor))
}

/** A leaf at the top level: HTML with the heading above which it ends, and that heading with the mark of it. */
function atTop({ cursor: { text, start }, leaf: above, endsHtml }: OpenBlocks, leaf: Leaf): Leaf {
  if (endsHtml && leaf.kind === 'html' && leaf.until === 'blank')
    return { ...leaf, heading: headingUnderHtml(text, start, endsHtml) }
  if (leaf.kind !== 'heading' || !leaf.heading || above.kind !== 'html' || above.heading !== start)
    return leaf
  return { ...leaf, heading: { ...leaf.heading, underHtml: true } }
}

/** Makes a heading or a table of the paragraph that is open, if this line is its underline or delimiter row. */
function reshape(open: OpenBlocks): boolean {
  const { cursor, leaf } = open
  if (leaf.kind !== 'paragraph') return false
  const depth = underlineDepth(cursor, leaf)
  if (depth > 0) makeHeading(open, leaf, depth)
  else if (headsTable(cursor, leaf)) makeTable(open, leaf)
  else return false
  return true
}

/** Makes a heading of a paragraph, except for the link definitions that it begins with. */
function makeHeading(open: OpenBlocks, paragraph: Paragraph, depth: number): void {
  const { cursor, containers, top } = open
  open.leaf = { kind: 'heading' }
  if (!top || containers.length > 0) return
  cutTop(open, top, top.start + definitionsLength(paragraph))
  const textStart = pastBlanks(cursor.text, top.start, top.end)
  const textEnd = beforeBlanks(cursor.text, textStart, top.end)
  top.kind = 'heading'
  top.heading = { depth, text: cursor.text.slice(textStart, textEnd), textStart, setext: true }
}

/** Makes a table of a paragraph's last line. */
function makeTable(open: OpenBlocks, { lastAt }: Paragraph): void {
  const { containers, top } = open
  open.leaf = { kind: 'table' }
  if (!top || containers.length > 0) return
  cutTop(open, top, lastAt)
  top.kind = 'table'
}
