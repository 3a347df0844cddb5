import type { Cursor } from './cursor'
import { definitionsEnd } from './definition-run'
import { setextDepth } from './markers'
import { cells, delimiterCells } from './table-row'

/** A paragraph, and what decides whether the line under it makes a heading or a table of it. */
export interface Paragraph {
  readonly kind: 'paragraph'
  /** Its last line without the marks of containers, from `lastAt` to `lastEnd`; empty if it is indented. */
  lastAt: number
  lastEnd: number
  /** Its lines without the marks of containers, if it may begin with link definitions. */
  lines: string | undefined
}

/** The paragraph that begins on this line. */
export function paragraphAt(cursor: Cursor): Paragraph {
  const lines = cursor.text[cursor.next] === '[' ? '' : undefined
  const paragraph: Paragraph = { kind: 'paragraph', lastAt: 0, lastEnd: 0, lines }
  addLine(paragraph, cursor)
  return paragraph
}

/** Adds this line to the paragraph. */
export function addLine(paragraph: Paragraph, { text, at, end, after, indent }: Cursor): void {
  paragraph.lastAt = indent > 3 ? end : at
  paragraph.lastEnd = end
  if (paragraph.lines !== undefined) paragraph.lines += text.slice(at, after)
}

/** The depth of the heading that this line makes of the paragraph, or 0. */
export function underlineDepth({ text, next, indent }: Cursor, paragraph: Paragraph): number {
  const depth = indent > 3 ? 0 : setextDepth(text, next)
  return depth > 0 && paragraph.lines?.length !== definitionsLength(paragraph) ? depth : 0
}

/** The length of the link definitions that the paragraph begins with. */
export function definitionsLength({ lines }: Paragraph): number {
  return lines === undefined ? 0 : definitionsEnd(lines)
}

/** Whether this line is the delimiter row to the paragraph's last line. */
export function headsTable({ text, next, end, indent }: Cursor, { lastAt, lastEnd }: Paragraph): boolean {
  if (indent > 3 || !delimiterStart.test(text.charAt(next))) return false
  const count = delimiterCells(text.slice(next, end))
  return count > 0 && cells(text.slice(lastAt, lastEnd)).length === count
}

const delimiterStart = /[-:|]/
