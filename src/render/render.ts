import type { Root as HastRoot, Nodes, RootContent } from 'hast'
import { sanitize } from 'hast-util-sanitize'
import { toHtml } from 'hast-util-to-html'
import { toString as textOf } from 'hast-util-to-string'
import type { Root } from 'mdast'
import { toHast } from 'mdast-util-to-hast'
import type { Report } from '../diagnostic'
import type { FieldDraft, RenderedField } from '../model/draft'
import { guardDirectives } from '../model/html'
import { numberOf } from '../model/identity'
import { isPlain } from '../model/plain'
import { allowed, idPrefix } from './allowed'
import { type Highlight, highlightCode } from './code'
import { elementsOf } from './elements'
import { markMath, mathMark } from './math'
import { arrangeMedia, type Collect } from './media'
import { prepare } from './prepare'
import { walk } from './walk'

/** Makes elements of the HTML that is still text in a tree. */
export type ReadHtml = (tree: Nodes) => Nodes

/** What only some fields need, and what takes long to load. */
export interface Tools {
  readonly readHtml: ReadHtml
  readonly highlight: Highlight
}

/** A field with its tree, which is only asked for where it is needed, as safe HTML and as plain text, and the files that it shows. What cannot be shown as it was written is reported. */
export function render(
  field: FieldDraft,
  tree: () => Root,
  tools: Tools,
  report: Report,
  collect: Collect
): RenderedField {
  if (field.slice.text === '') return { slice: field.slice, content: nothing, blank: true }
  return isPlain(field.slice.text) ? renderPlain(field) : renderTree(field, tree(), tools, report, collect)
}

const nothing = { markdown: '', html: '', text: '' }

/** A part of a line, which gets no paragraph of its own. */
function isInline({ as }: FieldDraft): boolean {
  return as === 'words' || as === 'cell'
}

/** As a field's Markdown is kept: with `\n` at the ends of lines. */
export function withUnixLines(text: string): string {
  return text.replace(/\r\n?/g, '\n')
}

/** Words without markup need no tree. */
function renderPlain(field: FieldDraft): RenderedField {
  const { slice } = field
  const words = guardDirectives(slice.text).normalize('NFC')
  const html = isInline(field) ? words : `<p>${words}</p>`
  return { slice, content: { markdown: slice.text, html, text: slice.text.normalize('NFC') }, blank: false }
}

function renderTree(
  field: FieldDraft,
  tree: Root,
  { readHtml, highlight }: Tools,
  report: Report,
  collect: Collect
): RenderedField {
  const { slice } = field
  const markdown = withUnixLines(slice.text)
  const { root, holdsHtml, holdsMedia, holdsFootnotes, holdsCode } = prepare(tree, slice, report, collect)
  const hast = toSafeHast(
    root,
    holdsHtml ? readHtml : undefined,
    holdsFootnotes ? footnotePrefix(markdown) : idPrefix
  )
  if (holdsMedia) arrangeMedia(hast)
  if (isInline(field)) unwrap(hast)
  const text = withoutControls(textOf(hast).trim()).normalize('NFC')
  if (mathMark.test(text)) markMath(hast)
  if (holdsCode) highlightCode(hast, highlight)
  const html = guardDirectives(withoutControls(withoutLastBlanks(toHtml(hast).trim(), markdown))).normalize(
    'NFC'
  )
  return { slice, content: { markdown, html, text }, blank: isBlank(text) && !showsWithoutText.test(html) }
}

function toSafeHast(root: Root, readHtml: ReadHtml | undefined, clobberPrefix: string): HastRoot {
  const hast = toHast(root, { allowDangerousHtml: true, clobberPrefix, handlers: elementsOf })
  const safe = sanitize(readHtml ? readHtml(hast) : hast, allowed) as HastRoot
  if (readHtml) walk(safe, withoutEmptyClass)
  return { ...safe, children: safe.children.map(withoutFootnoteTitle) }
}

/** Where no class was allowed, sanitising leaves a list of none. */
function withoutEmptyClass(node: RootContent): undefined {
  if (node.type === 'element' && (node.properties['className'] as unknown[] | undefined)?.length === 0)
    delete node.properties['className']
}

/** The footnotes of a card's two sides are on one page, so their ids must differ. */
function footnotePrefix(markdown: string): string {
  return `${idPrefix}${numberOf(['footnotes', markdown]).toString(36)}-`
}

/** `mdast-util-to-hast` puts a heading above footnotes for screen readers alone; on a card it would be seen. */
function withoutFootnoteTitle(node: RootContent): RootContent {
  if (node.type !== 'element' || node.properties['dataFootnotes'] === undefined) return node
  return {
    ...node,
    children: node.children.filter((child) => child.type !== 'element' || child.tagName !== 'h2')
  }
}

/** Leaves the paragraph out around what is only a part of a line. */
function unwrap(tree: HastRoot): void {
  const [first, ...rest] = tree.children
  if (first?.type === 'element' && first.tagName === 'p') tree.children = [...first.children, ...rest]
}

/** A comment at the end, such as a card's id, leaves the blanks before it behind. */
function withoutLastBlanks(html: string, markdown: string): string {
  return /(?:-->|%%)\s*$/.test(markdown) ? html.replace(/[ \t]+(?=(?:<\/\w+>\s*)+$)/, '') : html
}

/**
 * Without carriage returns and control characters, which character references in HTML can bring back: with U+001F in
 * a field Anki refuses the package.
 */
function withoutControls(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, '')
}

const showsWithoutText = /<(?:img|audio|video|hr|input)\b/

/** Nothing but blanks, among them those that only look like text: no-break and zero-width spaces. */
function isBlank(text: string): boolean {
  return !/[^\s\u00ad\u200b-\u200f\u2060\ufeff]/.test(text)
}
