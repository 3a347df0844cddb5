import { advance, type Cursor, pass } from './cursor'
import { footnoteWidth, isRule, itemWidth } from './markers'

/** A quote, list item or footnote that is open. */
export interface Container {
  /** What a line must begin with to go on in it: so many columns, or `>`. */
  readonly needs: number | '>'
  /** Nothing stands in it yet: a list item that began with a blank line does not go on with another. */
  empty: boolean
}

/**
 * How deep containers are followed; what is deeper counts as text. Every line may go on in every container,
 * so that without a limit a file of marks alone would take time by the square of its size.
 */
export const deepest = 100

/** How many of the open containers this line goes on in; the cursor moves past their marks. */
export function countMatched(containers: readonly Container[], cursor: Cursor): number {
  let count = 0
  for (const container of containers) {
    if (!goesOn(container, cursor)) break
    count += 1
  }
  return count
}

function goesOn({ needs, empty }: Container, cursor: Cursor): boolean {
  if (needs === '>') return passQuote(cursor)
  if (cursor.blank) return !empty
  if (cursor.indent < needs) return false
  advance(cursor, needs)
  return true
}

/**
 * The container that begins here, if any; the cursor moves past its mark. Some list items may not begin
 * where they would interrupt what is open.
 */
export function containerAt(cursor: Cursor, interrupts: boolean): Container | undefined {
  if (cursor.blank || cursor.indent > 3) return undefined
  return quoteAt(cursor) ?? footnoteAt(cursor) ?? itemAt(cursor, interrupts)
}

function quoteAt(cursor: Cursor): Container | undefined {
  return passQuote(cursor) ? { needs: '>', empty: false } : undefined
}

function footnoteAt(cursor: Cursor): Container | undefined {
  const width = footnoteWidth(cursor.text, cursor.next)
  if (width === 0) return undefined
  pass(cursor, width)
  // All blanks after the mark are its own, so that no indented code follows (micromark-extension-gfm-footnote).
  advance(cursor, cursor.indent)
  return { needs: 4, empty: false }
}

function itemAt(cursor: Cursor, interrupts: boolean): Container | undefined {
  const { text, next, end, indent } = cursor
  const width = itemWidth(text, next, end, interrupts)
  if (width === 0 || isRule(text, next, end)) return undefined
  pass(cursor, width)
  // Up to four columns of blank after the mark are its own; with more, what follows is indented code.
  const padding = cursor.blank || cursor.indent > 4 ? 1 : cursor.indent
  advance(cursor, padding)
  return { needs: indent + width + padding, empty: cursor.blank }
}

/** Moves the cursor past the mark of a quote, and one blank after it, if there is one. */
function passQuote(cursor: Cursor): boolean {
  if (cursor.indent > 3 || cursor.text[cursor.next] !== '>') return false
  pass(cursor, 1)
  if (cursor.indent > 0) advance(cursor, 1)
  return true
}
