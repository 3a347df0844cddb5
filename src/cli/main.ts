import { existsSync, statSync } from 'node:fs'
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander'
import { version } from '../../package.json'
import { isDate } from '../model/days'
import { type DialectName, dialectNames } from '../model/dialects'
import { nearestOf } from '../model/nearest'
import type { PlanOptions } from '../plan/plan'
import type { BuildOptions } from './build'
import type { Host } from './host'
import type { Reading } from './inputs'
import type { LookFiles } from './look-files'
import type { Placing } from './placed'
import type { Before } from './previous'
import type { Reporting } from './report'
import { type ReportFormat, reporters } from './reporters'

/** Runs the command. Gives the exit code: 0 fine, 1 something was found, 2 wrong use, 3 a mistake of ours. */
export async function main(host: Host): Promise<number> {
  let exitCode = 0
  const done = (code: number) => {
    exitCode = code
  }
  try {
    await program(host, done).parseAsync(host.args, { from: 'user' })
    return exitCode
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
    host.err(`md2anki made a mistake. Please report it, with the deck that shows it.`)
    host.err(String(error instanceof Error ? error.stack : error))
    return 3
  }
}

function program(host: Host, done: (exitCode: number) => void): Command {
  const root = quietOnErrors(new Command('md2anki'), host)
    .enablePositionalOptions()
    .description('Compiles Markdown flashcard decks to Anki, with the review schedule the author wrote.')
    .argument('[deck...]', 'decks, folders or globs; - is standard input')
    .option('-f, --format <names>', 'apkg, csv, json, or several: apkg,csv', list)
    .option('-o, --output <file>', 'one file for all decks; - is standard output')
    .option('--out-dir <folder>', 'the folder to write to; otherwise each file stands beside its deck')
    .option('--previous <package>', 'what learners have, in place of the package that is to be overwritten')
    .option('--exporter <module>', 'a module with an exporter of your own', more)
    .addOption(
      new Option('--csv-layout <layout>', 'full for our note type, basic for any').choices(['full', 'basic'])
    )
    .option('--force', 'write decks that have errors, too, without the cards that cannot be read')
  withReporting(withReading(withPlanning(withPlacing(withLook(root)))))
    .version(version, '-V, --version')
    .addHelpText('after', `\nExit code: 0 fine, 1 something was found, 2 wrong use, 3 a mistake of md2anki.`)
  root.action(async (names: string[], options: Flags) => {
    if (names.length === 0) root.help({ error: true })
    const [first = ''] = names
    const isWord = /^[a-z]+$/i.test(first) && !existsSync(first)
    const meant = isWord ? nearestOf(first, commandNames(root)) : undefined
    if (meant) root.error(`error: There is no command \`${first}\`. Did you mean \`${meant}\`?`)
    const { build } = await import('./build')
    done(await build(names, buildOptions(root, options, host), reporting(options, host), host))
  })
  const check = quietOnErrors(root.command('check'), host)
    .description('Says what is wrong with decks, and mends it where that is asked for.')
    .argument('<deck...>', 'decks, folders or globs; - is standard input')
    .addOption(new Option('-f, --format <name>', 'how findings are told').choices(Object.keys(reporters)))
    .option('--fix', 'write into decks what can only be meant: totals, numbers, blank lines before rules')
    .option('--dry-run', 'show as a diff what --fix would write')
  withReporting(withReading(check)).action(
    async (names: string[], { format, fix, dryRun, ...flags }: CheckFlags) => {
      const { check: run } = await import('./check')
      const options = { mending: dryRun ? 'show' : fix ? 'write' : 'none', ...reading(flags) } as const
      done(await run(names, options, reporting(check.optsWithGlobals(), host, format), host))
    }
  )
  const verify = quietOnErrors(root.command('verify'), host)
    .description('Says whether packages are whole, and whether Anki would take all that is in them.')
    .argument('<package...>', '.apkg files, folders or globs; - is standard input')
    .addOption(new Option('-f, --format <name>', 'how findings are told').choices(Object.keys(reporters)))
  withReporting(verify).action(async (names: string[], { format }: Pick<CheckFlags, 'format'>) => {
    const { verify: run } = await import('./verify')
    done(await run(names, reporting(verify.optsWithGlobals(), host, format), host))
  })
  const calendar = quietOnErrors(root.command('schedule'), host)
    .description('Prints on which days the cards of decks come up.')
    .argument('<deck...>', 'decks, folders or globs; - is standard input')
    .addOption(new Option('-f, --format <name>', 'how it is told').choices(['pretty', 'json']))
  withReporting(withReading(withPlanning(calendar))).action(async (names: string[], flags: ScheduleFlags) => {
    const { schedule } = await import('./schedule')
    const options = { ...planning(flags), ...reading(flags), format: flags.format ?? 'pretty' } as const
    done(await schedule(names, options, reporting(calendar.optsWithGlobals(), host), host))
  })
  const changes = quietOnErrors(root.command('diff'), host)
    .description('Says what would change for learners who have the package before.')
    .argument('<deck...>', 'decks, folders or globs; - is standard input')
    .addOption(new Option('-f, --format <name>', 'how it is told').choices(['pretty', 'json']))
    .option('--exit-code', 'give exit code 1 when something would change')
  withReporting(withReading(withPlanning(withPlacing(withBefore(changes))))).action(
    async (names: string[], flags: DiffFlags) => {
      const { diff } = await import('./diff')
      const { format = 'pretty', exitCode = false } = flags
      const where = { ...placing(flags), ...reading(flags), ...whereBefore(flags) }
      const options = { ...planning(flags), ...where, format, exitCode }
      done(await diff(names, options, reporting(changes.optsWithGlobals(), host), host))
    }
  )
  const ids = quietOnErrors(root.command('id'), host)
    .description(
      'Writes into decks the ids that their cards have, so that they stay the same cards whatever changes.'
    )
    .argument('<deck...>', 'decks, folders or globs; - is standard input')
    .option('--dry-run', 'show as a diff what would be written')
  withReporting(withReading(withBefore(ids))).action(async (names: string[], flags: IdFlags) => {
    const { writeIds } = await import('./id')
    const { dryRun = false } = flags
    const options = { ...reading(flags), ...whereBefore(flags), dryRun }
    done(await writeIds(names, options, reporting(ids.optsWithGlobals(), host), host))
  })
  const importing = quietOnErrors(root.command('import'), host)
    .description('Writes the decks of Anki packages as Markdown.')
    .argument('<package...>', 'files that Anki, or md2anki, has exported: .apkg')
    .option('--out-dir <folder>', 'the folder to write to; otherwise the decks stand beside their package')
    .option('--with-schedule', 'make a schedule of the intervals that cards have reached')
    .option('--force', 'overwrite files that are there')
  withReporting(importing).action(async (names: string[], flags: ImportFlags) => {
    const { importPackages } = await import('./import')
    const { outDir, force = false, withSchedule = false } = flags
    const options = { force, withSchedule, ...(outDir !== undefined && { outDir }) }
    done(await importPackages(names, options, reporting(importing.optsWithGlobals(), host), host))
  })
  const templates = quietOnErrors(root.command('templates'), host)
    .description('Writes the templates and the stylesheet of cards, to make your own of them.')
    .option('--out-dir <folder>', 'the folder to write to; otherwise templates')
    .option('--force', 'overwrite files that are there')
  withReporting(templates).action(async ({ outDir = 'templates', force = false }: ImportFlags) => {
    const { writeTemplates } = await import('./templates')
    done(await writeTemplates({ outDir, force }, reporting(templates.optsWithGlobals(), host), host))
  })
  const page = quietOnErrors(root.command('preview'), host)
    .description('Shows the cards of decks as Anki will, in a page for a browser.')
    .argument('<deck...>', 'decks, folders or globs; - is standard input')
    .option('-o, --output <file>', 'one page for all decks; - is standard output')
    .option('--serve [port]', 'show the page on this computer alone, and anew when a deck changes', port)
  withReporting(withReading(withPlanning(withLook(page)))).action(
    async (names: string[], flags: PreviewFlags) => {
      const { output, serve } = flags
      if (output !== undefined && serve !== undefined)
        page.error('error: --output and --serve exclude each other')
      if (serve !== undefined && names.includes('-')) page.error('error: --serve takes no standard input')
      const options = { ...planning(flags), ...reading(flags), ...lookFiles(flags) }
      const told = reporting(page.optsWithGlobals(), host)
      if (serve === undefined) {
        const { preview } = await import('./preview')
        done(await preview(names, { ...options, ...(output !== undefined && { output }) }, told, host))
      } else {
        const { servePreview } = await import('./preview-server')
        done(await servePreview(names, options, serve === true ? 0 : serve, told, host))
      }
    }
  )
  quietOnErrors(root.command('explain'), host)
    .description('Explains a finding by its code, with a wrong and a right example; without one, lists all.')
    .argument('[code]')
    .action(async (code: string | undefined) => {
      const { explain } = await import('./explain')
      done(await explain(code, host))
    })
  return root
}

function commandNames(root: Command): readonly string[] {
  return root.commands.map((command) => command.name())
}

/** What is the same for every command that needs to know on which days cards come up. */
function withPlanning(command: Command): Command {
  return command
    .addOption(
      new Option('--schedule <strategy>', 'how Anki follows the schedule').choices(['exact', 'review', 'new'])
    )
    .option('--start <day>', 'day 0 of the schedule: import, generated or a date such as 2026-01-07', start)
    .addOption(
      new Option('--day-one <day>', 'when Day 1 is: the day after the start, or the start').choices([
        'tomorrow',
        'today'
      ])
    )
}

/** What is the same for every command that makes something of how cards look. */
function withLook(command: Command): Command {
  return command
    .option('--css <file>', 'a stylesheet of your own, behind ours')
    .option('--templates <folder>', 'templates of your own; `md2anki templates` writes ours to start from')
}

/** What is the same for every command that asks in which decks cards are. */
function withPlacing(command: Command): Command {
  return command
    .addOption(
      new Option('--deck <name>', 'the deck in Anki, in place of the title; :: makes a subdeck').conflicts(
        'deckFromPath'
      )
    )
    .option('--deck-from-path', 'put decks into decks that are named after their folders')
    .option('--tag <tag>', 'a tag for every card; may be repeated', tag)
    .option('--tag-from-path', 'a tag that names the folders, for every card')
}

/** What is the same for every command that reads decks. */
function withReading(command: Command): Command {
  return command
    .addOption(
      new Option('--dialect <name>', 'how decks are written, where they do not say').choices(dialectNames)
    )
    .option('--media-root <folder>', 'where images and sounds may lie, too; may be repeated', folder)
}

/** What is the same for every command that asks which card is which. */
function withBefore(command: Command): Command {
  return command
    .option('--previous <package>', 'what learners have; otherwise the package beside each deck')
    .option('-o, --output <file>', 'the package of all decks')
    .option('--out-dir <folder>', 'the folder with the packages')
}

/** What is the same for every command that finds something. */
function withReporting(command: Command): Command {
  return command
    .option('--strict', 'let warnings count as errors')
    .option('--max-warnings <number>', 'give exit code 1 when there are more warnings', count)
    .option('-q, --quiet', 'say nothing but errors')
    .option('-v, --verbose', 'say what is worth knowing, too')
}

/** Lets us give the exit code, and write through the host. */
function quietOnErrors(command: Command, host: Host): Command {
  return command.exitOverride().configureOutput({
    writeOut: (text) => void host.out(text),
    writeErr: (text) => host.err(text.trimEnd())
  })
}

interface ReadingFlags {
  readonly dialect?: DialectName
  readonly mediaRoot?: readonly string[]
}

function reading({ dialect, mediaRoot = [] }: ReadingFlags): Reading {
  return { mediaRoots: mediaRoot, ...(dialect !== undefined && { dialect }) }
}

interface PlanFlags {
  readonly schedule?: 'exact' | 'review' | 'new'
  readonly start?: string
  readonly dayOne?: 'tomorrow' | 'today'
}

function planning({ schedule, start, dayOne }: PlanFlags): PlanOptions {
  return {
    ...(schedule && { schedule }),
    ...(start !== undefined && { start }),
    ...(dayOne && { dayOne })
  }
}

function lookFiles({ css, templates }: LookFiles): LookFiles {
  return { ...(css !== undefined && { css }), ...(templates !== undefined && { templates }) }
}

interface PlacingFlags {
  readonly deck?: string
  readonly deckFromPath?: boolean
  readonly tag?: readonly string[]
  readonly tagFromPath?: boolean
}

function placing({ deck, deckFromPath = false, tag = [], tagFromPath = false }: PlacingFlags): Placing {
  return { deckFromPath, tags: tag, tagFromPath, ...(deck !== undefined && { deck }) }
}

interface ScheduleFlags extends PlanFlags, ReadingFlags {
  readonly format?: 'pretty' | 'json'
}

interface BeforeFlags {
  readonly previous?: string
  readonly output?: string
  readonly outDir?: string
}

/** Where the earlier package is. */
function whereBefore({ previous, output, outDir }: BeforeFlags): Before {
  return {
    ...(previous !== undefined && { previous }),
    ...(output !== undefined && { output }),
    ...(outDir !== undefined && { outDir })
  }
}

interface IdFlags extends BeforeFlags, ReadingFlags {
  readonly dryRun?: boolean
}

interface DiffFlags extends ScheduleFlags, PlacingFlags, BeforeFlags {
  readonly exitCode?: boolean
}

/** The options as commander gives them. */
interface Flags extends ReportingFlags, PlanFlags, PlacingFlags, ReadingFlags, LookFiles {
  readonly format?: readonly string[]
  readonly output?: string
  readonly outDir?: string
  readonly previous?: string
  readonly exporter?: readonly string[]
  readonly csvLayout?: 'full' | 'basic'
  readonly force?: boolean
}

function buildOptions(root: Command, flags: Flags, { env }: Host): BuildOptions {
  const { format = [], output, outDir, previous, exporter = [], csvLayout, force = false } = flags
  if (output !== undefined && outDir !== undefined)
    root.error('error: --output and --out-dir exclude each other')
  if (output !== undefined && format.length > 1)
    root.error('error: --output takes one format; use --out-dir for several')
  const formats = format.length > 0 ? format : exporter.length > 0 ? [] : [formatOf(output) ?? 'apkg']
  const isLookAsked = flags.css !== undefined || flags.templates !== undefined
  if (isLookAsked && exporter.length === 0 && !formats.includes('apkg'))
    root.error('error: --css and --templates are for packages: CSV and JSON hold no look')
  const modified = modifiedTime(root, env['SOURCE_DATE_EPOCH'])
  return {
    formats,
    exporterModules: exporter,
    exporterOptions: csvLayout ? { csv: { layout: csvLayout } } : {},
    force,
    ...(output !== undefined && { output }),
    ...(outDir !== undefined && { outDir }),
    ...(previous !== undefined && { previous }),
    ...planning(flags),
    ...reading(flags),
    ...lookFiles(flags),
    ...placing(flags),
    ...(modified && { modified })
  }
}

interface ImportFlags {
  readonly outDir?: string
  readonly force?: boolean
  readonly withSchedule?: boolean
}

interface PreviewFlags extends PlanFlags, ReadingFlags, LookFiles {
  readonly output?: string
  readonly serve?: true | number
}

interface CheckFlags extends ReadingFlags {
  readonly format?: ReportFormat
  readonly fix?: boolean
  readonly dryRun?: boolean
}

type ReportingFlags = Partial<Pick<Reporting, 'quiet' | 'verbose' | 'strict' | 'maxWarnings'>>

function reporting(
  { quiet = false, verbose = false, strict = false, maxWarnings = Number.POSITIVE_INFINITY }: ReportingFlags,
  { env }: Host,
  format: ReportFormat = env['GITHUB_ACTIONS'] ? 'github' : 'pretty'
): Reporting {
  return { format, quiet, verbose, strict, maxWarnings }
}

/** The format that a file's name ends with. */
function formatOf(output: string | undefined): string | undefined {
  return /\.(apkg|csv|json)$/i.exec(output ?? '')?.[1]?.toLowerCase()
}

/** The common way to say as of when an output is made, in seconds. */
function modifiedTime(root: Command, epoch: string | undefined): Date | undefined {
  if (epoch === undefined || epoch === '') return undefined
  if (!/^\d{1,11}$/.test(epoch))
    root.error(`error: SOURCE_DATE_EPOCH is \`${epoch}\`, not a number of seconds`)
  return new Date(Number(epoch) * 1000)
}

function list(names: string, before: readonly string[] = []): readonly string[] {
  return [...before, ...names.split(',').map((name) => name.trim().toLowerCase())]
}

function more(name: string, before: readonly string[] = []): readonly string[] {
  return [...before, name]
}

function folder(name: string, before: readonly string[] = []): readonly string[] {
  if (statSync(name, { throwIfNoEntry: false })?.isDirectory()) return [...before, name]
  throw new InvalidArgumentError('There is no such folder.')
}

function count(number: string): number {
  if (!/^\d+$/.test(number)) throw new InvalidArgumentError('Write a whole number.')
  return Number(number)
}

function port(number: string): number {
  if (!/^\d{1,5}$/.test(number) || Number(number) > 65_535)
    throw new InvalidArgumentError('Write a port, from 1 to 65535, or none.')
  return Number(number)
}

function tag(name: string, before: readonly string[] = []): readonly string[] {
  if (!/^\S+$/.test(name)) throw new InvalidArgumentError('A tag in Anki holds no blank.')
  return [...before, name]
}

function start(day: string): string {
  if (day === 'import' || day === 'generated' || isDate(day)) return day
  throw new InvalidArgumentError('Write import, generated or a date such as 2026-01-07.')
}
