import { type FSWatcher, watch } from 'node:fs'
import { stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import process from 'node:process'
import { setTimeout as pause } from 'node:timers/promises'
import { findFiles } from './inputs'

/** Milliseconds between two looks at the files, where the system tells of no change: a network drive, too many folders. */
const interval = 1000

/** Milliseconds without news after which a save is taken to be done: editors write a file in several steps. */
const quiet = 40

/** What is looked at. */
export interface Watched {
  readonly names: readonly string[]
  readonly ignore: readonly string[]
}

/**
 * Comes up once at first, and then whenever decks have changed, or others of the files that they were made of. That the system tells
 * of something is but a reason to look: what counts is what is found at the names, so that an editor may put another file in the
 * place of the old one, and whatever is not told of is seen a second later. Ends when the process is told to.
 */
export async function* changes(
  { names, ignore }: Watched,
  others: () => readonly string[],
  ended: AbortSignal
): AsyncGenerator<void> {
  const lookAt = (paths: readonly string[]) => lookFor(names, ignore, paths)
  let seen = await lookAt([])
  let since = Date.now()
  yield
  while (!ended.aborted) {
    // Opened before the look, so that nothing falls between; and anew, since a folder may have been put in another's place.
    const bell = bellIn(foldersOf(names, seen, others()), ended)
    let isChanged = false
    do {
      const now = await lookAt(others())
      isChanged = differs(seen, now, since)
      seen = now
    } while (!isChanged && !(await bell.within(interval)) && !ended.aborted)
    if (!isChanged) while (await bell.within(quiet));
    bell.close()
    since = Date.now()
    if (isChanged && !ended.aborted) yield
  }
}

/** Tells when the process is told to end. To be told so again ends it at once. */
export function untilEnded(): AbortSignal {
  const control = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => control.abort())
  return control.signal
}

/** What changes when files do, by name. */
interface Seen {
  readonly decks: ReadonlyMap<string, string>
  /** What else was made something of. */
  readonly others: ReadonlyMap<string, string>
}

async function lookFor(
  names: readonly string[],
  ignore: readonly string[],
  others: readonly string[]
): Promise<Seen> {
  const { files } = await findFiles(names, 'deck', ignore)
  const [decks, rest] = await Promise.all([marksOf(files.map(({ name }) => name)), marksOf(others)])
  return { decks, others: rest }
}

async function marksOf(paths: readonly string[]): Promise<ReadonlyMap<string, string>> {
  return new Map(await Promise.all(paths.map(async (path) => [path, await markOf(path)] as const)))
}

async function markOf(path: string): Promise<string> {
  const status = await stat(path).catch(() => undefined)
  return status ? `${status.mtimeMs} ${status.size} ${status.ino}` : ''
}

/** Of the others, one that is looked at for the first time was read a moment ago, `since` when it may have changed. */
function differs(before: Seen, now: Seen, since: number): boolean {
  const isOther = [...now.others].some(([path, mark]) => {
    const had = before.others.get(path)
    return had === undefined ? Number.parseFloat(mark) > since : had !== mark
  })
  const isSame =
    before.decks.size === now.decks.size &&
    [...now.decks].every(([path, mark]) => before.decks.get(path) === mark)
  return isOther || !isSame
}

/** Where something happens when files change: the folders that are named, and those of the files. */
function foldersOf(
  names: readonly string[],
  { decks }: Seen,
  others: readonly string[]
): ReadonlySet<string> {
  return new Set([...names, ...[...names, ...decks.keys(), ...others].map((path) => dirname(path))])
}

/** Rings when something happens in one of some folders. */
function bellIn(folders: ReadonlySet<string>, ended: AbortSignal) {
  let control = new AbortController()
  const watchers = [...folders].flatMap((folder) => watched(folder, () => control.abort()))
  return {
    /** Whether it rings in so many milliseconds: again, where it did before. */
    within: async (milliseconds: number): Promise<boolean> => {
      const signal = AbortSignal.any([control.signal, ended])
      const rang = await pause(milliseconds, false, { signal }).catch(() => !ended.aborted)
      if (rang) control = new AbortController()
      return rang
    },
    close: () => {
      for (const watcher of watchers) watcher.close()
    }
  }
}

/** Nothing where there is no such folder, or the system watches no more of them: what happens there is seen later. */
function watched(folder: string, ring: () => void): readonly FSWatcher[] {
  try {
    const watcher = watch(folder, ring)
    watcher.on('error', () => watcher.close())
    return [watcher]
  } catch {
    return []
  }
}
