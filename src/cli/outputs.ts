import { stat } from 'node:fs/promises'
import { basename, dirname, extname, join, resolve } from 'node:path'
import { type Diagnostic, diagnose } from '../diagnostic'
import type { Exporter } from '../exporters/exporter'
import type { Deck } from '../model/deck'
import { repeatedCards } from '../model/repeated-cards'

/** A file to be: which decks go into it, and in which format. `-` is standard output. */
export interface Output {
  readonly path: string
  readonly decks: readonly Deck[]
  /** What the decks' files are called. */
  readonly names: readonly string[]
  /** When the last of them was changed; nothing of standard input. */
  readonly changed?: Date
  readonly exporter: Exporter
}

/** A deck, and what its file is called. */
export interface Source {
  readonly name: string
  readonly deck: Deck
  /** When the file was changed. */
  readonly changed?: Date
}

export interface Where {
  /** One file for all decks. */
  readonly output?: string
  readonly outDir?: string
}

/** One output for all decks when a file is named, else one beside each deck; in each format. */
export function outputsOf(
  sources: readonly Source[],
  formats: readonly Exporter[],
  where: Where
): readonly Output[] {
  if (sources.length === 0) return []
  const { output, outDir } = where
  return formats.flatMap((exporter) =>
    output === undefined
      ? sources.map((source) =>
          outputOf(pathBeside(source.name, exporter.extension, outDir), [source], exporter)
        )
      : [outputOf(output, sources, exporter)]
  )
}

function outputOf(path: string, sources: readonly Source[], exporter: Exporter): Output {
  const times = sources.flatMap(({ changed }) => changed?.getTime() ?? [])
  return {
    path,
    decks: sources.map(({ deck }) => deck),
    names: sources.map(({ name }) => name),
    ...(times.length > 0 && { changed: new Date(Math.max(...times)) }),
    exporter
  }
}

/** Where the packages of decks would be written, whatever format is: there are the ones of before. */
export function packagePaths(names: readonly string[], { output, outDir }: Where): readonly string[] {
  const paths =
    output === undefined
      ? names.map((name) => pathBeside(name, '.apkg', outDir))
      : [output, `${output.slice(0, output.length - extname(output).length)}.apkg`]
  return output === '-' ? [] : [...new Set(paths)].filter((path) => path !== '-')
}

/** Beside the deck, or in a folder, with another ending. */
export function pathBeside(name: string, extension: Exporter['extension'], outDir?: string): string {
  if (name === '-' && outDir === undefined) return '-'
  const file = `${name === '-' ? 'stdin' : basename(name, extname(name))}${extension}`
  return join(outDir ?? dirname(name), file)
}

/** What speaks against writing to these paths, found before anything is written. */
export async function outputProblems(
  outputs: readonly Output[],
  inputs: readonly string[]
): Promise<readonly Diagnostic[]> {
  const packages = outputs.filter(({ exporter }) => exporter.extension === '.apkg')
  return [
    ...(outputs[0] ? sharedCards(outputs[0]) : []),
    ...(await pathProblems(outputs, inputs)),
    ...packages.flatMap(({ path: name }) =>
      isReserved(basename(name)) ? diagnose('output-reserved-name', undefined, { name }) : []
    )
  ]
}

/** Paths that are those of decks, or of each other. */
export async function pathProblems(
  outputs: readonly Pick<Output, 'path'>[],
  inputs: readonly string[]
): Promise<readonly Diagnostic[]> {
  const decks = new Set(await Promise.all(inputs.filter((name) => name !== '-').map(fileOf)))
  const taken = new Set<string>()
  const problems: Diagnostic[] = []
  for (const { path: name } of outputs) {
    const file = await fileOf(name)
    if (decks.has(file) || /\.(?:md|markdown)$/i.test(name))
      problems.push(diagnose('output-is-input', undefined, { name }))
    else if (taken.has(file)) problems.push(diagnose('output-repeated', undefined, { name }))
    taken.add(file)
  }
  return problems
}

/** Files that stand at these paths already. */
export async function standing(paths: readonly string[]): Promise<readonly Diagnostic[]> {
  const found = await Promise.all(paths.map((path) => stat(path).catch(() => undefined)))
  return paths.flatMap((name, index) => (found[index] ? diagnose('output-exists', undefined, { name }) : []))
}

/** The decks of one output go into one package; in each format they are the same. */
function sharedCards({ decks, names }: Output): Diagnostic[] {
  const nameOf = (deck: Deck) => names[decks.indexOf(deck)]!
  return repeatedCards(decks).map(({ card, deck, first }) => ({
    ...diagnose('card-id-repeated', undefined, { id: card.id, where: `in ${nameOf(first)}` }),
    file: nameOf(deck)
  }))
}

/** The same for two names of one file, links among them. */
async function fileOf(path: string): Promise<string> {
  const status = await stat(path).catch(() => undefined)
  return status?.isFile() ? `${status.dev}:${status.ino}` : resolve(path)
}

/** Anki takes files of these names for backups (`qt/aqt/import_export/importing.py`). */
function isReserved(name: string): boolean {
  return /^(?:collection\.apkg|backup-.*\.apkg|.*\.colpkg)$/i.test(name)
}
