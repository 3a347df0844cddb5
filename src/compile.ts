import { type Diagnostic, diagnose, inOrder } from './diagnostic'
import type { Deck } from './model/deck'
import type { DialectName } from './model/dialects'
import { mapFields } from './model/draft'
import type { MediaReference } from './model/media'
import type { CardPlace } from './model/position'
import { sourceOf } from './parse/source'
import { unfenced } from './parse/unfenced'
import { knownHeadings } from './read/known-headings'
import { read } from './read/read'
import type { ReadYaml } from './read/settings'
import type { Highlight } from './render/code'
import { type ReadHtml, render } from './render/render'
import { validate } from './validate/validate'

export interface CompileOptions {
  /** The path of the deck's file, for the diagnostics. A deck without a title is named after the file. */
  readonly file?: string
  /** How the deck is written, by the name of a dialect; found out where it is not given. */
  readonly dialect?: DialectName
}

export interface Compiled {
  /** What could be read. It lacks something, or is ambiguous, where a diagnostic is an error. */
  readonly deck?: Deck
  /** Where its cards stand, in their order. */
  readonly places: readonly CardPlace[]
  /** The files that its cards show or play. Whether they are there is not looked at. */
  readonly media: readonly MediaReference[]
  /** Whether its front matter says which of Anki's decks it is: then the folder of its file has no say. */
  readonly isPlaced: boolean
  /** The dialect that it was read in. */
  readonly dialect: DialectName
  /** Every problem once, in the order of the text. */
  readonly diagnostics: readonly Diagnostic[]
}

/** What only some decks need, and takes long to load. */
export interface Parsers {
  readonly readYaml: ReadYaml
  readonly readHtml: ReadHtml
  readonly highlight: Highlight
}

export type Compile = (markdown: string, options?: CompileOptions) => Compiled

/** The compiler, given its parsers. */
export function compileWith({ readYaml, readHtml, highlight }: Parsers): Compile {
  const compileText: Compile = (markdown, { file, dialect } = {}) => {
    const diagnostics: Diagnostic[] = []
    const report = (diagnostic: Diagnostic) => void diagnostics.push(diagnostic)

    const media: MediaReference[] = []
    const collect = (reference: MediaReference) => void media.push(reference)

    const source = sourceOf(markdown, report, knownHeadings(markdown))
    const draft = read(source, { readYaml, dialect }, report)
    const rendered = mapFields(draft, (field) => render(field, { readHtml, highlight }, report, collect))
    const validated = validate(rendered, file?.replace(/^.*[\\/]/, ''), report)

    const found = { media, dialect: draft.dialect.name, diagnostics: inOrder(diagnostics, file) }
    return { ...(validated ?? { places: [], isPlaced: false }), ...found }
  }

  return (markdown, options = {}) => {
    const compiled = compileText(markdown, options)
    return compiled.deck ? compiled : (compileInside(markdown, options, compileText) ?? compiled)
  }
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
