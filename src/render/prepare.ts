import type { Code, Link, Nodes, Root, RootContent, Table, Text } from 'mdast'
import { toString as textOf } from 'mdast-util-to-string'
import { diagnose, type Report } from '../diagnostic'
import type { InlineMath, MathBlock } from '../model/nodes'
import type { Position, Slice } from '../model/position'
import { makeAlert } from './alerts'
import { isSafeUrl } from './allowed'
import { breakLines } from './line-breaks'
import { readHtml } from './raw-html'
import { forbiddenTex } from './tex'
import { walk } from './walk'

export interface Prepared {
  readonly root: Root
  readonly holdsHtml: boolean
  readonly holdsFootnotes: boolean
  /** Code in a block, in a language that is named. */
  readonly holdsCode: boolean
}

/**
 * Makes the tree of a slice ready to become HTML: what HTML would lose or show otherwise than it was written is mended
 * or reported. The tree is changed in place; nobody else has it.
 */
export function prepare(root: Root, slice: Slice, report: Report): Prepared {
  const types = new Set<string>()
  let holdsCode = false
  walk(root, (node: RootContent) => {
    types.add(node.type)
    if (node.type === 'code' && node.lang) holdsCode = true
    if (node.type === 'link') return mendLink(node, report)
    if (node.type === 'inlineMath' || node.type === 'math') return mendMath(node, report)
    if (node.type === 'code' && node.lang === 'math') return mendMath(mathOf(node), report)
    ;(handlers as Handlers)[node.type]?.(node as never, report, slice)
    return undefined
  })
  return {
    root,
    holdsHtml: types.has('html'),
    holdsFootnotes: types.has('footnoteDefinition'),
    holdsCode
  }
}

type Handlers = {
  readonly [Type in RootContent['type']]?: (
    node: Extract<RootContent, { type: Type }>,
    report: Report,
    slice: Slice
  ) => void
}

/** What is done with a node of each type that is not simply shown. */
const handlers = {
  blockquote: (node, _, slice) => makeAlert(node, slice),
  definition: (node, report) => reportUnsafe(node.url, node, report),
  html: (node, report) => {
    node.value = readHtml(node, report)
  },
  image: (node, report) => reportImage(node.url, node, report),
  imageReference: (node, report) => reportImage(node.identifier, node, report),
  paragraph: (node, _, slice) => breakLines(node, slice),
  table: widen,
  text: reportUndefined
} satisfies Handlers

/** Gives a table as many columns as its longest row: HTML is made of the header's columns alone. */
function widen(table: Table, report: Report): void {
  const columns = table.children[0]?.children.length ?? 0
  const widest = table.children.reduce((most, row) => Math.max(most, row.children.length), 0)
  if (widest === columns) return
  for (const row of table.children) {
    const extra = row.children.slice(columns)
    if (extra.length === 0) continue
    const place = { start: extra[0]!.position!.start, end: extra.at(-1)!.position!.end } as Position
    report(diagnose('table-cell-extra', place, { found: extra.map((cell) => textOf(cell)).join(' | ') }))
  }
  table.align = Array.from({ length: widest }, (_, column) => table.align?.[column] ?? null)
}

function reportImage(found: string, node: Nodes, report: Report): void {
  report(diagnose('media-not-packed', node.position as Position, { found }))
}

/** `<std::string>` is a link to Markdown, to the scheme `std`; it can only be meant as text. */
function mendLink(node: Link, report: Report): Text | undefined {
  if (isSafeUrl(node.url) || textOf(node) !== node.url) {
    reportUnsafe(node.url, node, report)
    return undefined
  }
  const found = `<${node.url}>`
  report(diagnose('html-unknown-element', node.position as Position, { found }))
  return { type: 'text', value: found }
}

function reportUnsafe(found: string, node: Nodes, report: Report): void {
  if (!isSafeUrl(found)) report(diagnose('link-unsafe', node.position as Position, { found }))
}

/** A footnote that no definition was found for stays text. Its mark is looked for where it is written: `\[^1]` is none. */
function reportUndefined({ position }: Text, report: Report, { text, position: { start } }: Slice): void {
  const [from, to] = [position?.start.offset, position?.end.offset]
  if (from === undefined || to === undefined) return
  const written = text.slice(Math.max(from - start.offset, 0), to - start.offset)
  for (const [found] of written.matchAll(/(?<!\\)\[\^[^\]\s]+\]/g))
    report(diagnose('reference-undefined', position as Position, { found }))
}

/** A formula in a code block, as GitHub has them. */
function mathOf({ value, position }: Code): MathBlock {
  return { type: 'math', value: `$$\n${value}\n$$`, ...(position && { position }) }
}

/** A formula that does more than show something is shown as it was written. */
function mendMath<Math extends InlineMath | MathBlock>(node: Math, report: Report): Math | Text | Code {
  const command = forbiddenTex(node.value)
  if (command === undefined) return node
  report(diagnose('math-unsafe', node.position as Position, { found: command }))
  return { type: node.type === 'math' ? 'code' : 'text', value: node.value }
}
