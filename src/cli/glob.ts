import { readFile } from 'node:fs/promises'
import { dirname, join, relative, sep } from 'node:path'
import parseIgnore, { type Ignore } from 'ignore'
import { escapePath, glob as found } from 'tinyglobby'

export interface Looking {
  /** Globs of files that are not wanted. */
  readonly ignore: readonly string[]
  /** Where it is looked. */
  readonly folder: string
  /** Whether `.gitignore` counts. */
  readonly asGit: boolean
}

export interface Found {
  readonly files: readonly string[]
  /** Files that the pattern fits, too, and that `ignore` or Git's own lists name. */
  readonly ignored: readonly string[]
}

/** The files that a pattern fits, in the order of their names; not those of packages of Node. */
export async function glob(pattern: string, { ignore, folder, asGit }: Looking): Promise<Found> {
  const all = (await found(pattern, { ignore: notOurs, expandDirectories: false })).sort()
  const wanted = ignore.length > 0 ? await wantedOf(pattern, ignore, folder) : undefined
  const lists: Lists = new Map()
  const isIgnored = async (file: string) =>
    wanted?.has(file) === false || (asGit && (await isInLists(file, folder, lists)))
  const marks = await Promise.all(all.map(isIgnored))
  return { files: all.filter((_, at) => !marks[at]), ignored: all.filter((_, at) => marks[at]) }
}

const notOurs = ['**/node_modules/**']

/** Those that no glob of `ignore` fits, from where the command runs; globs do not lead out of there by themselves, so elsewhere they begin at the folder. */
async function wantedOf(
  pattern: string,
  ignore: readonly string[],
  folder: string
): Promise<ReadonlySet<string>> {
  const outside = isBelow(folder) ? [] : ignore.map((each) => `${escapePath(folder)}/${each}`)
  const options = { ignore: [...notOurs, ...ignore, ...outside], expandDirectories: false }
  return new Set(await found(pattern, options))
}

/**
 * Whether a `.gitignore` names the file: of the folder where the command runs, of the one that is looked through, or of one that leads from
 * there to the file. The nearest has the last word, but none on what is in a folder that is named, as with Git.
 */
async function isInLists(file: string, folder: string, lists: Lists): Promise<boolean> {
  const folders = foldersTo(file, isBelow(folder) ? '.' : folder)
  for (let depth = 1; depth < folders.length; depth++)
    if (await isNamed(`${folders[depth]}/`, folders.slice(0, depth), lists)) return true
  return isNamed(file, folders, lists)
}

/** What is in the `.gitignore` of folders, as far as it was read. */
type Lists = Map<string, Promise<Ignore>>

async function isNamed(path: string, folders: readonly string[], lists: Lists): Promise<boolean> {
  let isIgnored = false
  for (const folder of folders) {
    const list = lists.get(folder) ?? listIn(folder)
    lists.set(folder, list)
    const { ignored, unignored } = (await list).test(pathFrom(folder, path))
    isIgnored = (isIgnored || ignored) && !unignored
  }
  return isIgnored
}

function isBelow(folder: string): boolean {
  return relative('.', folder).split(sep)[0] !== '..'
}

/** With the slash at the end by which a folder is known. */
function pathFrom(folder: string, path: string): string {
  return `${relative(folder, path).replaceAll(sep, '/')}${path.endsWith('/') ? '/' : ''}`
}

function foldersTo(file: string, folder: string): readonly string[] {
  const steps = relative(folder, dirname(file)).split(sep)
  if (steps[0] === '..') return []
  const folders = [folder]
  for (const step of steps) if (step !== '') folders.push(join(folders.at(-1)!, step))
  return folders
}

async function listIn(folder: string): Promise<Ignore> {
  const text = await readFile(join(folder, '.gitignore'), 'utf8').catch(() => '')
  return parseIgnore().add(text)
}
