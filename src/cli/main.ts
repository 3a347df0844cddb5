import { existsSync } from 'node:fs'
import { Command, CommanderError, Option } from 'commander'
import { version } from '../../package.json'
import { nearestOf } from '../model/nearest'
import type { BuildOptions } from './build'
import { commands } from './commands'
import type { Host } from './host'
import type { Reading } from './inputs'
import type { LookFiles } from './look-files'
import {
  list,
  lookFiles,
  more,
  type PlacingFlags,
  type PlanFlags,
  placing,
  planning,
  type ReadingFlags,
  type ReportingFlags,
  reporting,
  withLook,
  withPlacing,
  withPlanning,
  withReading,
  withReporting
} from './options'
import { withParser } from './with-parser'

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
    const asked = buildOptions(root, options, host)
    const told = reporting(options, host)
    done(
      await withParser(options, told, host, (reading) => build(names, { ...asked, ...reading }, told, host))
    )
  })
  const command = (name: string) => quietOnErrors(root.command(name), host)
  for (const add of commands) add({ command, host, done })
  return root
}

function commandNames(root: Command): readonly string[] {
  return root.commands.map((command) => command.name())
}

/** Lets us give the exit code, and write through the host. */
function quietOnErrors(command: Command, host: Host): Command {
  return command.exitOverride().configureOutput({
    writeOut: (text) => void host.out(text),
    writeErr: (text) => host.err(text.trimEnd())
  })
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

function buildOptions(root: Command, flags: Flags, { env }: Host): Omit<BuildOptions, keyof Reading> {
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
    ...lookFiles(flags),
    ...placing(flags),
    ...(modified && { modified })
  }
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
