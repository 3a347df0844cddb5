import { readFileSync, statSync } from 'node:fs'

/** What a configuration is called. All of them are looked for where the command runs, and nowhere else. */
const names = ['js', 'mjs', 'ts', 'mts', 'json', 'yaml', 'yml'].map((ending) => `md2anki.config.${ending}`)

/**
 * The files that may be the configuration: the one that is named, or those that are here, or else `package.json`. They are never
 * looked for above, nor beside a deck: a deck may come from anybody, and a configuration may be a program. Every run asks this: it takes
 * nothing that is long to load.
 */
export function findConfig(named: string | undefined): readonly string[] {
  if (named !== undefined) return isFile(named) ? [named] : []
  const found = names.filter(isFile)
  return found.length === 0 && isInPackage() ? ['package.json'] : found
}

/** A package that is no JSON is for others to complain of, unless there is something for us in it. */
function isInPackage(): boolean {
  const text = isFile('package.json') ? textOf('package.json') : ''
  if (!text.includes('"md2anki"')) return false
  try {
    const json: unknown = JSON.parse(text)
    return typeof json === 'object' && json !== null && Object.hasOwn(json, 'md2anki')
  } catch {
    return /"md2anki"\s*:\s*\{/.test(text)
  }
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

function isFile(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false
  } catch {
    return false
  }
}
