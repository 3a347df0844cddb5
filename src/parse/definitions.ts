import type { Definition, FootnoteDefinition, Nodes } from 'mdast'
import { normalizeIdentifier } from 'micromark-util-normalize-identifier'
import type { Limits } from '../model/bounds'
import type { Block, Outline } from '../model/outline'
import { beginning, moved, type Point, type Position, type Slice, shift } from '../model/position'
import { sum } from '../model/sum'
import { definitionEnds } from './definition-run'
import { tooHard } from './limits'
import { countLines } from './lines'
import { toMdast } from './markdown'

export type DefinitionNode = Definition | FootnoteDefinition

const none: readonly Defined[] = []

/** A definition of a link, an image or a footnote. */
export interface Defined {
  /** How it is referred to: `a` for `[a]`, `^1` for `[^1]`. */
  readonly name: string
  /** What a link or an image leads to; a footnote is known only together with what it refers to. */
  readonly node?: Definition
  /** What is to be parsed for it: itself, or the list or quote around it. */
  readonly block: Slice
  /** Nothing else is defined there. */
  readonly isSole: boolean
  /** What it says: where it refers to others, they count as used with it. */
  readonly text: string
}

export type Definitions = ReadonlyMap<string, Defined>

/** Every definition of a file, wherever it stands; of two with one name the first counts. */
export function definitions({ text, blocks }: Outline, limits: Limits): Definitions {
  if (!text.includes(']:')) return new Map()
  const pieces = blocks.flatMap((block) => piecesOf(text, block))
  return firstOf(pieces.flatMap((piece) => (tooHard(piece, limits) ? none : definedIn(piece))))
}

/** Of definitions with one name the first. */
function firstOf(all: readonly Defined[]): Definitions {
  return new Map(all.toReversed().map((defined) => [defined.name, defined]))
}

/** What blocks define, which stand nowhere else. */
export function definitionsOf(blocks: readonly Slice[]): Definitions {
  return firstOf(blocks.flatMap(definedIn))
}

/** The pieces of a block that may define something. Often a paragraph holds many definitions, and each is a piece: one is to be parsed without the others. */
function piecesOf(text: string, { kind, line, start, end }: Block): readonly Slice[] {
  const source = text.slice(start, end)
  if ((kind !== 'paragraph' && kind !== 'container') || !source.includes(']:')) return []
  const ends = kind === 'paragraph' ? definitionEnds(source) : [source.length]
  let [at, lines] = [0, 0]
  return ends.map((to) => {
    const whole = source.slice(at, to)
    // A definition goes on from a paragraph's line however far it is indented; alone it would be code.
    const piece = kind === 'paragraph' ? whole.trimStart() : whole
    const blanks = whole.length - piece.length
    const from = { line: line + lines, column: blanks + 1, offset: start + at + blanks }
    lines += countLines(whole)
    at = to
    return sliceAt(piece, from)
  })
}

/** The definitions in a piece. */
function definedIn({ text, position }: Slice): readonly Defined[] {
  const at = (start: Point, end?: number) =>
    sliceAt(text.slice(start.offset, end).trimEnd(), shift(start, beginning, position.start))
  // At the very end of a text micromark may take the last line of a footnote or quote for none of its lines.
  const { children } = toMdast(`${text}\n`)
  const starts = children.map((child) => lineOf(child.position!.start as Point))
  return children.flatMap((child, index): readonly Defined[] => {
    // The end that a footnote is said to have may be in front of its last line.
    const block = at(starts[index]!, starts[index + 1]?.offset)
    const found = definitionsIn(child)
    return found.map((node) => {
      const { start, end } = node.position as Position
      const own = node === child ? block : at(start, end.offset)
      const defined = { name: nameOf(node), text: own.text }
      if (node.type === 'footnoteDefinition') return { ...defined, block, isSole: found.length === 1 }
      const known = { ...defined, node: { ...node, position: moved({ start, end }, position.start) } }
      // Behind the marks of lists and quotes its lines are no definition, and `[^a]` alone would be a footnote.
      return start.line === end.line && !node.label?.startsWith('^')
        ? { ...known, block: own, isSole: true }
        : { ...known, block, isSole: found.length === 1 }
    })
  })
}

/** Where the line begins, with the blanks in front of what stands on it: what belongs to a list is indented as far as the list is. */
function lineOf({ line, column, offset }: Point): Point {
  return { line, column: 1, offset: offset - column + 1 }
}

/** A text that begins there; where it ends, nobody asks. */
function sliceAt(text: string, start: Point): Slice {
  return { text, position: { start, end: start } }
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
