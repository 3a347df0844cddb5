import { readdirSync, readFileSync } from 'node:fs'
import { dirname, normalize } from 'node:path/posix'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

/** The source of each file by its path in `src/`. */
type Sources = ReadonlyMap<string, string>

const root = fileURLToPath(new URL('../src/', import.meta.url))
const sources: Sources = new Map(
  readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => [path.replaceAll('\\', '/'), readFileSync(root + path, 'utf8')])
)

describe('the sources', () => {
  it('keep to the architecture', () => {
    expect(violations(sources)).toEqual([])
  })

  it('are all there', () => {
    expect(sources.get('compile.ts')).toContain('export function compile')
    expect(sources.size).toBeGreaterThan(50)
  })
})

/** What must be found out, were it in `src/`: a rule that lets it pass is no rule. */
const broken: readonly (readonly [path: string, source: string, violation: string])[] = [
  ['parse/a.ts', "import { x } from '../read/read'", 'parse/a.ts may not import read/read.ts'],
  ['read/a.ts', "import { x } from '../parse/parse'", 'read/a.ts may not import parse/parse.ts'],
  ['read/a.ts', "import { x } from '../exporters/csv'", 'read/a.ts may not import exporters/csv.ts'],
  ['render/a.ts', "import type { X } from '../plan/plan'", 'render/a.ts may not import plan/plan.ts'],
  ['validate/a.ts', "export { x } from '../render/render'", 'validate/a.ts may not import render/render.ts'],
  ['plan/a.ts', "export * from '../exporters/json'", 'plan/a.ts may not import exporters/json.ts'],
  ['model/a.ts', "import { x } from '../diagnostic'", 'model/a.ts may not import diagnostic.ts'],
  ['model/a.ts', "import '../compile'", 'model/a.ts may not import compile.ts'],
  ['exporters/a.ts', "import { x } from '../compile'", 'exporters/a.ts may not import compile.ts'],
  ['exporters/a.ts', "const x = await import('../read/read')", 'exporters/a.ts may not import read/read.ts'],
  ['diagnostic.ts', "import { x } from './read/read'", 'diagnostic.ts may not import read/read.ts'],
  [
    'decompile/a.ts',
    "import { x } from '../exporters/csv'",
    'decompile/a.ts may not import exporters/csv.ts'
  ],
  ['decompile/a.ts', "const columns = ['ivl']", 'decompile/a.ts may not use ivl'],
  ['preview/a.ts', "import { x } from '../compile'", 'preview/a.ts may not import compile.ts'],
  ['preview/a.ts', "import { readFile } from 'node:fs'", 'preview/a.ts may not import node:fs'],
  ['exporters/a.ts', "import { x } from '../preview/page'", 'exporters/a.ts may not import preview/page.ts'],
  ['read/a.ts', "import { x } from '../decompile/plan'", 'read/a.ts may not import decompile/plan.ts'],
  ['compile.ts', "import { x } from './exporters/csv'", 'compile.ts may not import exporters/csv.ts'],
  ['compile.ts', "import { x } from './cli/main'", 'compile.ts may not import cli/main.ts'],
  ['parse/a.ts', "import { x } from '../cli/main'", 'parse/a.ts may not import cli/main.ts'],
  ['a.ts', "import { x } from './compile'", 'a.ts has no place in the architecture'],
  ['helpers/a.ts', '', 'helpers/a.ts has no place in the architecture'],
  ['exporters/csv.ts', "import { x } from './json'", 'exporters/csv.ts may not import exporters/json.ts'],
  ['anki/note.ts', "import { x } from '../exporters/csv'", 'anki/note.ts may not import exporters/csv.ts'],
  ['plan/a.ts', "import { x } from '../anki/note'", 'plan/a.ts may not import anki/note.ts'],
  ['exporters/a.ts', "import type { Root } from 'mdast'", 'exporters/a.ts may not import mdast'],
  [
    'exporters/a.ts',
    "import { toHtml } from 'hast-util-to-html'",
    'exporters/a.ts may not import hast-util-to-html'
  ],
  [
    'exporters/a.ts',
    "import x from '@sqlite.org/sqlite-wasm'",
    'exporters/a.ts may not import @sqlite.org/sqlite-wasm'
  ],
  ['cli/a.ts', "import x from '@sqlite.org/sqlite-wasm'", 'cli/a.ts may not import @sqlite.org/sqlite-wasm'],
  ['parse/a.ts', "import { readFileSync } from 'node:fs'", 'parse/a.ts may not import node:fs'],
  ['plan/a.ts', 'const today = new Date()', 'plan/a.ts may not use new Date()'],
  ['plan/a.ts', 'const now = Date.now()', 'plan/a.ts may not use Date.now'],
  ['model/a.ts', 'const id = Math.random()', 'model/a.ts may not use Math.random'],
  ['model/a.ts', 'const id = crypto.randomUUID()', 'model/a.ts may not use crypto'],
  ['node.ts', "import { x } from './compile'", 'node.ts may not import compile.ts'],
  ['index.ts', 'export const home = process.env', 'index.ts may not use process'],
  ['render/a.ts', "console.log('here')", 'render/a.ts may not use console'],
  ['render/a.ts', "const page = await fetch('https://a.b')", 'render/a.ts may not use fetch'],
  ['exporters/csv.ts', 'const { ivl } = card', 'exporters/csv.ts may not use ivl'],
  ['exporters/csv.ts', "const sql = 'Insert into notes'", 'exporters/csv.ts may not use Insert into'],
  ['plan/a.ts', "const columns = ['due', 'odue']", 'plan/a.ts may not use odue'],
  ['model/a.ts', 'export class Card {}', 'model/a.ts may not use class Card'],
  ['model/a.ts', 'export default {}', 'model/a.ts may not use export default']
]

describe('the checker', () => {
  it.each(broken)('finds out %s: %s', (path, source, violation) => {
    const kept = path.startsWith('cli') || !sources.has(path) ? '' : sources.get(path)
    expect(violations(new Map([...sources, [path, `${source}\n${kept}`]]))).toContain(violation)
  })

  it('finds a circle of imports', () => {
    const circle: Sources = new Map([
      ['model/a.ts', "import { b } from './b'"],
      ['model/b.ts', "import { c } from './c'"],
      ['model/c.ts', "import { a } from './a'"]
    ])
    expect(violations(circle)).toEqual(['model/a.ts → model/b.ts → model/c.ts → model/a.ts is a circle'])
  })

  it('takes neither comments nor longer words for what they are about', () => {
    const fine =
      "/** Not Date.now, nor `ivl`. */\nconst intervals = processed // console.log\nconst url = 'https://a.b'"
    expect(violations(new Map([['plan/a.ts', fine]]))).toEqual([])
  })
})

/** The parts of the program: what each may import besides itself. */
const parts: Readonly<Record<string, readonly string[]>> = {
  model: [],
  diagnostic: ['model'],
  config: ['model'],
  parse: ['model', 'diagnostic'],
  read: ['model', 'diagnostic'],
  render: ['model', 'diagnostic'],
  validate: ['model', 'diagnostic'],
  plan: ['model', 'diagnostic'],
  anki: ['model', 'diagnostic', 'plan'],
  compare: ['model', 'diagnostic', 'plan', 'anki'],
  exporters: ['model', 'diagnostic', 'plan', 'anki'],
  preview: ['model', 'diagnostic', 'render', 'plan', 'anki'],
  field: ['model', 'diagnostic', 'parse', 'read', 'render'],
  compile: ['model', 'diagnostic', 'parse', 'read', 'render', 'validate', 'plan', 'field'],
  decompile: ['model', 'diagnostic', 'read', 'render', 'validate', 'anki', 'compile'],
  library: ['compile', 'read', 'render'],
  lazy: ['model', 'compile', 'parse', 'read', 'render', 'field'],
  node: ['model', 'exporters', 'cli'],
  index: ['model', 'config', 'diagnostic', 'plan', 'anki', 'compare', 'exporters', 'compile', 'library'],
  cli: [
    'model',
    'config',
    'diagnostic',
    'plan',
    'anki',
    'compare',
    'exporters',
    'decompile',
    'preview',
    'lazy',
    'index'
  ]
}

/** What exporters share. Every other file or folder beside these is an exporter, and meets others only in the table. */
const sharedByExporters = ['exporters/exporter.ts']
const tableOfExporters = ['exporters/index.ts', 'exporters/export.ts']

interface Ban {
  readonly what: RegExp
  /** The only files that may. */
  readonly except: RegExp
}

const bannedPackages: readonly Ban[] = [
  { what: /^node:|\.json$/, except: /^cli\b/ },
  { what: /^@sqlite\.org/, except: /^anki\/(?:open-)?database\.ts$/ },
  { what: /^(?:mdast|hast|unist|micromark)\b/, except: /^(?!exporters|cli)/ }
]

const bannedWords: readonly Ban[] = [
  { what: /\bnew Date\(\)|\bDate\.now\b|\bMath\.random\b/, except: /^cli\b/ },
  { what: /\b(?:process|console|fetch|crypto|performance|setTimeout)(?=[.(])/, except: /^cli\b/ },
  {
    what: /\b(?:flds|sfld|csum|mid|nid|did|ivl|odue|odid|usn|dconf|qfmt|afmt|revlog)\b/,
    except: /^anki\//
  },
  { what: /\b(?:insert into|create table|select \w+ from)\b/i, except: /^anki\// },
  { what: /\bclass [A-Z]\w*|\bexport default\b/, except: /^$/ }
]

function violations(files: Sources): string[] {
  const circle = circleIn(files)
  return [...[...files].flatMap(([path, source]) => violationsIn(path, code(source), files)), ...circle]
}

function violationsIn(path: string, source: string, files: Sources): string[] {
  if (!Object.hasOwn(parts, partOf(path))) return [`${path} has no place in the architecture`]
  const imported = importsOf(path, source, files).filter((target) => !mayImport(path, target))
  const words = bannedWords.flatMap(({ what, except }) =>
    except.test(path) ? [] : (what.exec(source)?.[0] ?? [])
  )
  return [
    ...imported.map((target) => `${path} may not import ${target}`),
    ...words.map((word) => `${path} may not use ${word}`)
  ]
}

function mayImport(path: string, target: string): boolean {
  if (!target.endsWith('.ts'))
    return bannedPackages.every(({ what, except }) => !what.test(target) || except.test(path))
  const [from, to] = [partOf(path), partOf(target)]
  if (from !== 'exporters' || to !== 'exporters') return from === to || parts[from]!.includes(to)
  return (
    exporterOf(path) === exporterOf(target) ||
    sharedByExporters.includes(target) ||
    tableOfExporters.includes(path)
  )
}

/** `parse` for `parse/scan.ts`, `compile` for `compile.ts`. */
function partOf(path: string): string {
  return path.replace(/\.ts$/, '').split('/')[0]!
}

/** The file, or the folder of several, that is an exporter. */
function exporterOf(path: string): string {
  return path.split('/').slice(0, 2).join('/')
}

/** What a file imports: files as their paths in `src/`, packages by name. */
function importsOf(path: string, source: string, files: Sources): string[] {
  const found = source.matchAll(/(?:\bfrom|\bimport|\bimport\()\s*'([^']+)'/g)
  return [...found].map(([, name = '']) => {
    if (!name.startsWith('.') || name.endsWith('.json')) return name
    const target = normalize(`${dirname(path)}/${name}`)
    return files.has(`${target}/index.ts`) ? `${target}/index.ts` : `${target}.ts`
  })
}

function code(source: string): string {
  return source.replace(/\/\*[\s\S]*?\*\/|(?<![:'"])\/\/.*/g, '')
}

/** The first circle of imports, as a list of one; else nothing. */
function circleIn(files: Sources): string[] {
  const done = new Set<string>()
  const circleFrom = (path: string, trail: readonly string[]): string[] => {
    if (trail.includes(path))
      return [`${[...trail.slice(trail.indexOf(path)), path].join(' → ')} is a circle`]
    const source = files.get(path)
    if (source === undefined || done.has(path)) return []
    const circles = importsOf(path, code(source), files).flatMap((target) =>
      circleFrom(target, [...trail, path])
    )
    done.add(path)
    return circles.slice(0, 1)
  }
  return [...files.keys()].flatMap((path) => circleFrom(path, [])).slice(0, 1)
}
