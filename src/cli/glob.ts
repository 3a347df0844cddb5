import { readFile } from 'node:fs/promises'
import { dirname, join, relative, sep } from 'node:path'
import parseIgnore, { type Ignore } from 'ignore'
import { glob as found } from 'tinyglobby'

export interface Looking {
  /** Globs of files that are not wanted. */
  readonly ignore: readonly string[]
  /** Where it is looked: above it, nothing is read. */
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
  const options = { ignore: ['**/node_modules/**'], expandDirectories: false }
  const all = (await found(pattern, options)).sort()
  const unwanted = new Set(ignore.length > 0 ? await found(ignore, options) : [])
  const lists = new Map<string, Promise<Ignore>>()
  const isIgnored = async (file: string) =>
    unwanted.has(file) || (asGit && (await isInLists(file, folder, lists)))
  const marks = await Promise.all(all.map(isIgnored))
  return { files: all.filter((_, at) => !marks[at]), ignored: all.filter((_, at) => marks[at]) }
}

/** Whether a `.gitignore` of the folder, or of one of those that lead from it to the file, names the file: the nearest has the last word. */
async function isInLists(
  file: string,
  folder: string,
  lists: Map<string, Promise<Ignore>>
): Promise<boolean> {
  let isIgnored = false
  for (const each of foldersTo(file, folder)) {
    const list = lists.get(each) ?? listIn(each)
    lists.set(each, list)
    const { ignored, unignored } = (await list).test(relative(each, file).replaceAll(sep, '/'))
    isIgnored = (isIgnored || ignored) && !unignored
  }
  return isIgnored
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
