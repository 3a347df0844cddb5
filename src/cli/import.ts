import { mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { readPackage } from '../anki/read'
import { type DecompiledDeck, decompile } from '../decompile/decompile'
import { mediaFolder } from '../decompile/tidy'
import { type Diagnostic, diagnose } from '../diagnostic'
import { compile } from '../index'
import { counted } from '../model/counted'
import type { Package } from '../model/package'
import { sum } from '../model/sum'
import { distinctNames, isSafeName, listed } from './file-names'
import type { Host } from './host'
import { standing } from './outputs'
import { packageUnreadable, readPackageFile } from './package-file'
import { printable } from './printable'
import { readBytes } from './read-file'
import { type Reporting, report } from './report'
import { type FileToWrite, writeOutputs } from './write'

export interface ImportOptions {
  readonly outDir?: string
  /** Overwrite files that are there. */
  readonly force: boolean
  /** Make a schedule of the intervals that cards have reached. */
  readonly withSchedule: boolean
}

/** Writes the decks of packages as Markdown. Gives the exit code. */
export async function importPackages(
  names: readonly string[],
  options: ImportOptions,
  reporting: Reporting,
  host: Host
): Promise<number> {
  let exitCode = 0
  for (const name of names) {
    const { diagnostics, lines } = await importPackage(name, options)
    exitCode = Math.max(exitCode, await report(diagnostics, [], reporting, host))
    if (!reporting.quiet) for (const line of lines) host.err(printable(line))
  }
  return exitCode
}

interface Imported {
  readonly diagnostics: readonly Diagnostic[]
  /** What was made. */
  readonly lines: readonly string[]
}

async function importPackage(name: string, options: ImportOptions): Promise<Imported> {
  const opened = await open(name)
  if ('code' in opened) return { diagnostics: [opened], lines: [] }
  const { decks, diagnostics } = decompile(opened, compile, options)
  const folder = options.outDir ?? dirname(name)
  const files = filesOf(decks, folder)
  const { media, problems } = mediaOf(opened.media, folder)
  const taken = options.force ? [] : await standing(files.map(({ path }) => path))
  if (files.length === 0 || taken.length > 0) return { diagnostics: [...diagnostics, ...taken], lines: [] }
  const unwritten = await write(files, media, options)
  const cards = sum(decks.map((deck) => deck.cards))
  return {
    diagnostics: [...diagnostics, ...problems, ...unwritten],
    lines: unwritten.length > 0 ? [] : [outcome(files, cards, media.length)]
  }
}

async function open(name: string): Promise<Package | Diagnostic> {
  const bytes = await readPackageFile(name)
  if ('code' in bytes) return bytes
  return readPackage(bytes).catch((error: unknown) => packageUnreadable(name, error))
}

function filesOf(decks: readonly DecompiledDeck[], folder: string): readonly FileToWrite[] {
  const names = distinctNames(decks.map((deck) => deck.name))
  return decks.map(({ markdown }, index) => ({
    path: join(folder, `${names[index]}.md`),
    content: markdown
  }))
}

interface Media {
  readonly media: readonly MediaFile[]
  readonly problems: readonly Diagnostic[]
}

interface MediaFile {
  readonly name: string
  /** Where it is to be written. */
  readonly path: string
  readonly read: () => Uint8Array
}

/** A name comes from whoever made the package: none may lead out of the folder. */
function mediaOf(files: Package['media'], folder: string): Media {
  const all = [...files].map(([name, read]) => ({ name, path: join(folder, mediaFolder, name), read }))
  return {
    media: all.filter(({ name }) => isSafeName(name)),
    problems: all.flatMap(({ name }) =>
      isSafeName(name)
        ? []
        : diagnose('import-media-left-out', undefined, { name, reason: 'its name is none for a file' })
    )
  }
}

/** The decks last: where they are, all is. */
async function write(
  files: readonly FileToWrite[],
  media: Media['media'],
  { force }: ImportOptions
): Promise<readonly Diagnostic[]> {
  const folders = new Set([...files, ...media].map(({ path }) => dirname(path)))
  for (const folder of folders) await mkdir(folder, { recursive: true }).catch(() => undefined)
  const problems: Diagnostic[] = []
  for (const file of media) problems.push(...(await writeMedium(file, force)))
  return [
    ...problems,
    ...(problems.some(({ severity }) => severity === 'error') ? [] : await writeOutputs(files))
  ]
}

/** One at a time, so that no more than one is in memory. The same file as is there already is no matter. */
async function writeMedium({ name, path, read }: MediaFile, force: boolean): Promise<readonly Diagnostic[]> {
  let content: Uint8Array
  try {
    content = read()
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return [diagnose('import-media-left-out', undefined, { name, reason })]
  }
  const before = await readBytes(path, content.length).catch(() => undefined)
  if (before && Buffer.compare(before, content) === 0) return []
  if (before && !force) return [diagnose('output-exists', undefined, { name: path })]
  return writeOutputs([{ path, content }])
}

function outcome(files: readonly FileToWrite[], cards: number, media: number): string {
  const names = files.map(({ path }) => path)
  const more = media > 0 ? `, ${counted(media, 'media file')}` : ''
  return `Wrote ${listed(names)}: ${counted(cards, 'card')}${more}`
}
