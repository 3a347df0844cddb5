import { type Diagnostic, inOrder } from './diagnostic'
import type { Deck } from './model/deck'
import { mapFields } from './model/draft'
import { sourceOf } from './parse/source'
import { read } from './read/read'
import { render } from './render/render'
import { validate } from './validate/validate'

export interface CompileOptions {
  /** The path of the deck's file, for the diagnostics. A deck without a title is named after the file. */
  readonly file?: string
}

export interface Compiled {
  /** What could be read. It lacks something, or is ambiguous, where a diagnostic is an error. */
  readonly deck?: Deck
  /** Every problem once, in the order of the text. */
  readonly diagnostics: readonly Diagnostic[]
}

/** A deck in Markdown to a deck. Total: whatever is wrong with the text is in the diagnostics. Pure. */
export function compile(markdown: string, { file }: CompileOptions = {}): Compiled {
  const diagnostics: Diagnostic[] = []
  const report = (diagnostic: Diagnostic) => void diagnostics.push(diagnostic)

  const source = sourceOf(markdown, report)
  const draft = read(source, report)
  const rendered = mapFields(draft, (field) => render(field, report))
  const deck = validate(rendered, file?.replace(/^.*[\\/]/, ''), report)

  return { ...(deck && { deck }), diagnostics: inOrder(diagnostics, file) }
}
