import { normalizeIdentifier } from 'micromark-util-normalize-identifier'
import { visit } from 'unist-util-visit'
import type { Outline } from '../model/outline'
import type { Slice } from '../model/position'
import { toMdast } from './markdown'
import { shift } from './shift'

/** Link, image and footnote definitions by what they are referred to as: `a` for `[a]`, `^1` for `[^1]`. */
export type Definitions = ReadonlyMap<string, Slice>

/** Every definition of a file, wherever it stands; of two with one name the first counts. */
export function definitions({ text, blocks }: Outline): Definitions {
  const found = new Map<string, Slice>()
  if (!text.includes(']:')) return found
  for (const block of blocks) {
    if (block.kind !== 'paragraph' && block.kind !== 'container') continue
    const source = text.slice(block.start, block.end)
    if (!source.includes(']:')) continue
    const tree = toMdast(source)
    visit(tree, (node) => {
      if (node.type !== 'definition' && node.type !== 'footnoteDefinition') return
      const name = (node.type === 'footnoteDefinition' ? '^' : '') + normalizeIdentifier(node.identifier)
      const { position } = node
      if (!position || found.has(name)) return
      const piece = source.slice(position.start.offset, position.end.offset)
      const from = { line: 1, column: 1, offset: 0 }
      found.set(name, {
        text: piece,
        position: shift(position, from, { line: block.line, column: 1, offset: block.start })
      })
    })
  }
  return found
}

/** The definitions from elsewhere that a slice refers to, and those that they refer to. */
export function borrowed(slice: Slice, all: Definitions): readonly Slice[] {
  const found = new Map<string, Slice>()
  const pending = all.size === 0 ? [] : [slice.text]
  for (let text = pending.pop(); text !== undefined; text = pending.pop()) {
    for (const [, label = ''] of text.matchAll(/\[((?:\\.|[^[\]\\])+)\]/g)) {
      const name = normalizeIdentifier(label)
      const definition = all.get(name)
      if (!definition || found.has(name) || isInside(definition, slice)) continue
      found.set(name, definition)
      pending.push(definition.text)
    }
  }
  return [...found.values()]
}

function isInside(definition: Slice, { position: { start, end } }: Slice): boolean {
  const at = definition.position.start.offset
  return at >= start.offset && at < end.offset
}
