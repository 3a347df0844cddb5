import type { Definition, FootnoteDefinition, Nodes } from 'mdast'
import { normalizeIdentifier } from 'micromark-util-normalize-identifier'
import type { Limits } from '../model/bounds'
import type { Outline } from '../model/outline'
import type { Slice } from '../model/position'
import { sum } from '../model/sum'
import { tooHard } from './limits'
import { toMdast } from './markdown'

export type DefinitionNode = Definition | FootnoteDefinition

/** A definition of a link, an image or a footnote, and the block of the file that it stands in. */
export interface Defined {
  /** How it is referred to: `a` for `[a]`, `^1` for `[^1]`. */
  readonly name: string
  readonly block: Slice
  /** What it says: where it refers to others, they count as used with it. */
  readonly text: string
}

export type Definitions = ReadonlyMap<string, Defined>

/** Every definition of a file, wherever it stands; of two with one name the first counts. */
export function definitions({ text, blocks }: Outline, limits: Limits): Definitions {
  const found = new Map<string, Defined>()
  if (!text.includes(']:')) return found
  for (const { kind, line, start, end } of blocks) {
    const source = text.slice(start, end)
    if ((kind !== 'paragraph' && kind !== 'container') || !source.includes(']:')) continue
    const point = { line, column: 1, offset: start }
    const block = { text: source, position: { start: point, end: point } }
    if (tooHard(block, limits)) continue
    for (const node of definitionsIn(toMdast(source))) {
      const name = nameOf(node)
      const { start: from, end: to } = node.position!
      if (!found.has(name)) found.set(name, { name, block, text: source.slice(from.offset, to.offset) })
    }
  }
  return found
}

export function definitionsIn(tree: Nodes): readonly DefinitionNode[] {
  const own = tree.type === 'definition' || tree.type === 'footnoteDefinition' ? [tree] : []
  return 'children' in tree ? [...own, ...tree.children.flatMap(definitionsIn)] : own
}

export function nameOf({ type, identifier }: DefinitionNode): string {
  return (type === 'footnoteDefinition' ? '^' : '') + normalizeIdentifier(identifier)
}

/** How many characters definitions add to a text: one of a footnote once, any other as often as it is referred to. */
export function lengthAdded(text: string, used: readonly Defined[]): number {
  const lengths = new Map(used.map(({ name, text: { length } }) => [name, length]))
  const footnotes = used.filter(({ name }) => name.startsWith('^'))
  const referring = [text, ...footnotes.map((footnote) => footnote.text)]
  return sum([
    ...footnotes.map((footnote) => footnote.text.length),
    ...referring.flatMap(labelsIn).map((label) => (label.startsWith('^') ? 0 : (lengths.get(label) ?? 0)))
  ])
}

/** What stands in square brackets, as definitions are called, which is not longer than that. */
function labelsIn(text: string): readonly string[] {
  return Array.from(text.matchAll(/\[((?:\\.|[^[\]\\]){1,999})\]/gs), ([, label = '']) =>
    normalizeIdentifier(label)
  )
}

const none: readonly Defined[] = []

/** The definitions that a text refers to, and those that they refer to. */
export function usedBy(text: string, known: Definitions): readonly Defined[] {
  if (known.size === 0) return none
  const used = new Map<string, Defined>()
  const pending = [text]
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    for (const label of labelsIn(next)) {
      const definition = known.get(label)
      if (!definition || used.has(definition.name)) continue
      used.set(definition.name, definition)
      pending.push(definition.text)
    }
  }
  return [...used.values()]
}
