import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { isMap, isPair, isScalar, visit } from 'yaml'
import { Config } from '../../config/config'
import { type Diagnostic, diagnose } from '../../diagnostic'
import { nearestOf } from '../../model/nearest'
import type { Position } from '../../model/position'
import { yamlDocument } from '../../model/yaml-document'
import { decode } from '../decode'
import { readBytes } from '../read-file'
import { systemReason } from '../system'

/** A configuration that was read, or what is wrong with it. */
export interface Loaded {
  readonly config: Config
  readonly problems: readonly Diagnostic[]
  readonly path?: string
  /** To quote from. */
  readonly text?: string
}

/** The configuration of those that may be it. */
export async function loadFound(
  [path, second]: readonly string[],
  named: string | undefined
): Promise<Loaded> {
  if (path === undefined)
    return none(diagnose('input-not-found', undefined, { name: named!, near: undefined }))
  if (second !== undefined) return none(diagnose('config-repeated', undefined, { name: path, other: second }))
  return { ...(await loadConfig(path)), path }
}

function none(problem: Diagnostic): Loaded {
  return { config: {}, problems: [problem] }
}

/** Reads the configuration in a file. Modules are run: they have all rights of the process. */
async function loadConfig(path: string): Promise<Loaded> {
  const isModule = /\.[mc]?[jt]s$/.test(path)
  const read = isModule ? await fromModule(path) : await fromText(path)
  if ('code' in read) return { config: {}, problems: [{ ...read, file: path }] }
  const { value, text, placeOf } = read
  const checked = Config.safeParse(value ?? {})
  const issues = checked.success ? [] : checked.error.issues
  const programs = checked.success && !isModule && checked.data.exporter ? [exporterInData(placeOf)] : []
  return {
    config: checked.success ? (checked.data as Config) : {},
    problems: [...issues.flatMap((issue) => problemsOf(issue, placeOf)), ...programs].map((found) => ({
      ...found,
      file: path
    })),
    ...(text !== undefined && { text })
  }
}

interface Read {
  readonly value: unknown
  readonly text?: string
  /** Where a key or its value stands; nowhere in what a module makes. */
  readonly placeOf: (path: readonly PropertyKey[], of: 'key' | 'value') => Position | undefined
}

async function fromModule(path: string): Promise<Read | Diagnostic> {
  try {
    const module: Readonly<Record<string, unknown>> = await import(pathToFileURL(resolve(path)).href)
    return module['default'] === undefined
      ? diagnose('config-unreadable', undefined, { reason: 'it has no default export', isTypeScript: false })
      : { value: module['default'], placeOf: () => undefined }
  } catch (error) {
    const isTypeScript =
      error instanceof Error && 'code' in error && error.code === 'ERR_UNKNOWN_FILE_EXTENSION'
    // Node tells the line of a mistake only where it ends by it.
    const where = error instanceof SyntaxError ? `; \`node --check ${path}\` shows where` : ''
    const reason = isTypeScript ? 'this Node reads no TypeScript' : `${error}${where}`
    return diagnose('config-unreadable', undefined, { reason, isTypeScript })
  }
}

/** JSON is YAML, too. */
async function fromText(path: string): Promise<Read | Diagnostic> {
  const text = await textOf(path)
  if (typeof text !== 'string') return text
  const { document, placeOf: place, problem } = yamlDocument(text)
  if (problem)
    return diagnose('config-unreadable', problem.position, { reason: problem.reason, isTypeScript: false })
  const aliases: unknown[] = []
  visit(document, { Alias: (_, alias) => void aliases.push(alias) })
  if (aliases.length > 0)
    return diagnose('config-unreadable', undefined, { reason: 'aliases are not read', isTypeScript: false })
  const isPackage = path.endsWith('package.json')
  const within = isPackage ? ['md2anki'] : []
  return {
    value: isPackage
      ? (document.toJS() as Readonly<Record<string, unknown>> | null)?.['md2anki']
      : document.toJS(),
    text,
    placeOf: (keys, of) => {
      const all = [...within, ...keys]
      const above = document.getIn(all.slice(0, -1), true)
      const pair = isMap(above)
        ? above.items.find(({ key }) => isScalar(key) && String(key.value) === String(all.at(-1)))
        : undefined
      const node = of === 'key' && isPair(pair) ? pair.key : document.getIn(all, true)
      const range = (node as { readonly range?: readonly [number, number, number] } | undefined)?.range
      return range ? place(range[0], range[1]) : undefined
    }
  }
}

async function textOf(path: string): Promise<string | Diagnostic> {
  try {
    return decode(await readBytes(path, mostBytes))
  } catch (error) {
    return diagnose('input-unreadable', undefined, { reason: systemReason(error) })
  }
}

/** Who reads YAML or JSON takes it for data: it is not to run a program. */
function exporterInData(placeOf: Read['placeOf']): Diagnostic {
  const reason = 'only a configuration that is a program names others'
  return diagnose('config-value-invalid', placeOf(['exporter'], 'key'), { key: 'exporter', reason })
}

/** More is no configuration. */
const mostBytes = 2 ** 20

type Issue = NonNullable<ReturnType<typeof Config.safeParse>['error']>['issues'][number]

function problemsOf(issue: Issue, placeOf: Read['placeOf']): readonly Diagnostic[] {
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) =>
      diagnose('config-key-unknown', placeOf([...issue.path, key], 'key'), {
        key: [...issue.path, key].join('.'),
        near: nearestOf(key, Object.keys(Config.shape))
      })
    )
  const key = issue.path.join('.')
  return [diagnose('config-value-invalid', placeOf(issue.path, 'value'), { key, reason: issue.message })]
}
