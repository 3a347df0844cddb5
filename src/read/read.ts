import { diagnose, type Report } from '../diagnostic'
import {
  type CardDraft,
  type DeckDraft,
  type FieldDraft,
  type SettingDraft,
  type TableSectionDraft,
  valuesOf
} from '../model/draft'
import type { Slice } from '../model/position'
import type { Source } from '../model/source'
import { dialects } from './dialects'
import type { Dialect, Reading } from './dialects/dialect'
import { hasCloze } from './dialects/made'
import { withExportedTags } from './export-block'
import { readLabels } from './label-lines'
import { recogniseTitle } from './labels'
import { leftOut, linesOfReading, type ReadLines } from './left-out'
import { mendBlocks } from './mend'
import { plainText } from './plain-text'
import { type Depths, depthsOf, type Region, regionsOf } from './regions'
import { type ReadYaml, readSettings } from './settings'
import { readTableSection } from './table'
import { withTrailingId } from './trailing-id'

export interface ReadOptions {
  readonly readYaml: ReadYaml
  /** How decks are written that do not say it. */
  readonly dialect?: string | undefined
}

/** Finds the parts of a deck, and where they are. What they mean is not asked here. Total. */
export function read(source: Source, { readYaml, dialect: wanted }: ReadOptions, report: Report): DeckDraft {
  const settings = readSettings(source, readYaml, report)
  const blocks = mendBlocks(source, report)
  const depths = depthsOf(blocks)
  const regions = regionsOf(blocks, depths)
  const reading = bestReading(source, regions, depths, chosen(settings, wanted))
  const { dialect, cards } = reading
  for (const finding of reading.findings) report(finding)
  const [titled, ...more] = regions.filter(({ kind }) => kind === 'title')
  for (const { heading } of more) report(repeatedTitle(heading!, titled!.heading!))
  const readLines = linesOfReading(reading)
  const others = cards.length === 0 ? [] : regions.filter((region) => !more.includes(region))
  const describing = titled ?? regions[0]!
  for (const finding of leftOut(source, others, describing, reading, readLines)) report(finding)
  const title = reading.title ?? (titled?.heading && recogniseTitle(plainText(source, titled.heading)))
  return {
    empty: source.blocks.length === 0,
    dialect: { name: dialect.name, example: dialect.example },
    settings,
    cut: source.blocks.some(({ unclosed, kind }) => unclosed === true && kind !== 'front-matter'),
    ...(title && { title }),
    labels: labelsOf(source, describing, readLines),
    cards: withExportedTags(source, regions, cards).map(withTrailingId),
    schedules: tableSections(source, regions, 'schedule'),
    references: tableSections(source, regions, 'references')
  }
}

/** The dialect that the front matter names, or else the caller. */
function chosen(settings: readonly SettingDraft[], dialect: string | undefined): string | undefined {
  return valuesOf(settings, 'dialect')[0] ?? dialect
}

/** A dialect and what it reads. */
interface Read extends Reading {
  readonly dialect: Dialect
}

/** The reading of a deck that says how it is written, or else the one with the most cards. */
function bestReading(
  source: Source,
  regions: readonly Region[],
  depths: Depths,
  name: string | undefined
): Read {
  const readings: Read[] = []
  const forced = dialects.filter((dialect) => dialect.name === name)
  for (const dialect of forced.length > 0 ? forced : dialects) {
    if (dialect.lastResort && mostCards(readings)) continue
    const reading = { dialect, ...dialect.read(source, regions, depths) }
    if (reading.headed || (reading.sure && countComplete(reading) > 0)) return reading
    readings.push(reading)
  }
  // Where nothing is whole, the dialect that at least begins the most cards.
  return mostCards(readings) ?? highest(readings, ({ cards }) => cards.length)
}

function mostCards(readings: readonly Read[]): Read | undefined {
  const best = readings.length > 0 ? highest(readings, countComplete) : undefined
  return best && countComplete(best) > 0 ? best : undefined
}

/** The first of those that count highest. */
function highest(readings: readonly Read[], count: (reading: Read) => number): Read {
  return readings.reduce((first, second) => (count(second) > count(first) ? second : first))
}

/** How many cards have both sides, or are clozes. */
function countComplete({ cards }: Reading): number {
  return cards.filter(hasBothSides).length
}

function hasBothSides({ parts }: CardDraft<FieldDraft>): boolean {
  const front = parts.find(({ role }) => role === 'front')
  return (
    front !== undefined &&
    (front.cloze === true ||
      parts.some(({ role }) => role === 'back') ||
      hasCloze(front.field?.slice.text ?? ''))
  )
}

function tableSections(
  source: Source,
  regions: readonly Region[],
  kind: Region['kind']
): readonly TableSectionDraft<FieldDraft>[] {
  const found = regions.filter((region) => region.kind === kind)
  return found.map(({ heading, blocks }) => readTableSection(source, heading!, blocks))
}

/** What describes the deck: not the sides of cards that stand under its title. */
function labelsOf(source: Source, { blocks }: Region, readLines: ReadLines) {
  const labels = blocks.flatMap((block) => readLabels(source, block) ?? [])
  return labels.filter(({ name }) => !readLines.has(name.position.start.line))
}

function repeatedTitle({ position }: Slice, first: Slice) {
  return diagnose('deck-title-repeated', position, { line: first.position.start.line })
}
