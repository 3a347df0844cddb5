import { readFile, stat } from 'node:fs/promises'
import { type Diagnostic, diagnose } from '../../diagnostic'

/** What a configuration is called. All of them are looked for where the command runs, and nowhere else. */
const names = ['js', 'mjs', 'ts', 'mts', 'json', 'yaml', 'yml'].map((ending) => `md2anki.config.${ending}`)

/**
 * The file of the configuration: the one that is named, or one of those here, `package.json` among them. It is never looked for
 * above, nor beside a deck: a deck may come from anybody, and a configuration may be a program.
 */
export async function findConfig(named: string | undefined): Promise<string | undefined | Diagnostic> {
  if (named !== undefined)
    return (await isFile(named))
      ? named
      : diagnose('input-not-found', undefined, { name: named, near: undefined })
  const there = await Promise.all(names.map(isFile))
  const [found, second] = names.filter((_, at) => there[at])
  if (found !== undefined && second !== undefined)
    return diagnose('config-repeated', undefined, { name: found, other: second })
  return found ?? ((await isInPackage()) ? 'package.json' : undefined)
}

/** A package that is no JSON is for others to complain of. */
async function isInPackage(): Promise<boolean> {
  try {
    const json: unknown = JSON.parse(await readFile('package.json', 'utf8'))
    return typeof json === 'object' && json !== null && Object.hasOwn(json, 'md2anki')
  } catch {
    return false
  }
}

async function isFile(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isFile() ?? false
}
