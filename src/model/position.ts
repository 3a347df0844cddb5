import type * as unist from 'unist'
import { shared } from './shared'

/** A place in a file, in unist's terms: line and column from 1, offset from 0, in UTF-16 units. */
export interface Point {
  readonly line: number
  readonly column: number
  readonly offset: number
}

/** A range in a file; `end` is the point after the last character. */
export interface Position {
  readonly start: Point
  readonly end: Point
}

/** Where a text begins. */
export const beginning: Point = { line: 1, column: 1, offset: 0 }

/** The place of what concerns all of a file. */
export const fileStart: Position = { start: beginning, end: beginning }

/** A point counted from `from`, counted from `to` instead: the same place in a larger text. */
export function shift({ line, column, offset = 0 }: unist.Point, from: Point, to: Point): Point {
  return {
    line: line - from.line + to.line,
    column: line === from.line ? column - from.column + to.column : column,
    offset: offset - from.offset + to.offset
  }
}

/** A place in a text that begins at `to` in a larger one. */
export function moved({ start, end }: Position, to: Point): Position {
  return { start: shift(start, beginning, to), end: shift(end, beginning, to) }
}

/** Where a card stands: what begins it, its heading or the mark of its front, and where its last part ends. */
export interface CardPlace {
  readonly heading: Position
  readonly end: Point
}

/** A piece of a deck's text, as it stands there. */
export interface Slice {
  readonly text: string
  readonly position: Position
}

/**
 * A piece by its text and where it begins. A deck has millions of them, and few are ever asked where they stand: so that is
 * worked out when it is asked. A copy by `...` would have no place.
 */
export function sliceAt(text: string, line: number, column: number, offset: number): Slice {
  return { __proto__: placed, text: shared(text), line, column, offset } as unknown as Slice
}

interface Placed extends Point {
  readonly text: string
}

const placed: Pick<Slice, 'position'> & ThisType<Placed> = {
  get position() {
    const { text, line, column, offset } = this
    const start = { line, column, offset }
    return { start, end: endOf(text, start) }
  }
}

/** Where a text ends. */
export function endOf(text: string, { line, column, offset }: Point = beginning): Point {
  const end = offset + text.length
  const lines = linesIn(text)
  if (lines.length === 1) return { line, column: column + text.length, offset: end }
  return { line: line + lines.length - 1, column: lines.at(-1)!.length + 1, offset: end }
}

/** Its lines, without their ends. */
export function linesIn(text: string): readonly string[] {
  return text.split(text.includes('\r') ? /\r\n?|\n/ : '\n')
}

/** What stands between two offsets of a slice that is one line long. */
export function within(slice: Slice, from: number, to: number): Slice {
  const { line, column, offset } = startOf(slice)
  return sliceAt(slice.text.slice(from, to), line, column + from, offset + from)
}

/** Where a slice begins: of most slices that is cheaper than to ask for all of their place. */
export function startOf(slice: Slice): Point {
  return isPlaced(slice) ? slice : slice.position.start
}

function isPlaced(slice: Slice): slice is Slice & Placed {
  return 'offset' in slice
}

/** Everything in `text` from the start of one slice to the end of another. */
export function join(text: string, first: Slice, last: Slice): Slice {
  const { line, column, offset } = startOf(first)
  return sliceAt(text.slice(offset, startOf(last).offset + last.text.length), line, column, offset)
}
