import { lineEnd, nextLine } from './lines'

/**
 * A cursor within one line, counting columns as CommonMark does: a tab reaches to the next multiple of four,
 * and may be left half way. One cursor serves a whole file, because a file has very many lines.
 */
export interface Cursor {
  readonly text: string
  /** The line's number, from 1; where it begins and ends, and where the next one begins. */
  line: number
  start: number
  end: number
  after: number
  /** Nothing but spaces and tabs on the whole line. */
  blankLine: boolean
  /** Where the cursor stands. */
  at: number
  column: number
  /** The first character at or after the cursor that is neither space nor tab. */
  next: number
  /** Columns from the cursor to `next`. */
  indent: number
  /** Nothing but spaces and tabs from here to the end of the line. */
  blank: boolean
}

/** A cursor before the line that begins at `offset`, with so many lines before it. */
export function cursorBefore(text: string, offset: number, lines: number): Cursor {
  const [start, end, after, at, next] = [offset, offset, offset, offset, offset]
  return {
    text,
    line: lines,
    start,
    end,
    after,
    blankLine: true,
    at,
    column: 0,
    next,
    indent: 0,
    blank: true
  }
}

/** Puts the cursor at the start of the next line; false when there is none. */
export function enterLine(cursor: Cursor): boolean {
  if (cursor.after >= cursor.text.length) return false
  cursor.line += 1
  cursor.start = cursor.after
  cursor.end = lineEnd(cursor.text, cursor.start)
  cursor.after = nextLine(cursor.text, cursor.end)
  cursor.at = cursor.start
  cursor.column = 0
  look(cursor)
  cursor.blankLine = cursor.blank
  return true
}

/** Moves the cursor `columns` on. */
export function advance(cursor: Cursor, columns: number): void {
  const target = cursor.column + columns
  while (cursor.column < target && cursor.at < cursor.end) {
    const width = cursor.text.charCodeAt(cursor.at) === TAB ? 4 - (cursor.column % 4) : 1
    if (cursor.column + width > target) {
      cursor.column = target
      break
    }
    cursor.column += width
    cursor.at += 1
  }
  look(cursor)
}

/** Moves the cursor past the blanks before `next`, and `characters` further. */
export function pass(cursor: Cursor, characters: number): void {
  cursor.column += cursor.indent + characters
  cursor.at = cursor.next + characters
  look(cursor)
}

function look(cursor: Cursor): void {
  let column = cursor.column
  let next = cursor.at
  for (; next < cursor.end; next++) {
    const code = cursor.text.charCodeAt(next)
    if (code === SPACE) column += 1
    else if (code === TAB) column += 4 - (column % 4)
    else break
  }
  cursor.next = next
  cursor.indent = column - cursor.column
  cursor.blank = next === cursor.end
}

const TAB = 9
const SPACE = 32
