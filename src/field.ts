import type { Root } from 'mdast'
import { type Diagnostic, diagnose, type Report } from './diagnostic'
import type { Limits } from './model/bounds'
import type { FieldDraft, FieldKind, RenderedField } from './model/draft'
import { htmlOf } from './model/html'
import type { MediaReference } from './model/media'
import { beginning, endOf, type Position, type Slice, shift, startOf } from './model/position'
import type { Parsers } from './model/source'
import type { ToMdast } from './parse/markdown'
import { parsersAlone } from './parse/source'
import { withBracketClozes } from './read/brackets'
import type { Collect } from './render/media'
import { render, type Tools, withUnixLines } from './render/render'

/** A text that pieces of Markdown stand in, by offsets, and what parses them. */
export interface Parsed extends Parsers {
  readonly text: string
}

/** How the Markdown of a field is parsed. */
export const treeOf: Readonly<Record<FieldKind, (source: Parsed, slice: Slice) => Root>> = {
  blocks: ({ parse }, slice) => parse(slice),
  words: ({ parseInline }, slice) => parseInline(slice),
  cell: ({ parseCell }, slice) => parseCell(slice),
  cloze: ({ parse, text }, slice) => withBracketClozes(parse(slice), text)
}

/** A field from Markdown to HTML. */
export function renderField(
  field: FieldDraft,
  source: Parsed,
  tools: Tools,
  report: Report,
  collect: Collect
): RenderedField {
  const tree = field.tree ?? (() => treeOf[field.as](source, field.slice))
  return render(field, tree, tools, report, collect)
}

/** What is to be used in the place of what is usual. */
export interface Ways {
  readonly toMdast?: ToMdast | undefined
  readonly limits?: Limits | undefined
}

/** A field that means the same in any deck: all that it needs comes along. */
export interface LoneField {
  readonly as: FieldKind
  readonly text: string
  /** Of definitions that it refers to the blocks, in the order of their file. */
  readonly needed?: readonly string[]
}

/** All that it says, one piece under the other. */
export function wholeOf({ text, needed }: LoneField): string {
  return needed ? [text, ...needed].join('\n') : text
}

/** What no other field says. */
export function keyOf({ text, needed }: LoneField): string {
  // No deck has this character: `parse/clean.ts`.
  return needed ? [text, ...needed].join('\0') : text
}

/** A field that can be rendered without its deck, and in the deck the blocks that it needs. */
export interface FieldAlone {
  readonly field: FieldDraft
  readonly needed: readonly Slice[]
}

/** What is to be handed out of it. */
export function asLone({ field: { as, slice }, needed }: FieldAlone): LoneField {
  const { text } = slice
  return needed.length === 0 ? { as, text } : { as, text, needed: needed.map((block) => block.text) }
}

/** What becomes of it. Places are those in the whole of it. */
export interface LoneResult {
  readonly html: string
  readonly text: string
  readonly blank: boolean
  readonly diagnostics: readonly Diagnostic[]
  readonly media: readonly MediaReference[]
}

/** Renders a field without its deck: in another thread, or for a later build. */
export function renderLone(field: LoneField, tools: Tools, ways: Ways = {}): LoneResult {
  const diagnostics: Diagnostic[] = []
  const media: MediaReference[] = []
  const report = (diagnostic: Diagnostic) => void diagnostics.push(diagnostic)
  const collect = (reference: MediaReference) => void media.push(reference)
  const [slice, ...needed] = stacked([field.text, ...(field.needed ?? [])])
  const source = { text: wholeOf(field), ...parsersAlone(report, ways, needed) }
  const { content, blank } = renderField({ as: field.as, slice: slice! }, source, tools, report, collect)
  return { html: content.html, text: content.text, blank, diagnostics, media }
}

/** What became of a field without its deck, in its place there. */
export function placeLone(
  { html, text, blank, diagnostics, media }: LoneResult,
  { field: { slice }, needed }: FieldAlone,
  report: Report,
  collect: Collect
): RenderedField {
  if (diagnostics.length + media.length > 0) {
    const place = placing([slice, ...needed])
    for (const diagnostic of diagnostics) report({ ...diagnostic, position: place(diagnostic.position!) })
    for (const reference of media) collect({ ...reference, position: place(reference.position) })
  }
  return { slice, content: { markdown: withUnixLines(slice.text), html, text }, blank }
}

/** Gives to a place in pieces that follow one another the one in their file. */
function placing(pieces: readonly Slice[]): (position: Position) => Position {
  const starts = stacked(pieces.map(({ text }) => text)).map(({ position }) => position.start)
  return ({ start, end }) => {
    // Words are parsed behind a lead (`parse/inline.ts`), which a finding of all of them begins with.
    const at = Math.max(
      0,
      starts.findLastIndex(({ offset }) => offset <= start.offset)
    )
    const [from, to] = [starts[at]!, startOf(pieces[at]!)]
    return { start: shift(start, from, to), end: shift(end, from, to) }
  }
}

/** Texts one under the other. */
function stacked(texts: readonly string[]): readonly Slice[] {
  let start = beginning
  return texts.map((text) => {
    const end = endOf(text, start)
    const position = { start, end }
    start = { line: end.line + 1, column: 1, offset: end.offset + 1 }
    return { text, position }
  })
}

/** What becomes of a field that took too long: its text, as code. */
export function tooSlow({ text }: LoneField, seconds: number): LoneResult {
  const html = `<pre><code>${htmlOf(text)}\n</code></pre>`
  const position = { start: beginning, end: endOf(text) }
  const found = diagnose('markdown-too-slow', position, { limit: seconds, name: 'seconds' })
  return { html, text, blank: false, diagnostics: [found], media: [] }
}
