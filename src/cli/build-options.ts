import { type Command, Option } from 'commander'
import type { BuildOptions } from './build'
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
  withLook,
  withPlacing,
  withPlanning,
  withReading,
  withReporting
} from './options'

/** What is the same for every command that builds. */
export function withBuilding(command: Command): Command {
  command
    .option('-f, --format <names>', 'apkg, csv, json, or several: apkg,csv', list)
    .option('-o, --output <file>', 'one file for all decks; - is standard output')
    .option('--out-dir <folder>', 'the folder to write to; otherwise each file stands beside its deck')
    .option('--previous <package>', 'what learners have, in place of the package that is to be overwritten')
    .option('--exporter <module>', 'a module with an exporter of your own', more)
    .addOption(
      new Option('--csv-layout <layout>', 'full for our note type, basic for any').choices(['full', 'basic'])
    )
    .option('--force', 'write decks that have errors, too, without the cards that cannot be read')
  return withReporting(withReading(withPlanning(withPlacing(withLook(command)))))
}

/** The options as commander gives them. */
export interface BuildFlags extends ReportingFlags, PlanFlags, PlacingFlags, ReadingFlags, LookFiles {
  readonly format?: readonly string[]
  readonly output?: string
  readonly outDir?: string
  readonly previous?: string
  readonly exporter?: readonly string[]
  readonly csvLayout?: 'full' | 'basic'
  readonly force?: boolean
}

/** What a build is asked for. Ends the command where that contradicts itself. */
export function building(
  command: Command,
  flags: BuildFlags,
  { env }: Host
): Omit<BuildOptions, keyof Reading> {
  const { format = [], output, outDir, previous, exporter = [], csvLayout, force = false } = flags
  if (output !== undefined && outDir !== undefined)
    command.error('error: --output and --out-dir exclude each other')
  if (output !== undefined && format.length > 1)
    command.error('error: --output takes one format; use --out-dir for several')
  const formats = format.length > 0 ? format : exporter.length > 0 ? [] : [formatOf(output) ?? 'apkg']
  const isLookAsked = flags.css !== undefined || flags.templates !== undefined
  if (isLookAsked && exporter.length === 0 && !formats.includes('apkg'))
    command.error('error: --css and --templates are for packages: CSV and JSON hold no look')
  const modified = modifiedTime(command, env['SOURCE_DATE_EPOCH'])
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
function modifiedTime(command: Command, epoch: string | undefined): Date | undefined {
  if (epoch === undefined || epoch === '') return undefined
  if (!/^\d{1,11}$/.test(epoch))
    command.error(`error: SOURCE_DATE_EPOCH is \`${epoch}\`, not a number of seconds`)
  return new Date(Number(epoch) * 1000)
}
