import { execFileSync, spawnSync } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  utimesSync,
  writeFileSync
} from 'node:fs'
import { constants, tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { program } from '../cli/command'
import { deckText } from '../decks'

/** Every point of a recipe, in place of some: `MD2ANKI_FAULTS=all`. */
export const isAll = process.env['MD2ANKI_FAULTS'] === 'all'

export const isLinux = process.platform === 'linux'
export const isRoot = process.getuid?.() === 0

/** Whether a program is here. In CI each has to be. */
export function has(name: string, ...args: readonly string[]): boolean {
  const isHere = spawnSync(name, args, { stdio: 'ignore' }).status === 0
  if (!isHere && process.env['CI'] && isLinux) throw new Error(`${name} is needed in CI`)
  return isHere
}

/** What was done to builds, and what came of it. All but the first two have to stay 0. */
export interface Counts {
  points: number
  /** Points at which the new package was there in the end. */
  done: number
  /** Outputs that are neither the old package nor the new one. */
  corrupt: number
  /** Exit code 0 without the new package. Another one may come with it: what is put in place may still fail to be synced. */
  lied: number
  /** Files that nobody asked for. */
  stray: number
  /** Ends that are told as a mistake of the program, or as what only its makers can read. */
  stack: number
}

export function counts(): Counts {
  return { points: 0, done: 0, corrupt: 0, lied: 0, stray: 0, stack: 0 }
}

/** A folder with a deck and the package of an earlier state of it, in which builds go wrong. */
export interface Place {
  readonly folder: string
  readonly formats: readonly string[]
  /** What outputs hold before and after a build, by their names. */
  readonly before: ReadonlyMap<string, string>
  readonly after: ReadonlyMap<string, string>
}

const earlier = deckText('Faults', [
  { front: 'What stood there?', back: '![noise](noise.png)', days: [1, 3] }
])
const later = deckText('Faults', [
  { front: 'What stood there?', back: '![noise](noise.png) It is **new**.', days: [1, 3] }
])

/** Long enough to be written in several steps. */
const noise = Buffer.concat([Buffer.from('\u0089PNG\r\n\u001a\n', 'latin1'), randomBytes(700_000)])

export function placeFor(...formats: readonly string[]): Place {
  const root = mkdtempSync(join(tmpdir(), 'md2anki-faults-'))
  const folder = join(root, 'decks')
  mkdirSync(folder)
  const names = formats.map((format) => `deck.${format}`)
  writeFileSync(join(folder, 'noise.png'), noise)
  const build = (text: string) => {
    writeFileSync(join(folder, 'deck.md'), text)
    const { status, stderr } = run([], folder, formats)
    if (status !== 0) throw new Error(`a build without faults fails: ${stderr}`)
    return new Map(names.map((name) => [name, sumOf(join(folder, name))]))
  }
  const before = build(earlier)
  cpSync(folder, join(root, 'kept'), { recursive: true })
  const after = build(later)
  writeFileSync(join(root, 'kept', 'deck.md'), later)
  return { folder, formats, before, after }
}

export function remove({ folder }: Place): void {
  rmSync(join(folder, '..'), { recursive: true, force: true })
}

function sumOf(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex')
}

/** Runs a build, behind another program or in other surroundings. */
export function run(
  behind: readonly string[],
  folder: string,
  formats: readonly string[],
  env: Readonly<Record<string, string>> = {}
) {
  const command = [...behind, process.execPath, program, 'deck.md', '-q', '-f', formats.join(',')]
  return spawnSync(command[0]!, command.slice(1), {
    cwd: folder,
    encoding: 'utf8',
    timeout: 60_000,
    env: { PATH: process.env['PATH'], SOURCE_DATE_EPOCH: '1767774000', ...env }
  })
}

const libraryFolder = mkdtempSync(join(tmpdir(), 'md2anki-library-'))
const library = join(libraryFolder, 'fail-at.so')
process.on('exit', () => rmSync(libraryFolder, { recursive: true, force: true }))

/** Compiles what lets calls of the system fail. Gives whether that can be done here. */
export function compileFaults(): boolean {
  if (!isLinux || !has('cc', '--version')) return false
  const source = fileURLToPath(new URL('fail-at.c', import.meta.url))
  execFileSync('cc', ['-shared', '-fPIC', '-O1', '-Wall', '-Werror', '-o', library, source, '-ldl'])
  return true
}

/** What is to happen, in the terms of `fail-at.c`. */
export interface Fault {
  readonly call?: number
  readonly signal?: NodeJS.Signals
  readonly error?: keyof typeof constants.errno
  readonly after?: number
  readonly log?: string
}

/** A build in which something fails. */
export function runWith({ call, signal, error, after, log }: Fault, { folder, formats }: Place) {
  return run([], folder, formats, {
    LD_PRELOAD: library,
    FAIL_FOLDER: realpathSync(folder),
    ...(call !== undefined && { FAIL_CALL: String(call) }),
    ...(signal && { FAIL_SIGNAL: String(constants.signals[signal]) }),
    ...(error && { FAIL_ERRNO: String(constants.errno[error]) }),
    ...(after !== undefined && { FAIL_AFTER: String(after) }),
    ...(log !== undefined && { FAIL_LOG: log })
  })
}

/** The calls by which a build changes its folder, in their order. */
export function callsOf(place: Place): readonly string[] {
  reset(place)
  const log = join(place.folder, '..', 'calls')
  rmSync(log, { force: true })
  runWith({ log }, place)
  return readFileSync(log, 'utf8').trim().split('\n')
}

/** Puts the folder back as it was before. */
export function reset({ folder }: Place): void {
  rmSync(folder, { recursive: true, force: true })
  cpSync(join(folder, '..', 'kept'), folder, { recursive: true })
}

/**
 * Judges what a build has left. One that was killed has no say, and may leave a file behind, which a later build removes; each
 * output is whole, whatever happened.
 */
export function judge(
  place: Place,
  { status, stderr }: { readonly status: number | null; readonly stderr: string },
  into: Counts,
  wasKilled = false
): void {
  const { folder, before, after, formats } = place
  const names = [...before.keys()]
  const sums = names.map((name) => sumOf(join(folder, name)))
  const isNew = names.every((name, at) => sums[at] === after.get(name))
  into.points += 1
  if (isNew) into.done += 1
  if (!names.every((name, at) => sums[at] === after.get(name) || sums[at] === before.get(name)))
    into.corrupt += 1
  if (status === 0 && !isNew) into.lied += 1
  if (/made a mistake|^ {4}at /m.test(stderr)) into.stack += 1
  const strays = () =>
    readdirSync(folder).filter((name) => !['deck.md', 'noise.png', ...names].includes(name))
  if (!wasKilled) into.stray += strays().length
  else if (strays().length > formats.length) into.stray += strays().length
  else if (strays().length > 0) {
    const twoHoursAgo = Date.now() / 1000 - 7200
    for (const name of strays()) utimesSync(join(folder, name), twoHoursAgo, twoHoursAgo)
    run([], folder, formats)
    into.stray += strays().length
  }
}
