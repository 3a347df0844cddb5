import type * as unist from 'unist'
import type { Point, Position } from '../model/position'

/** A position counted from `from`, counted from `to` instead: the same place in a larger text. */
export function shift({ start, end }: unist.Position, from: Point, to: Point): Position {
  return { start: shiftPoint(start, from, to), end: shiftPoint(end, from, to) }
}

function shiftPoint({ line, column, offset = 0 }: unist.Point, from: Point, to: Point): Point {
  return {
    line: line - from.line + to.line,
    column: line === from.line ? column - from.column + to.column : column,
    offset: offset - from.offset + to.offset
  }
}
