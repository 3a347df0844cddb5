import type { Nodes } from 'mdast'
import type * as unist from 'unist'
import type { Point } from '../model/position'

/** A point counted from `from`, counted from `to` instead: the same place in a larger text. */
export function shift({ line, column, offset = 0 }: unist.Point, from: Point, to: Point): Point {
  return {
    line: line - from.line + to.line,
    column: line === from.line ? column - from.column + to.column : column,
    offset: offset - from.offset + to.offset
  }
}

/** Puts the places of a node, and of all that is in it, elsewhere. */
export function movePoints(node: Nodes, moved: (point: unist.Point) => Point): void {
  if (node.position) node.position = { start: moved(node.position.start), end: moved(node.position.end) }
  if ('children' in node) for (const child of node.children) movePoints(child, moved)
}
