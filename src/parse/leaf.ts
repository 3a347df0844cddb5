import type { Heading } from '../model/outline'
import { beforeBlanks, pastBlanks } from './blanks'
import { commentBlockEnd } from './comment'
import type { Cursor } from './cursor'
import { type HtmlEnd, htmlEnd, isLoneTag } from './html-block'
import { atxDepth, closesFence, fenceAt, isRule } from './markers'
import { mathBlockEnd } from './math'
import type { Paragraph } from './paragraph'

/** The innermost block: the one that takes the text of a line. */
export type Leaf =
  | Paragraph
  | { readonly kind: 'none' | 'table' | 'rule' }
  | { readonly kind: 'heading'; readonly heading?: Heading }
  | { readonly kind: 'code'; readonly fence?: string; closed: boolean }
  /** Mathematics or a comment, up to the line that ends at `end`. */
  | { readonly kind: 'math' | 'comment'; readonly end: number; closed: boolean }
  /** HTML, up to `heading` at most: where the line of one begins that is not part of it. */
  | { readonly kind: 'html'; readonly until: HtmlEnd; readonly heading?: number | undefined; closed: boolean }

export const none: Leaf = { kind: 'none' }

/** An HTML block that begins with a tag, of whatever name, alone on its line. */
export const loneTag: Leaf = { kind: 'html', until: 'blank', closed: false }

/** Whether the leaf takes this line whatever it holds, as code, mathematics and HTML do. */
export function takesLine(leaf: Leaf, cursor: Cursor): boolean {
  if (leaf.kind === 'code') {
    if (!leaf.fence) return cursor.blank || cursor.indent > 3
    leaf.closed = cursor.indent < 4 && closesFence(cursor.text, cursor.next, leaf.fence)
    return true
  }
  if (leaf.kind === 'math' || leaf.kind === 'comment') {
    leaf.closed = cursor.end >= leaf.end
    return true
  }
  if (leaf.kind !== 'html') return false
  if (leaf.until === 'blank') return !cursor.blank && cursor.start !== leaf.heading
  leaf.closed = leaf.until.test(cursor.text.slice(cursor.at, cursor.end))
  return true
}

/** Whether the leaf takes no further line. */
export function isClosed(leaf: Leaf): boolean {
  if ('closed' in leaf) return leaf.closed
  return leaf.kind === 'rule' || leaf.kind === 'heading'
}

/** Whether the leaf waits for its end over blank lines, and so to the end of the file. */
export function waits(leaf: Leaf): boolean {
  if (leaf.kind === 'code') return leaf.fence !== undefined && !leaf.closed
  return leaf.kind === 'html' && leaf.until !== 'blank' && !leaf.closed
}

/** What a line would go on with if it were text: a paragraph, one whose container it has left, or neither. */
export type Before = 'paragraph' | 'lazy paragraph' | 'other'

/** The leaf that begins on this line, or nothing when the line is text. */
export function leafAt(cursor: Cursor, before: Before): Leaf | undefined {
  const { text, next, end, indent } = cursor
  if (indent > 3) return before === 'other' ? { kind: 'code', closed: false } : undefined
  if (isRule(text, next, end)) return { kind: 'rule' }
  const heading = headingAt(cursor)
  if (heading) return { kind: 'heading', heading }
  const fence = fenceAt(text, next)
  if (fence) return { kind: 'code', fence, closed: false }
  const mathEnd = mathBlockEnd(text, next)
  if (mathEnd > 0) return { kind: 'math', end: mathEnd, closed: false }
  const commentEnd = commentBlockEnd(text, next)
  if (commentEnd > 0) return { kind: 'comment', end: commentEnd, closed: cursor.end >= commentEnd }
  return text[next] === '<' ? htmlAt(text.slice(next, end), before) : undefined
}

/** The ATX heading that a line is, if it is one. */
export function headingAt({ text, next, end, indent }: Cursor): Heading | undefined {
  const depth = indent > 3 ? 0 : atxDepth(text, next)
  return depth > 0 ? atxHeading(text, depth, next + depth, end) : undefined
}

/** The leaf that begins with `<` on this line, if that begins HTML. */
export function htmlAt(line: string, before: Before): Leaf | undefined {
  const until = htmlEnd(line)
  if (until) return { kind: 'html', until, closed: until !== 'blank' && until.test(line) }
  return before !== 'paragraph' && isLoneTag(line) ? loneTag : undefined
}

/** An ATX heading, whose marks end at `at`. Closing marks count as such after a blank, or where there is no text. */
function atxHeading(text: string, depth: number, at: number, lineEnd: number): Heading {
  const textStart = pastBlanks(text, at, lineEnd)
  const end = beforeBlanks(text, textStart, lineEnd)
  let marks = end
  while (marks > textStart && text[marks - 1] === '#') marks -= 1
  const textEnd = beforeBlanks(text, textStart, marks)
  const closed = textEnd < marks || marks === textStart
  return { depth, text: text.slice(textStart, closed ? textEnd : end), textStart, setext: false }
}
