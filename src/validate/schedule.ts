import { diagnose, type Report } from '../diagnostic'
import type { RenderedField, TableDraft, TableSectionDraft } from '../model/draft'
import { type CardType, isMultiplier, isWithin, lastDay } from '../model/limits'
import { type Slice, startOf } from '../model/position'
import type { Schedule } from '../model/schedule'
import { labelNamed } from './labels'
import { type NumberedDraft, nameOf } from './numbered'
import { readNotes } from './reviews'
import type { Scheduled } from './scheduled'
import { readSessions } from './sessions'
import { type CardCell, type CardRow, cardColumn, cardRows, numbersOf } from './table'
import { isLadder, readDay, readDayList, readMultiplier, readRowName } from './words'

type Section = TableSectionDraft<RenderedField>

/** The schedule of the cards by their numbers. A card that `isScheduled` elsewhere needs no row. */
export function validateSchedule(
  sections: readonly Section[],
  cards: readonly NumberedDraft[],
  isScheduled: (card: NumberedDraft) => boolean,
  report: Report
): ReadonlyMap<number, Scheduled> {
  const [section, ...more] = sections
  for (const { heading } of more)
    report(diagnose('section-repeated', heading.position, repeated(heading.text, section!)))
  if (!section) return new Map()
  const sessions = readSessions(section, cards)
  if (sessions) return sessions
  if (section.malformed)
    report(diagnose('table-malformed', section.malformed.position, { found: section.malformed.text.trim() }))
  else if (section.items) return byItems(section.items, cards, report)
  else if (!section.table?.rows.length)
    report(diagnose('schedule-table-missing', section.heading.position, { name: section.heading.text }))
  const rows = section.table ? scheduleRows(section.table, cards, report) : []
  const { scheduled, isEmpty } = byNumber(rows, cards, report)
  const others = cards.filter((card) => !isScheduled(card))
  if (!isEmpty) reportMissing(section, others, scheduled, report)
  return scheduled
}

function repeated(name: string, { heading }: Section) {
  return { name, line: heading.position.start.line }
}

function scheduleRows(
  table: TableDraft<RenderedField>,
  cards: readonly NumberedDraft[],
  report: Report
): Iterable<CardRow> {
  const key = cardColumn(table)
  const missing = key < 0 ? 'the card' : table.header.cells.length < 2 ? 'a review' : undefined
  if (missing) {
    report(diagnose('schedule-column-missing', table.header.slice.position, { column: missing }))
    return []
  }
  return cardRows(table, key, cards, report, ({ text: found, position }) =>
    report(diagnose('schedule-card-unreadable', position, { found }))
  )
}

/** The schedule of each card: by a row of its own, or else by that of a group. None of the rows is kept. */
function byNumber(rows: Iterable<CardRow>, cards: readonly NumberedDraft[], report: Report) {
  const numbers = new Set(cards.map(({ key }) => key))
  const scheduled = new Map<number, Scheduled>()
  // The lines of the rows that count, by the numbers of their cards.
  const [ownLines, groupLines] = [new Map<number, number>(), new Map<number, number>()]
  const shared = sharing()
  let layout: Layout | undefined
  for (const row of ownFirst(rows)) {
    const { number, name, general, remark, cells } = row
    layout ??= layoutOf(cells.map(({ column }) => column))
    const lines = general ? groupLines : ownLines
    const line = lines.get(number)
    if (!numbers.has(number)) report(diagnose('schedule-card-unknown', name.position, { number }))
    else if (line !== undefined) report(diagnose('schedule-card-repeated', name.position, { number, line }))
    else if (!scheduled.has(number)) {
      lines.set(number, startOf(name).line)
      const found = shared(readRow(row, layout, report))
      scheduled.set(number, remark === undefined ? found : { ...found, remarked: { name, remark } })
    }
  }
  return { scheduled, isEmpty: layout === undefined }
}

/** One schedule for all cards with the same days, which nobody is to change: of a hundred thousand there are mostly a few kinds. */
function sharing(): (schedule: Schedule | null) => Scheduled {
  const known = new Map<string, Scheduled>()
  return (schedule) => {
    if (schedule?.kind !== 'days') return { schedule }
    const key = schedule.days.join()
    const before = known.get(key)
    if (before) return before
    Object.freeze(schedule.days)
    const found = { schedule: Object.freeze(schedule) }
    known.set(key, found)
    return found
  }
}

function* ownFirst(rows: Iterable<CardRow>): Generator<CardRow> {
  const general: CardRow[] = []
  for (const row of rows)
    if (row.general) general.push(row)
    else yield row
  yield* general
}

/** The schedule of each card that a list `- **Hard cards:** Day 1, Day 2` speaks of; of a card's own item before a group's. */
function byItems(
  items: NonNullable<Section['items']>,
  cards: readonly NumberedDraft[],
  report: Report
): ReadonlyMap<number, Scheduled> {
  const shared = sharing()
  const read = items.flatMap(({ name, text }) => {
    const [meant, days] = [readRowName(name.text), readDayList(text.text)]
    if (meant && isLadder(days)) return [{ meant, scheduled: shared({ kind: 'days', days }) }]
    if (meant) report(diagnose('schedule-day-unreadable', text.position, { found: text.text }))
    else report(diagnose('schedule-card-unreadable', name.position, { found: name.text }))
    return []
  })
  const generalFirst = read.toSorted((one, other) => Number(!one.meant.group) - Number(!other.meant.group))
  return new Map(
    generalFirst.flatMap(({ meant, scheduled }) =>
      numbersOf(meant, cards).map((number) => [number, scheduled] as const)
    )
  )
}

/** Which of the cells beside a card's name say what: by their columns, so the same in all rows. */
interface Layout {
  /** A first interval and how it grows, where columns are called so. */
  readonly growth?: readonly [interval: number, factor: number]
  /** Else the days of the reviews, in the order in which their columns count them, if they all do. */
  readonly reviews: readonly number[]
}

function layoutOf(columns: readonly string[]): Layout {
  const at = (name: RegExp) => columns.findIndex((column) => name.test(column))
  const [interval, factor] = [at(/\b(?:initial|first)\s+interval\b/i), at(/\bmultiplier\b|\bease\b/i)]
  const reviews = columns.flatMap((column, at) =>
    describing.test(column) ? [] : { at, place: placeOf(column) }
  )
  const isCounted = reviews.every(({ place }) => place !== undefined)
  const inOrder = isCounted ? reviews.sort((one, other) => one.place! - other.place!) : reviews
  return {
    ...(interval >= 0 && factor >= 0 && { growth: [interval, factor] }),
    reviews: inOrder.map(({ at }) => at)
  }
}

function readRow(row: CardRow, { growth, reviews }: Layout, report: Report): Schedule | null {
  const { cells } = row
  if (!growth)
    return readDays(
      row,
      reviews.map((at) => cells[at]!),
      report
    )
  const [interval, factor] = growth
  return readGrowth(row, cells[interval]!, cells[factor]!, report)
}

function readGrowth(row: CardRow, first: CardCell, growth: CardCell, report: Report): Schedule | null {
  const [interval, factor] = [filled(row, first, report), filled(row, growth, report)]
  const firstInterval =
    interval && understandDay(readDay(interval.content.text), interval.slice, undefined, report)
  const multiplier = factor && understandMultiplier(factor, report)
  return firstInterval !== undefined && multiplier !== undefined
    ? { kind: 'growth', firstInterval, multiplier }
    : null
}

/** The cell of a column; reports one that is empty. */
function filled(
  { number, name }: CardRow,
  { column, cell }: CardCell,
  report: Report
): RenderedField | undefined {
  if (cell && !cell.blank && !/^(?:[-–—]+|n\/?a)$/i.test(cell.content.text)) return cell
  report(diagnose('schedule-cell-missing', cell?.slice.position ?? name.position, { column, number }))
  return undefined
}

function understandMultiplier({ slice, content }: RenderedField, report: Report): number | undefined {
  const multiplier = readMultiplier(content.text)
  if (multiplier !== undefined && isMultiplier(multiplier)) return multiplier
  report(diagnose('schedule-multiplier-invalid', slice.position, { found: slice.text }))
  return undefined
}

/** The day of a column `Day 3` in which the card has a tick. */
function tickedDay(column: string, cell: RenderedField | undefined): number | undefined {
  const isTick = /^(?:[✅✓✔☑●•×]\ufe0f?|x|yes)$/iu.test(cell?.content.text ?? '')
  return isTick && /^(?:day|week|month)\b/i.test(column) ? readDay(column) : undefined
}

/** Columns that describe the card. */
const describing =
  /^(?:difficulty|level|concept|topic|title|front|question|notes?|remarks?|focus|priority|status)\b/i

const ordinals = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth']

/** 1 for `First Review`, `1st Review` and `Review 1`. */
function placeOf(column: string): number | undefined {
  const [, before, behind] = /^(?:(\d)(?:st|nd|rd|th)\b|.*\breview\s*#?(\d+)$)/i.exec(column) ?? []
  const place = ordinals.indexOf(column.split(/\s/, 1)[0]!.toLowerCase())
  return place >= 0 ? place + 1 : before || behind ? Number(before ?? behind) : undefined
}

function readDays(row: CardRow, reviews: readonly CardCell[], report: Report): Schedule | null {
  const days: number[] = []
  let readable = true
  const isTicked = reviews.some(({ column, cell }) => tickedDay(column, cell) !== undefined)
  for (const each of reviews) {
    const ticked = tickedDay(each.column, each.cell)
    if (isTicked && (ticked !== undefined || !each.cell || each.cell.blank)) {
      if (ticked !== undefined) days.push(ticked)
      continue
    }
    const cell = filled(row, each, report)
    const found = cell && understandDays(cell, days.at(-1), report)
    if (found) days.push(...found)
    else if (cell) readable = false
  }
  // A copy has no room for more, which V8 gives to a list that grows: each card keeps its own.
  return readable && days.length > 0 ? { kind: 'days', days: days.slice() } : null
}

const none: readonly number[] = []

/** The days of a cell: mostly one. */
function understandDays(
  cell: RenderedField,
  before: number | undefined,
  report: Report
): readonly number[] | undefined {
  const day = readDay(cell.content.text)
  const several = day === undefined ? readDayList(cell.content.text) : none
  if (several.length > 1 && isLadder(several) && several[0]! > (before ?? 0)) return several
  const understood = understandDay(day, cell.slice, before, report)
  return understood === undefined ? undefined : [understood]
}

/** A review day that is in range and comes after the one before it; reports it otherwise. */
function understandDay(
  day: number | undefined,
  { text: found, position }: Slice,
  before: number | undefined,
  report: Report
): number | undefined {
  if (day === undefined) report(diagnose('schedule-day-unreadable', position, { found }))
  else if (!isWithin(day, lastDay)) report(diagnose('schedule-day-invalid', position, { found }))
  else if (before !== undefined && day <= before)
    report(diagnose('schedule-day-order', position, { day, before }))
  else return day
  return undefined
}

function reportMissing(
  { heading }: Section,
  cards: readonly NumberedDraft[],
  scheduled: ReadonlyMap<number, Scheduled>,
  report: Report
): void {
  for (const card of cards)
    if (card.number && card.key !== undefined && !scheduled.has(card.key))
      report(diagnose('schedule-card-missing', heading.position, { card: nameOf(card) }))
}

/**
 * What a card says of its own days, `**Schedule:** 1, 3, 7`, or of what was learned, `!2026-02-03,12,250`. Null when they cannot be read, nothing when it says nothing.
 * A label `Review` may be about anything else.
 */
export function readOwnSchedule(
  { labels }: Pick<NumberedDraft, 'labels'>,
  type: CardType,
  report: Report
): Schedule | null | undefined {
  const label = labelNamed(labels, 'schedule')?.value
  if (label && !label.blank) return readDayLabel(label, type, report)
  const other = ['review', 'reviews', 'review days', 'review schedule'].flatMap(
    (name) => labelNamed(labels, name)?.value ?? []
  )[0]
  const days = readDayList(other?.content.text ?? '')
  return isLadder(days) ? { kind: 'days', days } : undefined
}

function readDayLabel({ slice, content }: RenderedField, type: CardType, report: Report): Schedule | null {
  const learned = readNotes(content.text, type)
  if (learned) return learned
  const days = readDayList(content.text)
  if (isLadder(days)) return { kind: 'days', days }
  const { position, text: found } = slice
  const unfit = days.find((day) => day !== undefined && !isWithin(day, lastDay))
  const at = days.findIndex((day, index) => index > 0 && day! <= days[index - 1]!)
  if (days.length === 0 || days.includes(undefined))
    report(diagnose('schedule-day-unreadable', position, { found }))
  else if (unfit !== undefined) report(diagnose('schedule-day-invalid', position, { found: String(unfit) }))
  else report(diagnose('schedule-day-order', position, { day: days[at]!, before: days[at - 1]! }))
  return null
}
