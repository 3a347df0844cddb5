import { type Compiled, type CompileOptions, compileWith } from './compile'
import type { ToMdast } from './parse/markdown'
import { colourless, type Highlight } from './render/code'

export { toMdast } from './parse/markdown'
export { type MarkdownToMdast, satteriMdast } from './parse/satteri'
export type { Compiled, ToMdast }

/** Compiles a deck with those parsers alone that its text can need; `toMdast` in the place of ours. */
export async function compileLazily(
  markdown: string,
  options: CompileOptions,
  toMdast?: ToMdast
): Promise<Compiled> {
  const [readYaml, readHtml, highlight] = await Promise.all([
    /^\ufeff?---/.test(markdown) ? import('./read/yaml').then(({ yamlSettings }) => yamlSettings) : unneeded,
    /<[a-z/!?]/i.test(markdown) ? import('hast-util-raw').then(({ raw }) => raw) : unneeded,
    coloured.test(markdown) ? import('./render/highlight').then((colours) => colours.highlight) : uncoloured
  ])
  return compileWith({ readYaml, readHtml, highlight, toMdast })(markdown, options)
}

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
