export type { Compiled } from './compile'

import { type Compiled, type CompileOptions, compileWith } from './compile'

/** Compiles a deck with those parsers alone that its text can need. */
export async function compileLazily(markdown: string, options: CompileOptions): Promise<Compiled> {
  const [readYaml, readHtml] = await Promise.all([
    /^\ufeff?---/.test(markdown) ? import('./read/yaml').then(({ yamlSettings }) => yamlSettings) : unneeded,
    /<[a-z/!?]/i.test(markdown) ? import('hast-util-raw').then(({ raw }) => raw) : unneeded
  ])
  return compileWith({ readYaml, readHtml })(markdown, options)
}

function unneeded(): never {
  throw new Error('A parser was needed that had not been loaded')
}
