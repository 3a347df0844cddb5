import { diagnose, type Report } from '../diagnostic'
import type { RenderedField, RowDraft, TableDraft } from '../model/draft'
import type { Position, Slice } from '../model/position'
import { readCardName } from './words'

/** A row of a table about cards: which card it is about, and its other cells by column. */
export interface CardRow {
  readonly number: number
  readonly difficulty?: string
  /** Where the card is named. */
  readonly position: Position
  readonly cells: readonly { readonly column: string; readonly cell: RenderedField | undefined }[]
}

/** The column that names cards. */
export function cardColumn({ header }: TableDraft<RenderedField>): number {
  return header.cells.findIndex(({ content }) => /^cards?(?:\s*(?:#|no\.?|number))?$/i.test(content.text))
}

/** The rows that name a card in the column `key`; `unreadable` is told of the others. */
export function cardRows(
  { header, rows }: TableDraft<RenderedField>,
  key: number,
  report: Report,
  unreadable: (name: Slice) => void
): readonly CardRow[] {
  const columns = header.cells.map(({ content }) => content.text)
  return rows.flatMap((row) => {
    reportExtraCells(row, columns.length, report)
    const name = row.cells[key]
    const read = name && readCardName(name.content.text)
    if (!name || !read) {
      unreadable(name?.slice ?? { text: '', position: row.position })
      return []
    }
    const cells = columns.map((column, at) => ({ column, cell: row.cells[at] })).filter((_, at) => at !== key)
    return [{ ...read, position: name.slice.position, cells }]
  })
}

/** Where a table names cards by number: in its column for them, or else in its first. */
export function cardNames(
  table: TableDraft<RenderedField>
): readonly { readonly slice: Slice; readonly number: number }[] {
  const key = Math.max(cardColumn(table), 0)
  return table.rows.flatMap(({ cells }) => {
    const name = cells[key]
    const read = name && readCardName(name.content.text)
    return name && read && name.slice.text.includes(String(read.number))
      ? [{ slice: name.slice, number: read.number }]
      : []
  })
}

function reportExtraCells({ cells }: RowDraft<RenderedField>, columns: number, report: Report): void {
  const extra = cells.slice(columns)
  if (extra.length === 0) return
  const found = extra.map(({ slice }) => slice.text).join(' | ')
  report(diagnose('table-cell-extra', extra[0]!.slice.position, { found }))
}
