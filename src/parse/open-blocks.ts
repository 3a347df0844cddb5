import type { Block } from '../model/outline'
import type { Container } from './containers'
import type { Cursor } from './cursor'
import type { EndsHtml } from './html-heading'
import { type Leaf, none, waits } from './leaf'
import { countLines, lineEndBefore } from './lines'

/** The blocks that are open where a scan stands, and those at the top level that have ended. */
export interface OpenBlocks {
  readonly cursor: Cursor
  readonly ended: Block[]
  /** The top-level block that is open, as it grows line by line. */
  top: GrowingBlock | undefined
  readonly containers: Container[]
  leaf: Leaf
  readonly endsHtml: EndsHtml | undefined
}

type GrowingBlock = { -readonly [Key in keyof Block]: Block[Key] }

/** Opens a container inside the first `depth` ones. */
export function openContainer(open: OpenBlocks, depth: number, container: Container): void {
  closeTo(open, depth)
  fillParent(open)
  open.containers.push(container)
}

/** Opens a leaf inside the first `depth` containers. */
export function openLeaf(open: OpenBlocks, depth: number, leaf: Leaf): void {
  closeTo(open, depth)
  fillParent(open)
  open.leaf = leaf
}

/** Closes everything inside the first `depth` containers. */
export function closeTo(open: OpenBlocks, depth: number): void {
  // Mostly there are none, and to set a length is slow.
  if (open.containers.length > depth) open.containers.length = depth
  open.leaf = none
  if (depth > 0 || !open.top) return
  open.ended.push(open.top)
  open.top = undefined
}

/** Closes what is open at the end of the file. */
export function closeAll(open: OpenBlocks): void {
  if (open.top && waitsAtTop(open)) open.top.unclosed = true
  closeTo(open, 0)
}

/** Gives the line to the top-level block that is open now. */
export function growTop(open: OpenBlocks): void {
  const { cursor, top } = open
  if (!top) open.top = topAt(open)
  else if (!cursor.blankLine || waitsAtTop(open)) {
    top.endLine = cursor.line
    top.end = cursor.end
  }
}

function topAt({ cursor, containers, leaf }: OpenBlocks): GrowingBlock | undefined {
  const kind = containers.length > 0 ? 'container' : leaf.kind
  if (kind === 'none') return undefined
  const { line, start, end } = cursor
  const heading = kind === leaf.kind && leaf.kind === 'heading' && leaf.heading
  return { kind, line, endLine: line, start, end, ...(heading && { heading }) }
}

/** Cuts the open top-level block in two before the line that begins at `start`: what is above it has ended. */
export function cutTop({ cursor: { text }, ended }: OpenBlocks, top: GrowingBlock, start: number): void {
  if (start === top.start) return
  const line = top.line + countLines(text.slice(top.start, start))
  ended.push({ ...top, endLine: line - 1, end: lineEndBefore(text, start) })
  top.line = line
  top.start = start
}

function waitsAtTop({ containers, leaf }: OpenBlocks): boolean {
  return containers.length === 0 && waits(leaf)
}

function fillParent({ containers }: OpenBlocks): void {
  const parent = containers.at(-1)
  if (parent) parent.empty = false
}
