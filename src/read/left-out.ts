import { type Diagnostic, diagnose } from '../diagnostic'
import type { CardDraft, FieldDraft } from '../model/draft'
import type { Block } from '../model/outline'
import { join, linesIn, type Position, type Slice } from '../model/position'
import type { Source } from '../model/source'
import type { Reading } from './dialects/dialect'
import { readLabels } from './label-lines'
import { isCard, type Region } from './regions'
import { linesOf } from './slices'

/** The numbers of the lines that were read: as a part of a card, or as a mark of the dialect. */
export type ReadLines = ReadonlySet<number>

export function linesOfReading({ cards, regions, marks = [], sure }: Reading): ReadLines {
  // Cards with headings of their own have all that is under them.
  if (sure && [...regions].every(isCard)) return new Set()
  const places = [...cards.flatMap(placesOf), ...marks.map(({ position }) => position)]
  return new Set(places.flatMap(linesAt))
}

function placesOf({ heading, labels, parts }: CardDraft<FieldDraft>): readonly Position[] {
  return [
    heading,
    ...labels.flatMap(({ name, value }) => [name, value.slice]),
    ...parts.flatMap(({ name, field }) => (field ? [name, field.slice] : name))
  ].map(({ position }) => position)
}

function linesAt({ start, end }: Position): readonly number[] {
  return Array.from({ length: end.line - start.line + 1 }, (_, index) => start.line + index)
}

/** Text that becomes part of no card, among `regions` that may hold some; one of them may be `describing` the deck. */
export function leftOut(
  source: Source,
  regions: readonly Region[],
  describing: Region,
  { regions: used, sure }: Reading,
  readLines: ReadLines
): readonly Diagnostic[] {
  return regions.flatMap((region) => {
    const { kind, blocks } = region
    if ((sure && isCard(region)) || kind === 'schedule' || kind === 'references') return []
    const loose =
      region === describing ? blocks.filter((block) => !describes(source, block, readLines)) : blocks
    const lines = loose.flatMap((block) => linesShown(source, block))
    return used.has(region) ? between(source, lines, readLines) : whole(source, region, lines, readLines)
  })
}

function describes(source: Source, block: Block, readLines: ReadLines): boolean {
  const lines = linesOf(source.text, block)
  return !lines.some((line) => isRead(line, readLines)) && readLabels(source, block) !== undefined
}

/** A section of its own, or what stands under a title or before it. */
function whole(
  source: Source,
  region: Region,
  lines: readonly Slice[],
  readLines: ReadLines
): readonly Diagnostic[] {
  const heading = region.kind === 'title' ? undefined : region.heading
  const unread = lines.filter((line) => !isRead(line, readLines))
  const [first, last] = [unread[0], unread.at(-1)]
  if (!first || !last) return []
  const { position } = join(source.text, heading ?? first, last)
  return [diagnose('section-unknown', position, { name: heading?.text })]
}

/** Text around cards. Between two of them it may well have been meant for the first. */
function between(source: Source, lines: readonly Slice[], readLines: ReadLines): readonly Diagnostic[] {
  const read = lines.map((line) => isRead(line, readLines))
  const [first, last] = [read.indexOf(true), read.lastIndexOf(true)]
  const found: Diagnostic[] = []
  let run: Slice | undefined
  for (const [index, line] of lines.entries()) {
    if (read[index]) continue
    run = run ? join(source.text, run, line) : line
    if (read[index + 1] === false) continue
    found.push(
      index > first && index < last
        ? diagnose('card-text-stray', run.position, { inCard: false })
        : diagnose('section-unknown', run.position, { name: undefined })
    )
    run = undefined
  }
  return found
}

function isRead({ position }: Slice, readLines: ReadLines): boolean {
  return readLines.has(position.start.line)
}

/** The lines of a block that show something; headings are not asked. */
function linesShown({ text }: Source, block: Block): readonly Slice[] {
  const { kind, heading, start, end } = block
  if (heading || ['rule', 'front-matter', 'comment'].includes(kind)) return []
  const hidden = kind === 'html' ? showingNothing : /<!--.*?-->/gs
  const shown = text.slice(start, end).replace(hidden, (found) => found.replace(/./g, ' '))
  const shownLines = linesIn(shown)
  return linesOf(text, block).filter((_, index) => shownLines[index]!.trim() !== '')
}

/** A comment and a tag show nothing of their own. */
const showingNothing = /<!--.*?(?:-->|$)|<\/?[a-z][^>]*>/gis
