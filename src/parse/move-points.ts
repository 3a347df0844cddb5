import type { Nodes } from 'mdast'
import type * as unist from 'unist'
import type { Point } from '../model/position'

/** Puts the places of a node, and of all that is in it, elsewhere. */
export function movePoints(node: Nodes, moved: (point: unist.Point) => Point): void {
  if (node.position) node.position = { start: moved(node.position.start), end: moved(node.position.end) }
  if ('children' in node) for (const child of node.children) movePoints(child, moved)
}
