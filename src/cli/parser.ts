import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { cwd } from 'node:process'
import { pathToFileURL } from 'node:url'
import { peerDependencies } from '../../package.json'
import { type Diagnostic, diagnose } from '../diagnostic'
import { type MarkdownToMdast, satteriMdast, type ToMdast, toMdast } from '../lazy'
import type { ParserName } from './parser-names'

/** The parser of this name, wherever it is to run: here or in another thread. */
export async function loadParser(name: ParserName): Promise<ToMdast | Diagnostic> {
  return parsers[name]()
}

const parsers: Readonly<Record<ParserName, () => Promise<ToMdast | Diagnostic>>> = {
  micromark: async () => toMdast,
  satteri: loadSatteri
}

/** No dependency of ours: who wants it installs it, beside the decks or beside the command. It is never in the bundle. */
async function loadSatteri(): Promise<ToMdast | Diagnostic> {
  const path = find('satteri')
  if (path === undefined) return unavailable('it is not installed')
  try {
    const version = await versionOf(path)
    if (version !== peerDependencies.satteri)
      return unavailable(`it is installed as ${version}, which was not tested`)
    const { markdownToMdast }: Record<string, unknown> = await import(pathToFileURL(path).href)
    return isParser(markdownToMdast)
      ? satteriMdast(markdownToMdast)
      : unavailable('it exports no `markdownToMdast`')
  } catch (error) {
    return unavailable(`it does not load: ${String(error)}`)
  }
}

function unavailable(reason: string): Diagnostic {
  const name = 'satteri'
  return diagnose('parser-unavailable', undefined, { name, reason, version: peerDependencies[name] })
}

/** The file of a package, as a module in the working directory would find it, or else one of ours. */
function find(name: string): string | undefined {
  for (const from of [join(cwd(), 'deck.js'), import.meta.url]) {
    try {
      return createRequire(from).resolve(name)
    } catch {
      // It may be in the other place.
    }
  }
  return undefined
}

/** Of a package whose file is one folder below its `package.json`, which it does not export. */
async function versionOf(path: string): Promise<string> {
  const { version } = JSON.parse(await readFile(join(dirname(path), '..', 'package.json'), 'utf8'))
  return String(version)
}

function isParser(value: unknown): value is MarkdownToMdast {
  return typeof value === 'function'
}
