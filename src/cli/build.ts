import { mkdir } from 'node:fs/promises'
import type { Look } from '../anki/look'
import { sayCards } from '../anki/ordinals'
import { type Diagnostic, diagnose } from '../diagnostic'
import { type Encoded, isContent, parseOptions } from '../exporters/exporter'
import { counted } from '../model/counted'
import type { World } from '../model/world'
import { commonStart, type PlannedDeck, type PlanOptions, plan } from '../plan/plan'
import { expectShortRun } from './engine'
import { loadExporters } from './exporters'
import { listed } from './file-names'
import type { Host } from './host'
import { type Input, type Reading, readInputs } from './inputs'
import { readLook } from './look'
import type { LookFiles } from './look-files'
import { nodeMeans } from './means'
import { type Output, outputProblems, outputsOf, type Where } from './outputs'
import { type Placing, placed } from './placed'
import { type Before, withIdentities } from './previous'
import { printable } from './printable'
import { countsAsError, type Reporting, report } from './report'
import { withDates } from './with-dates'
import { writeOutputs } from './write'

/** What the command line asks for, read and checked. */
export interface BuildOptions extends Before, LookFiles, Placing, PlanOptions, Reading {
  /** As of when the output is to say that it is made, in place of when each deck was changed. */
  readonly modified?: Date
  readonly formats: readonly string[]
  readonly exporterModules: readonly string[]
  /** Options of exporters, by format. */
  readonly exporterOptions: Readonly<Record<string, unknown>>
  /** Write decks that have errors, too. */
  readonly force: boolean
}

interface Built extends Encoded {
  readonly path: string
  readonly decks: readonly PlannedDeck[]
}

/** Builds decks. Gives the exit code: 1 when a deck or a file has an error, 2 when a format is unknown. */
export async function build(
  names: readonly string[],
  options: BuildOptions,
  reporting: Reporting,
  host: Host
): Promise<number> {
  expectShortRun()
  const { exitCode, lines } = await buildOnce(names, options, reporting, host)
  if (!reporting.quiet) for (const line of lines) host.err(line)
  return exitCode
}

/** What came of a build, findings apart: they are told already. */
export interface Outcome {
  readonly exitCode: number
  /** What to tell who did not ask for quiet. */
  readonly lines: readonly string[]
  /** Which of them says what was written; the others say the same after each build. */
  readonly wrote?: string
  /** Where the files that it was made of, besides the decks, are or would be. */
  readonly others: readonly string[]
  /** How many decks there were. */
  readonly count: number
}

/** The same, once of several times. */
export async function buildOnce(
  names: readonly string[],
  options: BuildOptions,
  reporting: Reporting,
  host: Host
): Promise<Outcome> {
  const formats = await loadExporters(options.formats, options.exporterModules)
  if ('code' in formats) {
    await report([formats], [], reporting, host)
    return { exitCode: 2, lines: [], others: [], count: 0 }
  }
  const { inputs, missing, skipped, ignored } = await readInputs(names, options, host)
  const {
    inputs: checked,
    previous,
    media,
    unreadable
  } = await withIdentities(withDates(inputs, options), options)
  const { look, problems: unfitLook, paths: lookPaths } = await readLook(options)
  const { previous: _, ...others } = options
  const making = {
    ...others,
    media,
    ...(previous && { previous }),
    exporterOptions: optionsWith(look, options)
  }
  const holdsBack =
    unfitLook.some((finding) => countsAsError(finding, reporting)) ||
    (unreadable.some((finding) => countsAsError(finding, reporting)) && !options.force)
  const fit = holdsBack ? [] : writable(checked, options, reporting)
  const outputs = outputsOf(fit, formats, options)
  const unfit = await outputProblems(outputs, [...inputs.map(({ name }) => name), ...lookPaths])
  const { built, failed } = unfit.length > 0 ? nothing : await encodeAll(outputs, making)
  const unwritten = failed.length > 0 ? failed : await write(built, options, host)
  const found = [...checked, ...built].flatMap(({ diagnostics = [] }) => diagnostics)
  const outIsTaken = outputs.some(({ path }) => path === '-')
  const all = [...missing, ...unreadable, ...unfitLook, ...found, ...unfit, ...unwritten]
  const exitCode = await report(all, inputs, { ...reporting, outIsTaken }, host)
  const [wrote, ...advice] = unwritten.length > 0 ? [] : outcome(built).map(printable)
  return {
    exitCode,
    lines: [...told(skipped, ignored).map(printable), ...(wrote === undefined ? [] : [wrote, ...advice])],
    ...(wrote !== undefined && { wrote }),
    others: [...inputs.flatMap(({ mediaPaths = [] }) => mediaPaths), ...lookPaths],
    count: inputs.length
  }
}

/** The decks to write. Of several that become one file, one with an error holds back all. */
function writable(inputs: readonly Input[], options: BuildOptions, reporting: Reporting) {
  const sources = inputs.flatMap(({ name, deck, changed, diagnostics, ...input }) => {
    const fits = diagnostics.every(
      (finding) =>
        !countsAsError(finding, reporting) || (options.force && finding.code !== 'deck-date-missing')
    )
    return deck && fits ? [{ name, deck: placed(deck, input, options), ...(changed && { changed }) }] : []
  })
  return options.output !== undefined && sources.length < inputs.length && !options.force ? [] : sources
}

/** A build as of a date says so of its look, too. */
function optionsWith(
  look: Look | undefined,
  { exporterOptions, modified }: BuildOptions
): BuildOptions['exporterOptions'] {
  if (!look) return exporterOptions
  return { ...exporterOptions, apkg: { ...look, ...(modified && { changed: modified }) } }
}

/** The options, what learners have, and the files that decks show. */
interface Making extends Omit<BuildOptions, 'previous'>, Pick<World, 'previous' | 'media'> {}

interface Results {
  readonly built: readonly Built[]
  readonly failed: readonly Diagnostic[]
}

const nothing: Results = { built: [], failed: [] }

/** One after the other: each holds its whole output in memory while it is made. */
async function encodeAll(outputs: readonly Output[], options: Making): Promise<Results> {
  const built: Built[] = []
  for (const output of outputs) {
    const result = await encode(output, options)
    if ('code' in result) return { built, failed: [result] }
    built.push(result)
  }
  return { built, failed: [] }
}

async function encode(
  { path, decks, exporter, changed }: Output,
  { modified = changed, previous, media, ...options }: Making
): Promise<Built | Diagnostic> {
  const { format } = exporter
  try {
    const planned = decks.map((deck) => plan(deck, options))
    if (exporter.extension === '.apkg' && !commonStart(planned))
      return diagnose('output-start-mixed', undefined, { name: path })
    const chosen = await parseOptions(exporter, options.exporterOptions[format])
    const exported = await exporter.encode(planned, chosen, {
      means: nodeMeans,
      ...(media && { media }),
      ...(modified && { modified }),
      ...(previous && { previous })
    })
    if (isContent(exported.content)) return { ...exported, path, decks: planned }
    return diagnose('exporter-failed', undefined, {
      name: format,
      reason: 'its content is neither text nor bytes'
    })
  } catch (error) {
    return diagnose('exporter-failed', undefined, { name: format, reason: String(error) })
  }
}

async function write(built: readonly Built[], { outDir }: Where, host: Host): Promise<readonly Diagnostic[]> {
  if (outDir !== undefined && built.length > 0)
    await mkdir(outDir, { recursive: true }).catch(() => undefined)
  const problems = await writeOutputs(built.filter(({ path }) => path !== '-'))
  if (problems.length > 0) return problems
  for (const { path, content } of built)
    if (path === '-') for (const piece of [content].flat()) await host.out(piece)
  return problems
}

function told(skipped: readonly string[], ignored: readonly string[]): readonly string[] {
  return [
    ...(skipped.length === 0 ? [] : [`Skipped, for they hold no card: ${listed(skipped)}`]),
    ...(ignored.length === 0 ? [] : [`Skipped, for .gitignore or --ignore names them: ${listed(ignored)}`])
  ]
}

/** What was made, how much is in it, and what it needs to be of use. */
function outcome(built: readonly Built[]): readonly string[] {
  const files = built.flatMap(({ path }) => (path === '-' ? [] : path))
  if (files.length === 0) return []
  const notes = [
    ...new Map(
      built.flatMap((each) => each.decks.flatMap((deck) => deck.cards)).map((card) => [card.guid, card])
    ).values()
  ]
  const names = new Set(notes.map(({ deck }) => deck))
  return [
    `Wrote ${listed(files)}: ${sayCards(notes)} in ${counted(names.size, 'deck')}`,
    ...new Set(built.flatMap(({ advice = [] }) => advice))
  ]
}
