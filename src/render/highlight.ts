import { toHtml } from 'hast-util-to-html'
import { common, createLowlight } from 'lowlight'
import { narrow } from '../model/narrow'
import type { Highlight } from './code'

/**
 * Code as HTML whose elements have the classes of highlight.js; nothing where the language is not known. highlight.js asks for each word in a
 * table of keywords, which makes all of it wide.
 */
export const highlight: Highlight = (language, code) => {
  const lowlight = knowing(language)
  return lowlight.registered(language) ? narrow(toHtml(lowlight.highlight(language, code))) : undefined
}

type Lowlight = ReturnType<typeof createLowlight>

/**
 * Languages whose code holds none of another, with their other names. To get one of them ready takes a tenth of the time and
 * of the memory that all take.
 */
const alone = {
  arduino: ['ino'],
  bash: ['sh', 'zsh'],
  c: ['h'],
  cpp: ['cc', 'c++', 'h++', 'hpp', 'hh', 'hxx', 'cxx'],
  csharp: ['cs', 'c#'],
  css: [],
  diff: ['patch'],
  go: ['golang'],
  java: ['jsp'],
  json: ['jsonc', 'json5'],
  kotlin: ['kt', 'kts'],
  lua: ['pluto'],
  makefile: ['mk', 'mak', 'make'],
  python: ['py', 'gyp', 'ipython'],
  r: [],
  ruby: ['rb', 'gemspec', 'podspec', 'thor', 'irb'],
  rust: ['rs'],
  sql: [],
  swift: []
} as const satisfies Partial<Record<keyof typeof common, readonly string[]>>

/** Their names, by each of them. */
export const aloneByName: ReadonlyMap<string, string> = new Map(
  Object.entries(alone).flatMap(([name, others]) => [name, ...others].map((each) => [each, name] as const))
)

const some = createLowlight()
let all: Lowlight | undefined

function knowing(language: string): Lowlight {
  const name = aloneByName.get(language)
  if (name === undefined) {
    all ??= createLowlight(common)
    return all
  }
  if (!some.registered(name)) some.register(name, common[name]!)
  return some
}
