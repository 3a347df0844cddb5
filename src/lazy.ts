import { type Compiled, type CompileOptions, compileApart, compileWith, type RenderLone } from './compile'
import { type LoneField, type LoneResult, renderLone } from './field'
import { colourless, type Highlight } from './render/code'
import type { Tools } from './render/render'

export type { Compiled, LoneField, LoneResult, RenderLone }

/** Compiles a deck with those parsers alone that its text can need. */
export async function compileLazily(
  markdown: string,
  options: CompileOptions,
  renderElsewhere?: RenderLone
): Promise<Compiled> {
  const [readYaml, tools] = await Promise.all([
    /^\ufeff?---/.test(markdown) ? import('./read/yaml').then(({ yamlSettings }) => yamlSettings) : unneeded,
    toolsFor([markdown])
  ])
  const parsers = { readYaml, ...tools }
  return renderElsewhere
    ? compileApart(parsers, renderElsewhere)(markdown, options)
    : compileWith(parsers)(markdown, options)
}

/** Renders fields without their deck, with those parsers alone that they can need. */
export const renderLazily: RenderLone = async (fields) => {
  const tools = await toolsFor(fields.map(({ text }) => text))
  return fields.map((field) => renderLone(field, tools))
}

async function toolsFor(texts: readonly string[]): Promise<Tools> {
  const holds = (mark: RegExp) => texts.some((text) => mark.test(text))
  const [toSafeHtml, highlight] = await Promise.all([
    holds(html) ? import('./render/to-safe-html').then((safe) => safe.toSafeHtml) : unneeded,
    holds(coloured) ? import('./render/highlight').then((colours) => colours.highlight) : uncoloured
  ])
  return { toSafeHtml, highlight }
}

/** What Markdown can take for HTML. The name of an element ends otherwise than a scheme or the name in `<a.b@c.d>`. */
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
