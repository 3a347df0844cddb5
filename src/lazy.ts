import { type Compiled, type CompileOptions, compileApart, compileWith, type RenderLone } from './compile'
import {
  type Ways as FieldWays,
  keyOf,
  type LoneField,
  type LoneResult,
  renderLone,
  tooSlow,
  wholeOf
} from './field'
import { type Limits, usualLimits } from './model/bounds'
import type { Digest } from './model/means'
import { mayBeSlow } from './parse/limits'
import type { ToMdast } from './parse/markdown'
import { colourless, type Highlight } from './render/code'
import type { Tools } from './render/render'

export { toMdast } from './parse/markdown'
export { type MarkdownToMdast, satteriMdast } from './parse/satteri'
export type { Compiled, FieldWays, Limits, LoneField, LoneResult, RenderLone, ToMdast }
export { keyOf, mayBeSlow, tooSlow, usualLimits, wholeOf }

/** What is to be used in the place of ours. */
export interface Ways {
  readonly toMdast?: ToMdast | undefined
  readonly digest?: Digest | undefined
  readonly render?: RenderLone | undefined
}

/** Compiles a deck with those parsers alone that its text can need. */
export async function compileLazily(
  markdown: string,
  options: CompileOptions,
  { toMdast, digest, render }: Ways = {}
): Promise<Compiled> {
  const [readYaml, tools] = await Promise.all([
    /^\ufeff?---/.test(markdown) ? import('./read/yaml').then(({ yamlSettings }) => yamlSettings) : unneeded,
    toolsFor([markdown])
  ])
  const parsers = { readYaml, toMdast, digest, ...tools }
  return render ? compileApart(parsers, render)(markdown, options) : compileWith(parsers)(markdown, options)
}

/** Renders fields without their deck, with those parsers alone that they can need. Says of each when it begins. */
export async function renderLazily(
  fields: readonly LoneField[],
  ways: FieldWays = {},
  begin: (index: number) => void = () => undefined
): Promise<readonly LoneResult[]> {
  const tools = await toolsFor(fields.map(wholeOf))
  return fields.map((field, index) => {
    begin(index)
    return renderLone(field, tools, ways)
  })
}

async function toolsFor(texts: readonly string[]): Promise<Tools> {
  const holds = (mark: RegExp) => texts.some((text) => mark.test(text))
  const [toSafeHtml, highlight] = await Promise.all([
    texts.some((text) => text.includes('<')) && holds(html)
      ? import('./render/to-safe-html').then((safe) => safe.toSafeHtml)
      : unneeded,
    holds(coloured) ? import('./render/highlight').then((colours) => colours.highlight) : uncoloured
  ])
  return { toSafeHtml, highlight }
}

/** What Markdown can take for HTML; that a text has no `<` is seen in a fraction of the time. The name of an element ends otherwise than a scheme or the name in `<a.b@c.d>`. */
const html = /<(?:[a-z][a-z\d-]*(?![a-z\d:.@+_-])|[/!?])/i

/** Code in a block in a language that may have colours. */
const coloured = new RegExp(
  `(?:\`\`\`|~~~)[ \\t]*(?!(?:${colourless.join('|')})[ \\t]*[\\r\\n])[^\\s\`~]`,
  'i'
)

/** Without colours. */
const uncoloured: Highlight = () => undefined

function unneeded(): never {
  throw new Error('A parser was needed that had not been loaded')
}
