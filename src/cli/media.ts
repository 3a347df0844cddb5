import { constants } from 'node:fs'
import { type FileHandle, lstat, open, readdir, readlink, realpath } from 'node:fs/promises'
import { basename, dirname, join, resolve, sep } from 'node:path'
import { isSupported, mediumProblem } from '../anki/medium'
import { type Diagnostic, diagnose } from '../diagnostic'
import { type AllLimits, allUsualLimits } from '../model/bounds'
import { grouped } from '../model/grouped'
import type { MediaReference } from '../model/media'
import type { Position } from '../model/position'
import { filesByName } from './by-name'
import { nearest } from './nearest'
import { readAll } from './read-file'
import { systemReason } from './system'

export interface ReadMedia {
  /** What is in the files, by the paths that the deck has for them. */
  readonly files: ReadonlyMap<string, Uint8Array>
  /** Where they are, or would be. */
  readonly paths: readonly string[]
  readonly diagnostics: readonly Diagnostic[]
}

/**
 * Reads the files that a deck shows or plays. A deck may come from anybody, so only what lies in its own folder, or in one of
 * the folders that the command names, is opened, wherever links lead.
 */
export async function readMedia(
  references: readonly MediaReference[],
  folders: readonly string[],
  limits: Partial<AllLimits> = {}
): Promise<ReadMedia> {
  const { media: most, 'deck-media': mostInDeck } = { ...allUsualLimits, ...limits }
  const roots = await Promise.all(folders.map((folder) => realpath(folder).catch(() => resolve(folder))))
  const files = new Map<string, Uint8Array>()
  const paths: string[] = []
  const diagnostics: Diagnostic[] = []
  let left = mostInDeck * 2 ** 20
  let named: Promise<ReadonlyMap<string, string>> | undefined
  const elsewhere: Elsewhere = async (name) => {
    named ??= filesByName(roots)
    const file = (await named).get(name.normalize('NFC'))
    if (file !== undefined) paths.push(file)
    return file
  }
  for (const [path, places] of grouped(references, (reference) => reference.path)) {
    const within = roots.map((root) => resolve(root, path)).filter((place) => isWithin(place, roots))
    paths.push(...within)
    const byName = places.some((reference) => reference.byName)
    const read = await readMedium(path, within, {
      roots,
      left,
      most: most * 2 ** 20,
      elsewhere: byName ? elsewhere : nowhere
    })
    for (const { position } of places) {
      const problem = 'problem' in read ? read.problem(position) : mediumProblem(path, read.bytes, position)
      if (problem) diagnostics.push(problem)
    }
    if ('problem' in read) continue
    left -= read.bytes.length
    files.set(path, read.bytes)
  }
  return { files, paths, diagnostics }
}

/** Where a file of this name is, in whatever folder. */
type Elsewhere = (name: string) => Promise<string | undefined>

const nowhere: Elsewhere = () => Promise.resolve(undefined)

interface Unfit {
  readonly problem: (place: Position) => Diagnostic
}

interface Looking {
  readonly roots: readonly string[]
  /** Bytes that the deck may still have. */
  readonly left: number
  /** Bytes that a file may have. */
  readonly most: number
  readonly elsewhere: Elsewhere
}

async function readMedium(
  path: string,
  places: readonly string[],
  { elsewhere, ...looking }: Looking
): Promise<{ readonly bytes: Uint8Array } | Unfit> {
  const { roots } = looking
  if (places.length === 0) return outside(path)
  if (!isSupported(path)) return { problem: (place) => diagnose('media-type-unsupported', place, { path }) }
  try {
    const file = (await firstThere(places, roots)) ?? (await elsewhere(path))
    if (file === undefined) return await notFound(path, places[0]!, roots)
    return isWithin(file, roots) ? await readWithin(file, path, looking) : outside(path)
  } catch (error) {
    return { problem: (place) => diagnose('media-unreadable', place, { path, reason: systemReason(error) }) }
  }
}

function outside(found: string): Unfit {
  return { problem: (place) => diagnose('media-outside-root', place, { found }) }
}

function isWithin(place: string, roots: readonly string[]): boolean {
  return roots.some((root) => place.startsWith(root.endsWith(sep) ? root : root + sep))
}

async function notFound(path: string, wanted: string, roots: readonly string[]): Promise<Unfit> {
  const folder = await realpath(dirname(wanted)).catch(() => undefined)
  const mayLook = folder !== undefined && isWithin(join(folder, basename(wanted)), roots)
  const near = mayLook ? await nearest(basename(wanted), folder, isSupported) : undefined
  const named = near && join(dirname(path), basename(near)).replaceAll('\\', '/')
  return { problem: (place) => diagnose('media-not-found', place, { path, from: 'folder', near: named }) }
}

/** Where the first of some paths that are there really leads. */
async function firstThere(places: readonly string[], roots: readonly string[]): Promise<string | undefined> {
  for (const place of places) {
    const file = (await realFile(place)) ?? (await realFile(await inOtherForm(place, roots)))
    if (file !== undefined) return file
  }
  return undefined
}

async function realFile(place: string | undefined): Promise<string | undefined> {
  if (place === undefined) return undefined
  try {
    const file = await realpath(place)
    // A file system that takes `Map.png` for `map.png` would leave other learners without it.
    return file !== place && file.toLowerCase() === place.toLowerCase() ? undefined : file
  } catch (error) {
    if (!isAbsent(error)) throw error
    if (await lstat(place).catch(() => undefined)) throw new Error('its link leads nowhere', { cause: error })
    return undefined
  }
}

function isAbsent(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')
}

/** The same path as the disk may have it: `ü` is one character or two. A folder that links lead to elsewhere is not listed. */
async function inOtherForm(place: string, roots: readonly string[]): Promise<string | undefined> {
  const folder = dirname(place)
  if (folder === place) return undefined
  const there = (await realFile(folder)) ?? (await inOtherForm(folder, roots))
  if (there === undefined || !isWithin(join(there, basename(place)), roots)) return undefined
  const names = await readdir(there).catch(() => [])
  const wanted = basename(place).normalize('NFC')
  const name = names.find((each) => each.normalize('NFC') === wanted)
  return name && join(there, name)
}

async function readWithin(
  file: string,
  path: string,
  { roots, left, most: mostInFile }: Omit<Looking, 'elsewhere'>
): Promise<{ readonly bytes: Uint8Array } | Unfit> {
  // Not through a link that has come there since, and without waiting for whoever writes into a pipe.
  const handle = await open(
    file,
    constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0)
  )
  try {
    if (!isWithin(await openedFile(handle, file), roots)) return outside(path)
    if (!(await handle.stat()).isFile())
      return { problem: (place) => diagnose('media-not-file', place, { path }) }
    const most = Math.min(mostInFile, left)
    const bytes = await readAll(handle.createReadStream({ autoClose: false }), most)
    const limit = most < mostInFile ? 'what a deck may have in all' : `${mostInFile / 2 ** 20} MiB`
    return bytes.length > most
      ? { problem: (place) => diagnose('media-too-large', place, { path, limit }) }
      : { bytes }
  } finally {
    await handle.close()
  }
}

/** Which file was opened: a folder on the way may have become a link in the meantime. Linux knows. */
async function openedFile({ fd }: FileHandle, file: string): Promise<string> {
  return readlink(`/proc/self/fd/${fd}`).catch(() => file)
}
