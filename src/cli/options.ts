import { statSync } from 'node:fs'
import { type Command, InvalidArgumentError, Option } from 'commander'
import type { AllLimits } from '../model/bounds'
import { isDate } from '../model/days'
import { type DialectName, dialectNames } from '../model/dialects'
import type { PlanOptions } from '../plan/plan'
import type { Usual } from './config/apply'
import type { Host } from './host'
import type { Reading } from './inputs'
import { readLimit } from './limits'
import type { LookFiles } from './look-files'
import { type ParserName, parserNames } from './parser-names'
import type { Placing } from './placed'
import type { Before } from './previous'
import type { Reporting } from './report'
import type { ReportFormat } from './reporters'

/** What is the same for every command that reads decks. */
export function withReading(command: Command): Command {
  return command
    .addOption(
      new Option('--dialect <name>', 'how decks are written, where they do not say').choices(dialectNames)
    )
    .option('--media-root <folder>', 'where images and sounds may lie, too; may be repeated', folder)
    .option('--config <file>', 'the configuration, in place of md2anki.config.* where the command runs')
    .option('--no-config', 'take no configuration')
    .option('--limit <name=number>', 'how much of something is taken; may be repeated', readLimit)
    .option('--ignore <glob>', 'files that no folder and no glob leads to; may be repeated', more)
    .option('--cache <folder>', 'where to keep what became of cards, so that the next time only changes cost')
    .addOption(
      new Option('--parser <name>', 'what reads Markdown: satteri is faster, and to be installed').choices(
        parserNames
      )
    )
}

export interface ReadingFlags {
  readonly dialect?: DialectName
  readonly mediaRoot?: readonly string[]
  readonly cache?: string
  readonly parser?: ParserName
  readonly ignore?: readonly string[]
  readonly limit?: Partial<AllLimits>
  readonly usual?: Usual
}

export function reading({
  dialect,
  mediaRoot = [],
  ignore = [],
  cache,
  parser,
  limit,
  usual
}: ReadingFlags): Reading {
  return {
    ...(limit && { limits: limit }),
    mediaRoots: mediaRoot,
    ignore,
    ...(usual && { usual }),
    ...(dialect !== undefined && { dialect }),
    ...(cache !== undefined && { cache }),
    ...(parser !== undefined && { parser })
  }
}

/** What is the same for every command that needs to know on which days cards come up. */
export function withPlanning(command: Command): Command {
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

export interface PlanFlags {
  readonly schedule?: 'exact' | 'review' | 'new'
  readonly start?: string
  readonly dayOne?: 'tomorrow' | 'today'
}

export function planning({ schedule, start, dayOne }: PlanFlags): PlanOptions {
  return {
    ...(schedule && { schedule }),
    ...(start !== undefined && { start }),
    ...(dayOne && { dayOne })
  }
}

/** What is the same for every command that asks in which decks cards are. */
export function withPlacing(command: Command): Command {
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

export interface PlacingFlags {
  readonly deck?: string
  readonly deckFromPath?: boolean
  readonly tag?: readonly string[]
  readonly tagFromPath?: boolean
  readonly usual?: Usual
}

export function placing({
  deck,
  deckFromPath = false,
  tag = [],
  tagFromPath = false,
  usual
}: PlacingFlags): Placing {
  return {
    deckFromPath,
    tags: tag,
    tagFromPath,
    ...(deck !== undefined && { deck }),
    ...(usual?.deck !== undefined && { usualDeck: usual.deck })
  }
}

/** What is the same for every command that makes something of how cards look. */
export function withLook(command: Command): Command {
  return command
    .option('--css <file>', 'a stylesheet of your own, behind ours')
    .option('--templates <folder>', 'templates of your own; `md2anki templates` writes ours to start from')
}

export function lookFiles({ css, templates }: LookFiles): LookFiles {
  return { ...(css !== undefined && { css }), ...(templates !== undefined && { templates }) }
}

/** What is the same for every command that asks which card is which. */
export function withBefore(command: Command): Command {
  return command
    .option('--previous <package>', 'what learners have; otherwise the package beside each deck')
    .option('-o, --output <file>', 'the package of all decks')
    .option('--out-dir <folder>', 'the folder with the packages')
}

export interface BeforeFlags {
  readonly previous?: string
  readonly output?: string
  readonly outDir?: string
}

/** Where the earlier package is. */
export function whereBefore({ previous, output, outDir }: BeforeFlags): Before {
  return {
    ...(previous !== undefined && { previous }),
    ...(output !== undefined && { output }),
    ...(outDir !== undefined && { outDir })
  }
}

/** What is the same for every command that finds something. */
export function withReporting(command: Command): Command {
  return command
    .option('--strict', 'let warnings count as errors')
    .option('--max-warnings <number>', 'give exit code 1 when there are more warnings', count)
    .option('--json', 'tell in JSON, on standard output')
    .option('-q, --quiet', 'say nothing but errors')
    .option('-v, --verbose', 'say what is worth knowing, too')
}

export interface ReportingFlags
  extends Partial<Pick<Reporting, 'quiet' | 'verbose' | 'strict' | 'maxWarnings'>> {
  readonly json?: boolean
}

export function reporting(
  {
    quiet = false,
    verbose = false,
    strict = false,
    maxWarnings = Number.POSITIVE_INFINITY,
    json = false
  }: ReportingFlags,
  { env }: Host,
  format: ReportFormat = json ? 'json' : env['GITHUB_ACTIONS'] ? 'github' : 'pretty'
): Reporting {
  return { format, quiet, verbose, strict, maxWarnings }
}

export function list(names: string, before: readonly string[] = []): readonly string[] {
  return [...before, ...names.split(',').map((name) => name.trim().toLowerCase())]
}

export function more(name: string, before: readonly string[] = []): readonly string[] {
  return [...before, name]
}

export function count(number: string): number {
  if (!/^\d+$/.test(number)) throw new InvalidArgumentError('Write a whole number.')
  return Number(number)
}

export function port(number: string): number {
  if (!/^\d{1,5}$/.test(number) || Number(number) > 65_535)
    throw new InvalidArgumentError('Write a port, from 1 to 65535, or none.')
  return Number(number)
}

function folder(name: string, before: readonly string[] = []): readonly string[] {
  if (statSync(name, { throwIfNoEntry: false })?.isDirectory()) return [...before, name]
  throw new InvalidArgumentError('There is no such folder.')
}

function tag(name: string, before: readonly string[] = []): readonly string[] {
  if (!/^\S+$/.test(name)) throw new InvalidArgumentError('A tag in Anki holds no blank.')
  return [...before, name]
}

function start(day: string): string {
  if (day === 'import' || day === 'generated' || isDate(day)) return day
  throw new InvalidArgumentError('Write import, generated or a date such as 2026-01-07.')
}
