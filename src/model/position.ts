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

/** What stands between two offsets of a slice that is one line long. */
export function within({ text, position: { start } }: Slice, from: number, to: number): Slice {
  const point = (at: number): Point => ({
    line: start.line,
    column: start.column + at,
    offset: start.offset + at
  })
  return { text: text.slice(from, to), position: { start: point(from), end: point(to) } }
}

/** Everything in `text` from the start of one slice to the end of another. */
export function join(text: string, first: Slice, last: Slice): Slice {
  const position = { start: first.position.start, end: last.position.end }
  return { text: text.slice(position.start.offset, position.end.offset), position }
}
