import { diagnose, type Report } from '../diagnostic'
import type { FieldDraft, RenderedField, RowDraft, TableDraft } from '../model/draft'
import { needsNoTree } from '../model/plain'
import type { Slice } from '../model/position'
import { difficultyOf } from './difficulty'
import { keysOf, type NumberedDraft } from './numbered'
import { type RowName, readRowName } from './words'

/**
 * Renders rows. One of nothing but words is rendered whenever it is asked for, since none of its cells can be among those that are
 * rendered apart, in their order: a schedule has a row for each card, and most are looked at once.
 */
export function rowRenderer(render: (field: FieldDraft) => RenderedField) {
  return (row: RowDraft<FieldDraft>): RowDraft<RenderedField> => {
    const { slice, cells } = row
    if (!cells.every(({ slice: { text } }) => needsNoTree(text))) return { slice, cells: cells.map(render) }
    return { __proto__: words, slice, row, render } as unknown as RowDraft<RenderedField>
  }
}

interface Words {
  readonly row: RowDraft<FieldDraft>
  readonly render: (field: FieldDraft) => RenderedField
}

const words: Pick<RowDraft<RenderedField>, 'cells'> & ThisType<Words> = {
  get cells() {
    return this.row.cells.map(this.render)
  }
}

/** What a table's row says of one card. */
export interface CardRow {
  readonly number: number
  /** It says the same of other cards, which it names as a group: a row of the card's own counts for more. */
  readonly general: boolean
  /** What stands in brackets behind the card's name. */
  readonly remark?: string
  /** The card's name. */
  readonly name: Slice
  /** Beside the card's name. */
  readonly cells: readonly CardCell[]
}

export interface CardCell {
  readonly column: string
  readonly cell: RenderedField | undefined
}

/** The column that names cards, by its header, or else one that holds nothing but groups of them. */
export function cardColumn({ header, rows }: TableDraft<RenderedField>): number {
  const named = header.cells.findIndex(({ content }) =>
    /^(?:flash)?cards?(?:\s*(?:#|no\.?|number|type|difficulty))?$/i.test(content.text)
  )
  if (named >= 0 || rows.length === 0) return named
  const isGroup = (text: string) => readRowName(text)?.group !== undefined
  return columnsOf(rows, [...header.cells.keys()], isGroup)[0] ?? -1
}

/** Those of some columns in which each row has what is wanted. It asks each row once for its cells. */
export function columnsOf(
  rows: readonly RowDraft<RenderedField>[],
  columns: readonly number[],
  isWanted: (text: string) => boolean
): readonly number[] {
  let left = columns
  for (const { cells } of rows) {
    if (left.length === 0) break
    left = left.filter((at) => isWanted(cells[at]?.content.text ?? ''))
  }
  return left
}

/** What the rows that name cards in the column `key` say of each, one after the other; `unreadable` is told of the others. */
export function* cardRows(
  { header, rows }: TableDraft<RenderedField>,
  key: number,
  cards: readonly NumberedDraft[],
  report: Report,
  unreadable: (name: Slice) => void
): Generator<CardRow> {
  const columns = header.cells.map(({ content }) => content.text)
  for (const { slice, cells } of rows) {
    reportExtraCells(cells, columns.length, report)
    const name = cells[key]
    const read = name && readRowName(name.content.text)
    if (!name || !read) {
      unreadable(name?.slice ?? { text: '', position: slice.position })
      continue
    }
    const others = columns.flatMap((column, at) => (at === key ? [] : { column, cell: cells[at] }))
    const general = read.group !== undefined
    for (const number of numbersOf(read, cards))
      yield { number, general, name: name.slice, cells: others, ...read }
  }
}

/** The numbers of the cards that a name means. */
export function numbersOf({ numbers, group }: RowName, cards: readonly NumberedDraft[]): readonly number[] {
  if (!group) return numbers
  return keysOf(group === 'all' ? cards : cards.filter((card) => difficultyOf(card) === group))
}

/** Where a table names cards by number, in its column for them or else in its first; nothing where it names several at once. */
export function cardNames(
  table: TableDraft<RenderedField>
): readonly { readonly slice: Slice; readonly number: number }[] | undefined {
  const key = Math.max(cardColumn(table), 0)
  const names = table.rows.flatMap(({ cells }) => {
    const name = cells[key]
    const read = name && readRowName(name.content.text)
    return read?.numbers.length ? [{ slice: name!.slice, numbers: read.numbers }] : []
  })
  return names.every(({ numbers }) => numbers.length === 1)
    ? names.map(({ slice, numbers }) => ({ slice, number: numbers[0]! }))
    : undefined
}

function reportExtraCells(cells: readonly RenderedField[], columns: number, report: Report): void {
  const extra = cells.slice(columns)
  if (extra.length === 0) return
  const found = extra.map(({ slice }) => slice.text).join(' | ')
  report(diagnose('table-cell-extra', extra[0]!.slice.position, { found }))
}
