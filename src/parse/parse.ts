import type { Nodes, Root, RootContent } from 'mdast'
import type { Point, Slice } from '../model/position'
import { borrowed, type Definitions } from './definitions'
import { toMdast } from './markdown'
import { shift } from './shift'

/**
 * A piece of a deck as mdast, with positions in the whole file. Definitions that it uses and that stand
 * elsewhere in the file come along in the tree.
 */
export function parse(slice: Slice, definitions: Definitions): Root {
  const pieces = [slice, ...borrowed(slice, definitions)]
  const tree = toMdast(pieces.map(({ text }) => text).join('\n\n'))
  const begins = pieceStarts(pieces)
  const children: RootContent[] = []
  let index = 0
  for (const child of tree.children) {
    const at = child.position?.start.offset ?? 0
    while (at >= (begins[index + 1]?.offset ?? Number.POSITIVE_INFINITY)) index += 1
    move(child, begins[index]!, pieces[index]!.position.start)
    if (index === 0 || child.type === 'footnoteDefinition' || child.type === 'definition')
      children.push(child)
  }
  return { type: 'root', children }
}

/** Where each piece begins when they are joined by blank lines. */
function pieceStarts(pieces: readonly Slice[]): Point[] {
  let [line, offset] = [1, 0]
  return pieces.map(({ text }) => {
    const start = { line, column: 1, offset }
    line += (text.match(/\r\n?|\n/g)?.length ?? 0) + 2
    offset += text.length + 2
    return start
  })
}

function move(node: Nodes, from: Point, to: Point): void {
  if (node.position) node.position = shift(node.position, from, to)
  if ('children' in node) for (const child of node.children) move(child, from, to)
}
