import { randomBytes } from 'node:crypto'
import { rmSync, writeFileSync } from 'node:fs'
import { constants, lstat, open, readdir, readlink, rename, rm, stat, writeFile } from 'node:fs/promises'
import { constants as system } from 'node:os'
import { basename, dirname, isAbsolute, join } from 'node:path'
import process from 'node:process'
import { setTimeout as pause } from 'node:timers/promises'
import { type Diagnostic, diagnose } from '../diagnostic'
import type { Encoded } from '../exporters/exporter'
import { sum } from '../model/sum'
import { systemReason } from './system'

export interface FileToWrite {
  readonly path: string
  /** Bytes may be in pieces, one after the other. */
  readonly content: Encoded['content']
}

/** An output that is ready to appear, in a folder; a device or a pipe is only written into. */
interface Staged {
  readonly path: string
  readonly folder?: string
  readonly publish: () => Promise<void>
}

/**
 * Writes files so that each is at every moment the whole old one or the whole new one, also when the process is killed
 * or the disk is full. All are written beside their targets first; when one cannot be, none is put in place. Gives what
 * went wrong; when that is nothing, every file is there and synced. Never rejects.
 */
export async function writeOutputs(files: readonly FileToWrite[]): Promise<readonly Diagnostic[]> {
  const temporaries: string[] = []
  const remove = () => temporaries.forEach(removeIfThere)
  const release = alsoWhenEnded(remove)
  const staged: Staged[] = []
  const published: string[] = []
  let path = ''
  try {
    for (const file of files) {
      path = file.path
      staged.push(await stage(file, (temporary) => temporaries.push(temporary)))
    }
    // Renaming fails the least, so it comes last: until then every old file stands.
    for (const file of staged.toSorted((one, other) => Number('folder' in one) - Number('folder' in other))) {
      path = file.path
      await file.publish()
      published.push(path)
    }
    for (const file of staged) {
      path = file.path
      if (file.folder) await syncFolder(file.folder)
    }
    return []
  } catch (error) {
    return [problem(path, error, published)]
  } finally {
    remove()
    release()
  }
}

async function stage({ path, content }: FileToWrite, list: (temporary: string) => void): Promise<Staged> {
  const status = await stat(path).catch(absent)
  if (status?.isDirectory() || /[\\/]$/.test(path))
    throw Object.assign(new Error('is a folder'), { code: 'EISDIR' })
  if (status && !status.isFile())
    return { path, publish: () => writeFile(path, content, { flag: constants.O_WRONLY }) }
  const target = await behindLinks(path)
  const folder = dirname(target)
  // Cut, for with all of a long name it would be longer than a name can be.
  const prefix = `.${basename(target).slice(0, 60)}.`
  await removeStale(folder, prefix).catch(() => undefined)
  const temporary = join(folder, `${prefix}${process.pid}.${randomBytes(4).toString('hex')}.tmp`)
  // Not awaited, so that no signal falls between the file and its place in the list.
  writeFileSync(temporary, '', { flag: 'wx' })
  list(temporary)
  await fill(temporary, content, status?.mode)
  return { path, folder, publish: () => renameOver(target, temporary) }
}

function absent(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error
}

/** Where a path leads, also through a link to a file that is not there yet. Links in a circle have failed before. */
async function behindLinks(path: string): Promise<string> {
  const link = await readlink(path).catch(() => undefined)
  if (link === undefined) return path
  // Not `join`: after a linked folder, `..` is the parent of the folder that it leads to.
  return behindLinks(isAbsolute(link) ? link : `${dirname(path)}/${link}`)
}

async function fill(path: string, content: FileToWrite['content'], mode: number | undefined): Promise<void> {
  const file = await open(path, constants.O_WRONLY | constants.O_NOFOLLOW)
  try {
    if (mode !== undefined) await file.chmod(mode & 0o777)
    // It takes pieces, too, which its type does not say.
    await file.writeFile(content as string | Uint8Array)
    await file.sync()
    // A layer below may cut a file short on a full disk, and give no error.
    const { size } = await file.stat()
    if (size !== sum([content].flat().map((piece) => Buffer.byteLength(piece))))
      throw Object.assign(new Error('written in part'), { code: 'ENOSPC' })
  } finally {
    await file.close()
  }
}

/** On Windows a virus scanner or Anki may hold the file for a moment: tried again for two seconds. */
async function renameOver(target: string, temporary: string): Promise<void> {
  for (const wait of process.platform === 'win32' ? [20, 80, 200, 500, 1200] : []) {
    try {
      return await rename(temporary, target)
    } catch (error) {
      if (!hasCode(error, 'EPERM', 'EACCES', 'EBUSY')) throw error
      await pause(wait)
    }
  }
  await rename(temporary, target)
}

/** A new name outlives a loss of power once its folder is synced; Windows and some file systems sync no folder. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path).catch(() => undefined)
  try {
    await folder?.sync()
  } catch (error) {
    if (!hasCode(error, 'EINVAL', 'ENOTSUP', 'EPERM')) throw error
  } finally {
    await folder?.close()
  }
}

/** Removes what runs that were killed left of the same output. */
async function removeStale(folder: string, prefix: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const rest = name.startsWith(prefix) ? name.slice(prefix.length) : ''
    const pid = /^(\d+)\.[0-9a-f]{8}\.tmp$/.exec(rest)?.[1]
    if (pid === undefined || isOtherProcess(Number(pid))) continue
    const path = join(folder, name)
    const { mtimeMs } = await lstat(path)
    if (Date.now() - mtimeMs > 3_600_000) await rm(path)
  }
}

/** A number of our own was another's before: in a container every run may have the same. */
function isOtherProcess(pid: number): boolean {
  try {
    return process.kill(pid, 0) && pid !== process.pid
  } catch (error) {
    return !hasCode(error, 'ESRCH')
  }
}

/** What cannot be removed now is removed by a later run. */
function removeIfThere(path: string): void {
  try {
    rmSync(path, { force: true })
  } catch {}
}

/** Removes also when the process ends or is told to. Gives the function that puts an end to that. */
function alsoWhenEnded(remove: () => void): () => void {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
  const stop = (signal: NodeJS.Signals) => {
    remove()
    release()
    // Ends as if there had been no listener: the caller sees the signal, and no blocked pipe is waited for.
    process.kill(process.pid, signal)
  }
  const release = () => {
    process.off('exit', remove)
    for (const signal of signals) process.off(signal, stop)
  }
  process.on('exit', remove)
  for (const signal of signals) process.on(signal, stop)
  return release
}

function problem(name: string, error: unknown, published: readonly string[]): Diagnostic {
  const found = diagnosed(name, error)
  return published.length === 0 ? found : { ...found, hint: `In place already: ${published.join(', ')}` }
}

function diagnosed(name: string, error: unknown): Diagnostic {
  if (hasCode(error, 'EISDIR')) return diagnose('output-is-directory', undefined, { name })
  if (hasCode(error, 'ENOSPC') || isOverQuota(error)) return diagnose('output-no-space', undefined, { name })
  return diagnose('output-not-writable', undefined, { name, reason: systemReason(error) })
}

/** By its number, for libuv has no name for it and makes the code `Unknown system error -122`. */
function isOverQuota(error: unknown): boolean {
  return error instanceof Error && 'errno' in error && error.errno === -system.errno.EDQUOT
}

function hasCode(error: unknown, ...codes: readonly string[]): boolean {
  return error instanceof Error && 'code' in error && codes.includes(String(error.code))
}
