import { Argument, type Command, Option } from 'commander'
import { type BuildFlags, building, withBuilding } from './build-options'
import type { Shell } from './completion'
import type { Applied } from './config/apply'
import type { DiffFormat } from './diff'
import type { Host } from './host'
import type { Reading } from './inputs'
import type { LookFiles } from './look-files'
import {
  type BeforeFlags,
  lookFiles,
  type PlacingFlags,
  type PlanFlags,
  placing,
  planning,
  port,
  type ReadingFlags,
  reporting,
  whereBefore,
  withBefore,
  withLook,
  withPlacing,
  withPlanning,
  withReading,
  withReporting
} from './options'
import { type ReportFormat, reporters } from './reporters'
import { withParser } from './with-parser'

/** What a command is added to. */
export interface Program {
  /** A new command of this name. */
  readonly command: (name: string) => Command
  readonly host: Host
  /** Takes the exit code. */
  readonly done: (exitCode: number) => void
}

const decks = ['[deck...]', 'decks, folders or globs; - is standard input'] as const

/** The decks of the command line, or else those of the configuration. */
export function decksOf(names: readonly string[], command: Command): readonly string[] {
  const { decks = [] }: Applied = command.opts()
  return names.length > 0 ? names : decks
}

/** The same for a command that has to have some. */
function named(names: readonly string[], command: Command): readonly string[] {
  const decks = decksOf(names, command)
  if (decks.length === 0) command.error("error: missing required argument 'deck'")
  return decks
}

function findingsFormat(): Option {
  return new Option('-f, --format <name>', 'how findings are told').choices(Object.keys(reporters))
}

function resultFormat(...more: readonly string[]): Option {
  return new Option('-f, --format <name>', 'how it is told').choices(['pretty', 'json', ...more])
}

interface CheckFlags extends ReadingFlags {
  readonly format?: ReportFormat
  readonly fix?: boolean
  readonly dryRun?: boolean
}

function addCheck({ command, host, done }: Program): void {
  const check = command('check')
    .description('Says what is wrong with decks, and mends it where that is asked for.')
    .argument(...decks)
    .addOption(findingsFormat())
    .option('--fix', 'write into decks what can only be meant: totals, numbers, blank lines before rules')
    .option('--dry-run', 'show as a diff what --fix would write')
  withReporting(withReading(check)).action(
    async (names: string[], { format, fix, dryRun, ...flags }: CheckFlags) => {
      const { check: run } = await import('./check')
      const mending = dryRun ? 'show' : fix ? 'write' : 'none'
      const told = reporting(check.optsWithGlobals(), host, format)
      done(
        await withParser(flags, told, host, (reading) =>
          run(named(names, check), { mending, ...reading }, told, host)
        )
      )
    }
  )
}

function addVerify({ command, host, done }: Program): void {
  const verify = command('verify')
    .description('Says whether packages are whole, and whether Anki would take all that is in them.')
    .argument('<package...>', '.apkg files, folders or globs; - is standard input')
    .addOption(findingsFormat())
  withReporting(verify).action(async (names: string[], { format }: Pick<CheckFlags, 'format'>) => {
    const { verify: run } = await import('./verify')
    done(await run(names, reporting(verify.optsWithGlobals(), host, format), host))
  })
}

interface ScheduleFlags extends PlanFlags, ReadingFlags {
  readonly format?: 'pretty' | 'json'
}

function addSchedule({ command, host, done }: Program): void {
  const calendar = command('schedule')
    .description('Prints on which days the cards of decks come up.')
    .argument(...decks)
    .addOption(resultFormat())
  withReporting(withReading(withPlanning(calendar))).action(async (names: string[], flags: ScheduleFlags) => {
    const { schedule } = await import('./schedule')
    const { json, ...all } = calendar.optsWithGlobals()
    const options = { ...planning(flags), format: flags.format ?? (json ? 'json' : 'pretty') } as const
    const told = reporting(all, host)
    done(
      await withParser(flags, told, host, (reading) =>
        schedule(named(names, calendar), { ...options, ...reading }, told, host)
      )
    )
  })
}

interface DiffFlags extends Omit<ScheduleFlags, 'format'>, PlacingFlags, BeforeFlags {
  readonly format?: DiffFormat
  readonly exitCode?: boolean
}

function addDiff({ command, host, done }: Program): void {
  const changes = command('diff')
    .description('Says what would change for learners who have the package before.')
    .argument(...decks)
    .addOption(resultFormat('markdown'))
    .option('--exit-code', 'give exit code 1 when something would change')
  withReporting(withReading(withPlanning(withPlacing(withBefore(changes))))).action(
    async (names: string[], flags: DiffFlags) => {
      const { diff } = await import('./diff')
      const { json, ...all } = changes.optsWithGlobals()
      const { format = json ? 'json' : 'pretty', exitCode = false } = flags
      const where = { ...placing(flags), ...whereBefore(flags) }
      const options = { ...planning(flags), ...where, format, exitCode }
      const told = reporting(all, host)
      done(
        await withParser(flags, told, host, (reading) =>
          diff(named(names, changes), { ...options, ...reading }, told, host)
        )
      )
    }
  )
}

interface IdFlags extends BeforeFlags, ReadingFlags {
  readonly dryRun?: boolean
}

function addId({ command, host, done }: Program): void {
  const ids = command('id')
    .description(
      'Writes into decks the ids that their cards have, so that they stay the same cards whatever changes.'
    )
    .argument(...decks)
    .option('--dry-run', 'show as a diff what would be written')
  withReporting(withReading(withBefore(ids))).action(async (names: string[], flags: IdFlags) => {
    const { writeIds } = await import('./id')
    const { dryRun = false } = flags
    const options = { ...whereBefore(flags), dryRun }
    const told = reporting(ids.optsWithGlobals(), host)
    done(
      await withParser(flags, told, host, (reading) =>
        writeIds(named(names, ids), { ...options, ...reading }, told, host)
      )
    )
  })
}

interface ImportFlags {
  readonly outDir?: string
  readonly force?: boolean
  readonly withSchedule?: boolean
}

function addImport({ command, host, done }: Program): void {
  const importing = command('import')
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
}

function addTemplates({ command, host, done }: Program): void {
  const templates = command('templates')
    .description('Writes the templates and the stylesheet of cards, to make your own of them.')
    .option('--out-dir <folder>', 'the folder to write to; otherwise templates')
    .option('--force', 'overwrite files that are there')
  withReporting(templates).action(async ({ outDir = 'templates', force = false }: ImportFlags) => {
    const { writeTemplates } = await import('./templates')
    done(await writeTemplates({ outDir, force }, reporting(templates.optsWithGlobals(), host), host))
  })
}

interface PreviewFlags extends PlanFlags, ReadingFlags, LookFiles {
  readonly output?: string
  readonly serve?: true | number
}

function addPreview({ command, host, done }: Program): void {
  const page = command('preview')
    .description('Shows the cards of decks as Anki will, in a page for a browser.')
    .argument(...decks)
    .option('-o, --output <file>', 'one page for all decks; - is standard output')
    .option('--serve [port]', 'show the page on this computer alone, and anew when a deck changes', port)
  withReporting(withReading(withPlanning(withLook(page)))).action(
    async (names: string[], flags: PreviewFlags) => {
      const { output, serve } = flags
      if (output !== undefined && serve !== undefined)
        page.error('error: --output and --serve exclude each other')
      if (serve !== undefined && names.includes('-')) page.error('error: --serve takes no standard input')
      const look = { ...planning(flags), ...lookFiles(flags) }
      const told = reporting(page.optsWithGlobals(), host)
      const show = async (reading: Reading) => {
        const options = { ...look, ...reading }
        if (serve === undefined) {
          const { preview } = await import('./preview')
          return preview(
            named(names, page),
            { ...options, ...(output !== undefined && { output }) },
            told,
            host
          )
        }
        const { servePreview } = await import('./preview-server')
        return servePreview(named(names, page), options, serve === true ? 0 : serve, told, host)
      }
      done(await withParser(flags, told, host, show))
    }
  )
}

function addWatch({ command, host, done }: Program): void {
  const watching = withBuilding(
    command('watch')
      .description('Builds decks, and builds them anew when they or their files change.')
      .argument('[deck...]', 'decks, folders or globs')
  )
  watching.action(async (names: string[], flags: BuildFlags) => {
    if (names.includes('-')) watching.error('error: What comes from standard input does not change')
    if (flags.output === '-') watching.error('error: Standard output is written once: name a file')
    const asked = building(watching, flags, host)
    const told = reporting(flags, host)
    const { watchDecks } = await import('./watch')
    done(
      await withParser(flags, told, host, (reading) =>
        watchDecks(named(names, watching), { ...asked, ...reading }, told, host)
      )
    )
  })
}

function addConfig({ command, host, done }: Program): void {
  const config = withBuilding(
    command('config').description(
      'Says what a build would be asked for, and by what: the command line or a configuration.'
    )
  )
  config.action(async () => {
    const { showConfig } = await import('./config/show')
    done(await showConfig(config, host))
  })
}

function addInit({ command, host, done }: Program): void {
  const starting = command('init')
    .description('Writes a first deck, to make your own of it.')
    .argument('[folder]', 'where to; otherwise here', '.')
  withReporting(starting).action(async (folder: string) => {
    const { init } = await import('./init')
    done(await init(folder, reporting(starting.optsWithGlobals(), host), host))
  })
}

function addCompletion({ command, host, done }: Program): void {
  const completion = command('completion')
    .description('Prints what lets a shell complete commands and options.')
    .addArgument(new Argument('<shell>', 'the shell').choices(shells))
    .action(async (shell: Shell) => {
      const { printCompletion } = await import('./completion')
      done(await printCompletion(shell, completion.parent!, host))
    })
}

/** The shells whose words `completion` completes. */
const shells = ['bash', 'zsh', 'fish'] as const satisfies readonly Shell[]

function addExplain({ command, host, done }: Program): void {
  command('explain')
    .description('Explains a finding by its code, with a wrong and a right example; without one, lists all.')
    .argument('[code]')
    .option('--json', 'tell in JSON')
    .action(async (code: string | undefined, { json = false }: { readonly json?: boolean }) => {
      const { explain } = await import('./explain')
      done(await explain(code, host, json ? 'json' : 'text'))
    })
}

/** All commands besides the build, each with the options that it takes. What a command does is loaded when it runs. */
export const commands: readonly ((program: Program) => void)[] = [
  addCheck,
  addVerify,
  addSchedule,
  addDiff,
  addId,
  addImport,
  addTemplates,
  addPreview,
  addWatch,
  addConfig,
  addInit,
  addExplain,
  addCompletion
]
