import { realpath, stat } from 'node:fs/promises'
import { basename, dirname, normalize, relative, resolve, sep } from 'node:path'
import { cwd } from 'node:process'
import { type Diagnostic, diagnose, inOrder } from '../diagnostic'
import { type Compiled, compileLazily, type RenderLone } from '../lazy'
import { allUsualLimits } from '../model/bounds'
import type { Deck } from '../model/deck'
import type { DialectName } from '../model/dialects'
import type { CardPlace } from '../model/position'
import type { Usual } from './config/apply'
import { decode } from './decode'
import { digest } from './digest'
import { type FieldRenderer, fieldRenderer, type Rendering } from './fields/fields'
import type { Host } from './host'
import { nearest } from './nearest'
import { readBytes } from './read-file'
import { systemReason } from './system'

/** A file of Markdown, compiled. */
export interface Input {
  /** As it is to be called; `-` is standard input. */
  readonly name: string
  /** As findings call it. */
  readonly file: string
  readonly deck?: Deck
  /** Whether it says itself which of Anki's decks it is. */
  readonly isPlaced?: boolean
  /** The folders that lead to it, from the one that was named, or from where the command runs. */
  readonly folders: readonly string[]
  /** Where its cards stand, in their order. */
  readonly places?: readonly CardPlace[]
  /** Of its cards those that may be one of an earlier package, but not surely: by their places. */
  readonly unclear?: ReadonlySet<number>
  /** When the file was changed; nothing of standard input. */
  readonly changed?: Date
  /** How it was read. */
  readonly dialect?: DialectName
  /** The files that its cards show or play, by the paths that it has for them. */
  readonly files?: ReadonlyMap<string, Uint8Array>
  /** Where those files are, or would be. */
  readonly mediaPaths?: readonly string[]
  /** A configuration is read as others are, and counts for none. */
  readonly isDeck?: false
  /** To quote from. */
  readonly text?: string
  readonly diagnostics: readonly Diagnostic[]
}

export interface Inputs {
  readonly inputs: readonly Input[]
  /** Names that lead to no file. */
  readonly missing: readonly Diagnostic[]
  /** Files in a folder, or found by a glob, that hold no card: not every Markdown file is a deck. */
  readonly skipped: readonly string[]
  /** Files that would have been found, but are to be ignored. */
  readonly ignored: readonly string[]
}

/** How decks are read. */
export interface Reading extends Rendering {
  /** How those are written that do not say it themselves. */
  readonly dialect?: DialectName
  /** Where images and sounds may lie, besides each deck's own folder. */
  readonly mediaRoots: readonly string[]
  /** Globs of files that no folder and no glob leads to. */
  readonly ignore?: readonly string[]
  /** What decks are that do not say it themselves. */
  readonly usual?: Usual
}

/** Compiles the files that arguments name: files, folders, globs, and `-`. Each file once. */
export async function readInputs(names: readonly string[], reading: Reading, host: Host): Promise<Inputs> {
  const { files, ...others } = await findFiles(names, 'deck', reading.ignore)
  const fields = fieldRenderer(reading, host)
  try {
    return { ...(await readFiles(files, fields, reading, host)), ...others }
  } finally {
    await fields.close()
  }
}

async function readFiles(
  files: readonly File[],
  fields: FieldRenderer,
  reading: Reading,
  host: Host
): Promise<Pick<Inputs, 'inputs' | 'skipped'>> {
  const inputs: Input[] = []
  const skipped: string[] = []
  for (const { name, found, root } of files) {
    const text = await readText(name, host, reading)
    const render =
      typeof text === 'string' ? await fields.of(name, text, files.at(-1)?.name === name) : undefined
    const input = { ...(await compileInput(name, text, reading, render)), folders: foldersOf(name, root) }
    if (found && input.diagnostics.some(({ code }) => code === 'deck-cards-missing' || code === 'deck-empty'))
      skipped.push(name)
    else inputs.push(input)
  }
  return { inputs, skipped }
}

async function compileInput(
  name: string,
  text: string | Diagnostic,
  reading: Reading,
  render: RenderLone | undefined
): Promise<Omit<Input, 'folders'>> {
  const file = name === '-' ? 'stdin' : name
  if (typeof text !== 'string') return { name, file, diagnostics: [{ ...text, file }] }
  const changed = await changedAt(name)
  const compiled = await compileText(name, text, reading, render)
  return {
    name,
    file,
    ...withStart(compiled, reading.usual?.start, file),
    text,
    ...(changed && { changed })
  }
}

/** What a text that stands in a file says, with the files that it shows or plays. */
export async function compileText(
  name: string,
  text: string,
  { dialect, mediaRoots, toMdast, limits }: Reading,
  render?: RenderLone
): Promise<Compiled & Pick<Input, 'files' | 'mediaPaths'>> {
  const file = name === '-' ? 'stdin' : name
  const options = { file, ...(dialect !== undefined && { dialect }), ...(limits && { limits }) }
  const compiled = await compileLazily(text, options, { toMdast, digest, render })
  if (compiled.media.length === 0) return compiled
  const { readMedia } = await import('./media')
  const { files, paths, diagnostics } = await readMedia(
    compiled.media,
    [dirname(name), ...mediaRoots],
    limits
  )
  const found = inOrder([...compiled.diagnostics, ...diagnostics], file)
  return { ...compiled, files, mediaPaths: paths, diagnostics: found }
}

/** A deck that does not say from where its days count. */
function withStart<Each extends Pick<Compiled, 'deck' | 'diagnostics'>>(
  compiled: Each,
  start: Usual['start'],
  file: string
): Each {
  const { deck, diagnostics } = compiled
  if (!deck || deck.start !== null || start === undefined) return compiled
  if (start !== 'generated') return { ...compiled, deck: { ...deck, start: start as Deck['start'] } }
  if (deck.date !== null) return { ...compiled, deck: { ...deck, start: deck.date } }
  const missing = { ...diagnose('deck-date-missing', undefined), file }
  return { ...compiled, diagnostics: [...diagnostics, missing] }
}

async function changedAt(name: string): Promise<Date | undefined> {
  const status = name === '-' ? undefined : await stat(name).catch(() => undefined)
  return status?.isFile() ? status.mtime : undefined
}

async function readText(
  name: string,
  host: Host,
  { limits }: Pick<Reading, 'limits'>
): Promise<string | Diagnostic> {
  const limit = limits?.input ?? allUsualLimits.input
  const most = limit * 2 ** 20
  try {
    const bytes = await (name === '-' ? host.stdin(most) : readBytes(name, most))
    return bytes.length > most ? diagnose('input-too-large', undefined, { limit }) : decode(bytes)
  } catch (error) {
    return diagnose('input-unreadable', undefined, { reason: systemReason(error) })
  }
}

interface File {
  readonly name: string
  /** Not named itself, but found in a folder or by a glob. */
  readonly found: boolean
  /** Where the folders begin that say where it belongs. */
  readonly root: string
}

/** What a name leads to that is a folder. */
const patterns = { deck: '**/*.{md,markdown}', package: '**/*.apkg' } as const

/** The files that names of files, folders and globs lead to, each once. */
export async function findFiles(
  names: readonly string[],
  wanted: keyof typeof patterns,
  ignore: readonly string[] = []
): Promise<FoundFiles> {
  const files = new Map<string, File>()
  const missing: Diagnostic[] = []
  const ignored: string[] = []
  for (const name of names) {
    const found = await filesOf(name, wanted, ignore)
    if ('code' in found) missing.push(found)
    else {
      for (const file of found.files) keep(files, await identityOf(file.name), file)
      ignored.push(...found.ignored)
    }
  }
  return { files: [...files.values()], missing, ignored }
}

interface FoundFiles {
  readonly files: readonly File[]
  readonly missing: readonly Diagnostic[]
  readonly ignored: readonly string[]
}

/** A file that is named counts as named, also where a folder or a glob finds it too. */
function keep(files: Map<string, File>, identity: string, file: File): void {
  if (!file.found || !files.has(identity)) files.set(identity, file)
}

async function filesOf(
  name: string,
  wanted: keyof typeof patterns,
  ignore: readonly string[]
): Promise<Omit<FoundFiles, 'missing'> | Diagnostic> {
  const itself = { files: [{ name, found: false, root: cwd() }], ignored: [] }
  if (name === '-') return itself
  const status = await stat(name).catch(() => undefined)
  if (status && !status.isDirectory()) return itself
  const isGlob = /[*?[\]{}]/.test(name)
  const pattern = status ? `${escapeGlob(name)}/${patterns[wanted]}` : name
  const { glob } = status || isGlob ? await import('./glob') : { glob: nothing }
  // Packages are what a program has made: `.gitignore` mostly names them.
  const { files, ignored } = await glob(pattern, {
    ignore,
    folder: status ? name : '.',
    asGit: wanted === 'deck'
  })
  const root = status ? rootOf(name) : cwd()
  if (files.length + ignored.length > 0)
    return { files: files.map((file) => ({ name: file, found: true, root })), ignored }
  if (status) return diagnose('input-is-directory', undefined, { name, wanted })
  return diagnose('input-not-found', undefined, { name, near: await nearest(basename(name), dirname(name)) })
}

const nothing = async () => ({ files: [], ignored: [] })

/** A folder that is named is one of those that say where a deck belongs; `.` and `..` name none. */
function rootOf(folder: string): string {
  return /^\.{0,2}$/.test(basename(normalize(folder))) ? resolve(folder) : dirname(resolve(folder))
}

function foldersOf(name: string, root: string): readonly string[] {
  if (name === '-') return []
  const path = relative(root, dirname(resolve(name)))
  return path.split(sep).filter((folder) => !/^\.{0,2}$/.test(folder))
}

function escapeGlob(path: string): string {
  return path.replace(/[\\/]+$/, '').replace(/[*?[\]{}()!+@\\]/g, '\\$&')
}

/** Where a file really is, so that one under two names is built once. */
async function identityOf(name: string): Promise<string> {
  return name === '-' ? name : realpath(name).catch(() => resolve(name))
}
