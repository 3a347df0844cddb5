import type { Root } from 'mdast'
import { type Diagnostic, diagnose, type Report } from '../diagnostic'
import type { Limits } from '../model/bounds'
import { narrow } from '../model/narrow'
import { beginning, type Slice, shift, startOf } from '../model/position'
import {
  type Defined,
  type DefinitionNode,
  type Definitions,
  definitionsIn,
  lengthAdded,
  nameOf,
  usedBy
} from './definitions'
import { tooHard } from './limits'
import type { ToMdast } from './markdown'
import { movePoints } from './move-points'

/** What pieces of a deck are parsed with. */
export interface Parsing {
  /** What the deck defines, wherever it does. */
  readonly known: Definitions
  readonly toMdast: ToMdast
  readonly limits: Limits
  /** Whether definitions may still add so many characters to the deck; they count from then on. */
  readonly mayAdd: (length: number) => boolean
  readonly report: Report
}

/**
 * A piece of a deck as mdast, with positions in the whole file. Definitions that it uses and that stand elsewhere in
 * the file come along in the tree. What would take too long is not parsed, and comes as code.
 */
export function parse(slice: Slice, { known, toMdast, limits, mayAdd, report }: Parsing): Root {
  const tooMuch = tooHard(slice, limits)
  const used = tooMuch ? [] : usedBy(slice.text, known)
  const problem = tooMuch ?? (fits(slice, used, mayAdd) ? undefined : tooLong(slice, limits))
  if (problem) {
    report(problem)
    return { type: 'root', children: [{ type: 'code', value: slice.text }] }
  }
  const tree = parseAlone(slice, used, toMdast)
  if (used.length === 0) return tree
  const own = new Set(definitionsIn(tree).map(nameOf))
  const borrowed = used
    .filter(({ name }) => !own.has(name))
    .flatMap((defined) => nodesOf(defined, known, toMdast))
  return { type: 'root', children: [...tree.children, ...borrowed] }
}

/** Whether definitions may still be added to a piece. */
function fits({ text }: Slice, used: readonly Defined[], mayAdd: Parsing['mayAdd']): boolean {
  return used.length === 0 || mayAdd(lengthAdded(text, used))
}

function tooLong({ position }: Slice, { growth }: Limits): Diagnostic {
  return diagnose('output-too-large', position, { limit: growth })
}

/**
 * A piece as mdast without the definitions from elsewhere. Markdown takes `[a]` for a reference only where it is
 * defined, so each of them is stood in for while the piece is parsed.
 */
function parseAlone(piece: Slice, used: readonly Defined[], toMdast: ToMdast): Root {
  const { text } = piece
  const stubs = used.map(({ name }) => `\n\n[${name}]: #`).join('')
  // Narrow here, so that a wide deck has no second copy, and what is made of it is narrow.
  const tree = toMdast(narrow(text) + stubs)
  const children = stubs
    ? tree.children.filter((node) => node.position!.start.offset! < text.length)
    : tree.children
  const start = startOf(piece)
  for (const child of children) movePoints(child, (point) => shift(point, beginning, start))
  return { type: 'root', children }
}

const none: readonly Slice[] = []

/**
 * The blocks of the definitions that a piece refers to, in the order of the file. Nothing when they would add too much, and where they do not stand apart from it,
 * or from others.
 */
export function neededBy(
  piece: Slice,
  { known, mayAdd }: Pick<Parsing, 'known' | 'mayAdd'>
): readonly Slice[] | undefined {
  const used = usedBy(piece.text, known)
  if (used.length === 0) return none
  const { start, end } = piece.position
  const isApart = ({ block, isSole }: Defined) => {
    const { offset } = block.position.start
    return isSole && (offset < start.offset || offset >= end.offset)
  }
  if (!used.every(isApart) || !fits(piece, used, mayAdd)) return undefined
  const blocks = new Set(used.map(({ block }) => block))
  return [...blocks].sort((one, other) => one.position.start.offset - other.position.start.offset)
}

/** The definitions, wherever they stand, that a piece refers to. */
export function definitionsFor(
  { text }: Slice,
  { known, toMdast }: Pick<Parsing, 'known' | 'toMdast'>
): readonly DefinitionNode[] {
  return usedBy(text, known).flatMap((defined) => nodesOf(defined, known, toMdast))
}

/** The definition as a node of its own, since trees are changed; of two with one name in a list or quote the first. */
function nodesOf(
  { name, node, block, text }: Defined,
  known: Definitions,
  toMdast: ToMdast
): readonly DefinitionNode[] {
  if (node) return [{ ...node }]
  const tree = parseAlone(block, usedBy(text, known), toMdast)
  return definitionsIn(tree)
    .filter((node) => nameOf(node) === name)
    .slice(0, 1)
}
