import { type Compiled, type CompileOptions, compileWith } from './compile'
import { colourless, type Highlight } from './render/code'

export type { Compiled }

/** Compiles a deck with those parsers alone that its text can need. */
export async function compileLazily(markdown: string, options: CompileOptions): Promise<Compiled> {
  const [readYaml, toSafeHtml, highlight] = await Promise.all([
    /^\ufeff?---/.test(markdown) ? import('./read/yaml').then(({ yamlSettings }) => yamlSettings) : unneeded,
    html.test(markdown) ? import('./render/to-safe-html').then((safe) => safe.toSafeHtml) : unneeded,
    coloured.test(markdown) ? import('./render/highlight').then((colours) => colours.highlight) : uncoloured
  ])
  return compileWith({ readYaml, toSafeHtml, highlight })(markdown, options)
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
