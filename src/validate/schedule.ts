import { diagnose, type Report } from '../diagnostic'
import type { DeckDraft, RenderedField, TableDraft, TableSectionDraft } from '../model/draft'
import { isWithin, lastCardNumber, lastDay } from '../model/limits'
import type { Schedule } from '../model/schedule'
import { type CardRow, cardColumn, cardRows } from './table'
import { readDay } from './words'

/** What the schedule says of a card; its schedule is null when its days cannot be read. */
export interface Scheduled {
  readonly row: CardRow
  readonly schedule: Schedule | null
}

/** The schedule's rows by the number of the card that they are about. */
export function validateSchedule(
  draft: DeckDraft<RenderedField>,
  report: Report
): ReadonlyMap<number, Scheduled> {
  const [section, ...more] = draft.schedules
  for (const { heading } of more)
    report(diagnose('section-repeated', heading.position, place(heading.text, section!.heading.position)))
  if (!section) return new Map()
  if (!section.table?.rows.length)
    report(diagnose('schedule-table-missing', section.heading.position, { name: section.heading.text }))
  const rows = section.table ? scheduleRows(section.table, report) : []
  const scheduled = byNumber(rows, draft, report)
  if (rows.length > 0) reportMissing(draft, section, scheduled, report)
  return scheduled
}

function place(name: string, { start }: RenderedField['slice']['position']) {
  return { name, line: start.line }
}

function scheduleRows(table: TableDraft<RenderedField>, report: Report): readonly CardRow[] {
  const key = cardColumn(table)
  const missing = key < 0 ? 'the card' : table.header.cells.length < 2 ? 'a review' : undefined
  if (missing) {
    report(diagnose('schedule-column-missing', table.header.position, { column: missing }))
    return []
  }
  return cardRows(table, key, report, ({ text: found, position }) =>
    report(diagnose('schedule-card-unreadable', position, { found }))
  )
}

function byNumber(
  rows: readonly CardRow[],
  draft: DeckDraft<RenderedField>,
  report: Report
): Map<number, Scheduled> {
  const numbers = new Set(draft.cards.map(({ number }) => Number(number.text)))
  const scheduled = new Map<number, Scheduled>()
  for (const row of rows) {
    const { number, position } = row
    const before = scheduled.get(number)?.row.position.start
    if (!numbers.has(number)) report(diagnose('schedule-card-unknown', position, { number }))
    else if (before) report(diagnose('schedule-card-repeated', position, { number, line: before.line }))
    else scheduled.set(number, { row, schedule: readSchedule(row, report) })
  }
  return scheduled
}

function readSchedule({ number, position, cells }: CardRow, report: Report): Schedule | null {
  const days: number[] = []
  let readable = true
  for (const { column, cell } of cells) {
    const day = cell && !cell.blank ? understandDay(cell, days.at(-1), report) : undefined
    if (day !== undefined) days.push(day)
    else if (cell && !cell.blank) readable = false
    else report(diagnose('schedule-cell-missing', cell?.slice.position ?? position, { column, number }))
  }
  return readable && days.length > 0 ? { kind: 'days', days } : null
}

/** A review day that is in range and comes after the one before it; reports it otherwise. */
function understandDay(
  { slice, content }: RenderedField,
  before: number | undefined,
  report: Report
): number | undefined {
  const found = slice.text
  const day = readDay(content.text)
  if (day === undefined) report(diagnose('schedule-day-unreadable', slice.position, { found }))
  else if (!isWithin(day, lastDay)) report(diagnose('schedule-day-invalid', slice.position, { found }))
  else if (before !== undefined && day <= before)
    report(diagnose('schedule-day-order', slice.position, { day, before }))
  else return day
  return undefined
}

function reportMissing(
  { cards }: DeckDraft<RenderedField>,
  { heading }: TableSectionDraft<RenderedField>,
  scheduled: ReadonlyMap<number, Scheduled>,
  report: Report
): void {
  for (const { number } of cards)
    if (isWithin(Number(number.text), lastCardNumber) && !scheduled.has(Number(number.text)))
      report(diagnose('schedule-card-missing', heading.position, { card: `Card ${number.text}` }))
}
