import type { Code, Image, Link, LinkReference, Root, RootContent, Table, Text } from 'mdast'
import { toString as textOf } from 'mdast-util-to-string'
import { diagnose, type Report } from '../diagnostic'
import { mediaElements, mediaKind } from '../model/media'
import type { InlineMath, MathBlock } from '../model/nodes'
import type { Position, Slice } from '../model/position'
import { makeAlert } from './alerts'
import { isSafeUrl, withPlainScheme } from './allowed'
import { breakLines } from './line-breaks'
import { reportLink } from './links'
import { type Collect, isMedia, readAddress, withoutQuery } from './media'
import { readHtml } from './raw-html'
import { type References, referencesIn } from './references'
import { forbiddenTex } from './tex'
import { walk } from './walk'

interface Ready {
  readonly root: Root
  readonly references: () => References
  readonly holdsHtml: boolean
  readonly holdsFootnotes: boolean
  /** Code in a block, in a language that is named. */
  readonly holdsCode: boolean
}

/**
 * Makes the tree of a slice ready to become HTML: what HTML would lose or show otherwise than it was written is mended
 * or reported. The tree is changed in place; nobody else has it.
 */
export function prepare(root: Root, slice: Slice, report: Report, collect: Collect): Ready {
  const types = new Set<string>()
  let holdsCode = false
  let references: References | undefined
  const context: Context = { slice, references: () => (references ??= referencesIn(root)), report, collect }
  walk(root, (node: RootContent) => {
    // A comment of Obsidian's is HTML that says nothing, for which no parser is needed.
    if (node.type !== 'html' || node.value !== '') types.add(node.type)
    if (node.type === 'code' && node.lang) holdsCode = true
    ;(mending as Handlers<void>)[node.type]?.(node as never, context)
    return (replacing as Handlers<RootContent | undefined>)[node.type]?.(node as never, context)
  })
  return {
    root,
    references: context.references,
    holdsHtml: types.has('html'),
    holdsFootnotes: types.has('footnoteDefinition'),
    holdsCode
  }
}

/** What a handler may look at besides its node. */
interface Context {
  readonly slice: Slice
  readonly references: () => References
  readonly collect: Collect
  readonly report: Report
}

type Handlers<Result> = {
  readonly [Type in RootContent['type']]?: (
    node: Extract<RootContent, { type: Type }>,
    context: Context
  ) => Result
}

/** What is done with a node of each type that is not simply shown. */
const mending: Handlers<void> = {
  blockquote: (node, { slice }) => makeAlert(node, slice),
  definition: (node, { references, report }) => {
    // An image says itself what is wrong with its address.
    if (!references().ofImages.has(node.identifier)) reportLink(node.url, node.position as Position, report)
    node.url = withPlainScheme(node.url)
  },
  html: (node, { collect, report }) => {
    node.value = readHtml(node, report, collect)
  },
  linkReference: (node, { references }) => {
    const { url = '' } = references().definitions.get(node.identifier) ?? {}
    if (isMedia(url)) showBehind(node, url)
  },
  paragraph: (node, { slice }) => breakLines(node, slice),
  table: widen,
  text: reportUndefined
}

/** What is shown in the place of a node, where that is another one. */
const replacing: Handlers<RootContent | undefined> = {
  code: (node, { report }) => (node.lang === 'math' ? mendMath(mathOf(node), report) : undefined),
  image: readImage,
  imageReference: (node, context) => {
    const { url = '', title } = context.references().definitions.get(node.identifier) ?? {}
    return readImage({ ...node, type: 'image', url, title }, context)
  },
  inlineMath: (node, { report }) => mendMath(node, report),
  link: (node, { report }) => {
    if (!isMedia(node.url)) return mendLink(node, report)
    showBehind(node, node.url)
    return undefined
  },
  math: (node, { report }) => mendMath(node, report),
  noteEmbed: ({ value, position }, { report }) => {
    report(diagnose('note-embedded', position as Position, { found: value }))
    return { type: 'text', value }
  }
}

/**
 * The element for what an address leads to; its text where it leads nowhere. A sound or a film shows its text when it is
 * pointed at.
 */
function readImage(image: Image, { report, collect }: Context): Image | Text {
  const { url, title, position } = image
  const { alt, ...size } = sized(image.alt ?? '')
  const kind = mediaKind(withoutQuery(url)) ?? 'image'
  const address = readAddress(url, position as Position, report, (reference) =>
    collect(image.data?.byName ? { ...reference, byName: true } : reference)
  )
  if (address === '') return { type: 'text', value: alt || url || '![]()' }
  if (kind === 'image') return { ...image, url: address, alt, data: { hProperties: size } }
  const properties = { src: address, controls: true, title: title || alt || undefined }
  return { type: 'image', url: address, data: { hName: mediaElements[kind], hProperties: properties } }
}

/** Obsidian has the size of an image behind a bar: `words|100`, `words|100x50`. */
function sized(written: string): { alt: string; width?: number; height?: number } {
  const [, alt = '', width, height] = /^(.*)\|(\d{1,5})(?:x(\d{1,5}))?$/s.exec(written) ?? []
  if (width === undefined) return { alt: written }
  return { alt, width: Number(width), ...(height !== undefined && { height: Number(height) }) }
}

/** Has words of a link stay words, with what it leads to behind them. */
function showBehind(link: Link | LinkReference, url: string): void {
  const image: Image = { type: 'image', url, alt: '', position: link.position! }
  link.children = link.children.length > 0 ? [...link.children, { type: 'text', value: ' ' }, image] : [image]
  link.data = { hName: 'span' }
}

/** Gives a table as many columns as its longest row: HTML is made of the header's columns alone. */
function widen(table: Table, { report }: Context): void {
  const columns = table.children[0]!.children.length
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

/** `<std::string>` is a link to Markdown, to the scheme `std`; it can only be meant as text. */
function mendLink(node: Link, report: Report): Text | undefined {
  if (isSafeUrl(node.url) || textOf(node) !== node.url) {
    reportLink(node.url, node.position as Position, report)
    node.url = withPlainScheme(node.url)
    return undefined
  }
  const found = `<${node.url}>`
  report(diagnose('html-unknown-element', node.position as Position, { found }))
  return { type: 'text', value: found }
}

/**
 * A footnote that no definition was found for stays text. Its mark is looked for where it is written: `\[^1]` is none. What stands elsewhere
 * in the file, such as another footnote, is not looked at.
 */
function reportUndefined({ position }: Text, { report, slice }: Context): void {
  const {
    text,
    position: { start }
  } = slice
  const [from, to] = [position?.start.offset, position?.end.offset]
  if (from === undefined || to === undefined || to < start.offset) return
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
