import type { Root } from 'mdast'
import type { Report } from '../diagnostic'
import type { FieldDraft, RenderedField } from '../model/draft'
import { guardDirectives, htmlOf } from '../model/html'
import { numberOf } from '../model/identity'
import { narrow } from '../model/narrow'
import { isPlain } from '../model/plain'
import { idPrefix } from './allowed'
import type { Highlight } from './code'
import type { Collect } from './media'
import type { ToSafeHtml } from './output'
import { prepare } from './prepare'
import { write } from './write'

/** What only some fields need, and what takes long to load. */
export interface Tools {
  readonly toSafeHtml: ToSafeHtml
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
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text
}

/** Words without markup need no tree. */
function renderPlain(field: FieldDraft): RenderedField {
  const { slice } = field
  const words = htmlOf(slice.text)
  // A cell is but a piece of the deck; a paragraph is a new text, and as wide as what it is made of.
  const html = isInline(field) ? words : `<p>${narrow(words)}</p>`
  const text = words === slice.text ? words : slice.text.normalize('NFC')
  return { slice, content: { markdown: slice.text, html, text }, blank: false }
}

function renderTree(
  field: FieldDraft,
  tree: Root,
  { toSafeHtml, highlight }: Tools,
  report: Report,
  collect: Collect
): RenderedField {
  const { slice } = field
  const markdown = withUnixLines(slice.text)
  const { holdsHtml, holdsFootnotes, ...prepared } = prepare(tree, slice, report, collect)
  const written = (holdsHtml ? toSafeHtml : write)({
    ...prepared,
    isInline: isInline(field),
    idPrefix: holdsFootnotes ? footnotePrefix(markdown) : idPrefix,
    highlight,
    position: slice.position,
    report
  })
  const text = withoutControls(written.text.trim()).normalize('NFC')
  const html = guardDirectives(withoutControls(withoutLastBlanks(written.html.trim(), markdown))).normalize(
    'NFC'
  )
  return { slice, content: { markdown, html, text }, blank: isBlank(text) && !showsWithoutText.test(html) }
}

/** The footnotes of a card's two sides are on one page, so their ids must differ. */
function footnotePrefix(markdown: string): string {
  return `${idPrefix}${numberOf(['footnotes', markdown]).toString(36)}-`
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
