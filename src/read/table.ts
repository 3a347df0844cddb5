import type { FieldDraft, RowDraft, TableDraft } from '../model/draft'
import type { Block } from '../model/outline'
import type { Slice } from '../model/position'
import type { Source } from '../model/source'
import { linesOf } from './slices'

/** The first table among some blocks. */
export function readTable(source: Source, blocks: readonly Block[]): TableDraft<FieldDraft> | undefined {
  const block = blocks.find(({ kind }) => kind === 'table')
  if (!block) return undefined
  const [header, , ...rows] = linesOf(source.text, block)
  return { header: readRow(source, header!), rows: rows.map((row) => readRow(source, row)) }
}

function readRow(source: Source, row: Slice): RowDraft<FieldDraft> {
  const cells = source.cells(row)
  return { position: row.position, cells: cells.map((cell) => readCell(source, cell)) }
}

function readCell({ parseInline }: Source, cell: Slice): FieldDraft {
  return { slice: cell, tree: () => parseInline(cell), inline: true }
}
