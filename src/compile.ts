import { type Diagnostic, diagnose, inOrder, type Report } from './diagnostic'
import { asLone, type FieldAlone, type LoneField, type LoneResult, placeLone, renderField } from './field'
import { type Limits, usualLimits } from './model/bounds'
import type { Deck } from './model/deck'
import type { DialectName } from './model/dialects'
import { type FieldDraft, fieldsOf, type RenderedField } from './model/draft'
import type { Digest } from './model/means'
import type { MediaReference } from './model/media'
import { needsNoTree } from './model/plain'
import { type CardPlace, startOf } from './model/position'
import type { ToMdast } from './parse/markdown'
import { sourceOf } from './parse/source'
import { unfenced } from './parse/unfenced'
import { knownHeadings } from './read/known-headings'
import { type ReadOptions, read } from './read/read'
import type { ReadYaml } from './read/settings'
import type { Tools } from './render/render'
import { reportGrowth } from './validate/growth'
import { validate } from './validate/validate'

/** What a text does not say itself; all may be left out. */
export interface CompileOptions {
  /** The path of the deck's file, for the diagnostics. A deck without a title is named after the file. */
  readonly file?: string
  /** How the deck is written, by the name of a dialect; found out where it is not given. */
  readonly dialect?: DialectName
  /** How much a part of a card may hold; of what is not given as much as is usual. */
  readonly limits?: Partial<Limits>
}

/** A text as a deck, and what there is to say of it. */
export interface Compiled {
  /** What could be read. It lacks something, or is ambiguous, where a diagnostic is an error. */
  readonly deck?: Deck
  /** Where its cards stand, in their order. */
  readonly places: readonly CardPlace[]
  /** The files that its cards show or play, in the order of the text. Whether they are there is not looked at. */
  readonly media: readonly MediaReference[]
  /** Whether its front matter says which of Anki's decks it is: then the folder of its file has no say. */
  readonly isPlaced: boolean
  /** The dialect that it was read in. */
  readonly dialect: DialectName
  /** Every problem once, in the order of the text. */
  readonly diagnostics: readonly Diagnostic[]
}

/** What only some decks need, and takes long to load; and what is to be in the place of ours: another parser, a faster hash. */
export interface Parsers extends Tools {
  readonly readYaml: ReadYaml
  readonly toMdast?: ToMdast | undefined
  readonly digest?: Digest | undefined
}

export type Compile = (markdown: string, options?: CompileOptions) => Compiled

/** The compiler, given its parsers. */
export function compileWith(parsers: Parsers): Compile {
  const compileText: Compile = (markdown, options = {}) => {
    const { close, render } = open(markdown, options, parsers)
    return close(render)
  }
  return (markdown, options = {}) => orInside(compileText(markdown, options), markdown, options, compileText)
}

/** Renders fields somewhere else: in other threads, or by what was made of them before. One result for each. */
export type RenderLone = (fields: readonly LoneField[]) => Promise<readonly LoneResult[]>

/** The same compiler, with the fields that need nothing of their deck rendered somewhere else. */
export function compileApart(parsers: Parsers, renderLone: RenderLone) {
  return async (markdown: string, options: CompileOptions): Promise<Compiled> => {
    const { close, render, alone, place } = open(markdown, options, parsers)
    const results = [...(await renderAlone(alone, renderLone))].reverse()
    // They are asked for in this order, and not kept: that would keep the drafts of their cards.
    alone.reverse()
    const compiled = close((field) => {
      const own = alone.at(-1)
      if (!own || !isSame(field, own.field)) return render(field)
      alone.pop()
      return place(results.pop()!, own)
    })
    return orInside(compiled, markdown, options, compileWith(parsers))
  }
}

/** What is handed out is not kept longer than it takes. */
function renderAlone(alone: readonly FieldAlone[], renderLone: RenderLone): ReturnType<RenderLone> {
  return renderLone(alone.map(asLone))
}

/** Whether two fields are one: those of a table's row are cut out anew each time. */
function isSame(one: FieldDraft, other: FieldDraft): boolean {
  return (
    one === other ||
    (one.as === 'cell' && other.as === 'cell' && startOf(one.slice).offset === startOf(other.slice).offset)
  )
}

/** Whether it has markup, all of it in its text. In a cell `\|` is a bar, and names of definitions are read behind that. */
function isApart({ as, slice: { text }, tree }: FieldDraft): boolean {
  return !tree && !needsNoTree(text) && !(as === 'cell' && text.includes('\\|'))
}

/** A deck that was read, and whose fields are to be rendered. */
interface Opened {
  /** Fields with markup that need nothing of their deck but some blocks. */
  readonly alone: FieldAlone[]
  readonly render: (field: FieldDraft) => RenderedField
  readonly place: (result: LoneResult, field: FieldAlone) => RenderedField
  /** Goes on to the deck, and has fields rendered when they are needed: those that need a tree once, in the order of `fieldsOf`. */
  readonly close: (render: (field: FieldDraft) => RenderedField) => Compiled
}

function open(
  markdown: string,
  { file, dialect, limits }: CompileOptions,
  { readYaml, toMdast, digest, ...tools }: Parsers
): Opened {
  const diagnostics: Diagnostic[] = []
  const report = (diagnostic: Diagnostic) => void diagnostics.push(diagnostic)

  const media: MediaReference[] = []
  const collect = (reference: MediaReference) => void media.push(reference)

  const allLimits = { ...usualLimits, ...limits }
  const { draft, source } = readText(markdown, { readYaml, toMdast, dialect, limits: allLimits }, report)
  return {
    get alone() {
      return fieldsOf(draft).flatMap((field) => {
        const needed = isApart(field) ? source.neededBy(field.slice) : undefined
        return needed ? [{ field, needed }] : []
      })
    },
    render: (field) => renderField(field, source, tools, report, collect),
    place: (result, field) => placeLone(result, field, report, collect),
    close: (renderEach) => {
      const validated = validate(draft, renderEach, file?.replace(/^.*[\\/]/, ''), report, digest)
      if (validated) reportGrowth(validated.deck, source.text.length, allLimits, report)

      const inText = media.sort((one, other) => one.position.start.offset - other.position.start.offset)
      const found = { media: inText, dialect: draft.dialect.name, diagnostics: inOrder(diagnostics, file) }
      return { ...(validated ?? { places: [], isPlaced: false }), ...found }
    }
  }
}

/** What a text says, and what its fields are rendered with. Its blocks are not kept: they are as much as the draft. */
function readText(
  markdown: string,
  {
    readYaml,
    toMdast,
    dialect,
    limits
  }: Pick<Parsers, 'readYaml' | 'toMdast'> & ReadOptions & { readonly limits: Limits },
  report: Report
) {
  const source = sourceOf(markdown, report, { endsHtml: knownHeadings(markdown), toMdast, limits })
  const draft = read(source, { readYaml, dialect }, report)
  const { blocks: _, ...parsed } = source
  return { draft, source: parsed }
}

/** What was compiled, or else the deck that stands in a code block as a whole. */
function orInside(compiled: Compiled, markdown: string, options: CompileOptions, compile: Compile): Compiled {
  return compiled.deck ? compiled : (compileInside(markdown, options, compile) ?? compiled)
}

/** A deck that stands in a code block as a whole. */
function compileInside(markdown: string, options: CompileOptions, compile: Compile): Compiled | undefined {
  const inside = unfenced(markdown.replace(/^\ufeff/, ''))
  if (!inside) return undefined
  const compiled = compile(inside.text, options)
  if (!compiled.deck) return undefined
  const diagnostics = [
    diagnose('deck-in-code', inside.opening),
    ...inside.around.map((position) => diagnose('section-unknown', position, { name: undefined })),
    ...compiled.diagnostics
  ]
  return { ...compiled, diagnostics: inOrder(diagnostics, options.file) }
}
