import type { Root, TableCell, TableRow } from 'mdast'
import type { FieldDraft, RowDraft, TableDraft } from '../model/draft'
import type { Block } from '../model/outline'
import type { Position } from '../model/position'
import { sliceOf } from './slices'
import type { Source } from './source'

/** The first table among some blocks. */
export function readTable(source: Source, blocks: readonly Block[]): TableDraft<FieldDraft> | undefined {
  const block = blocks.find(({ kind }) => kind === 'table')
  const slice = block && sliceOf(source.text, [block])
  const table = slice && source.parse(slice).children.find((node) => node.type === 'table')
  if (!table) return undefined
  const [header, ...rows] = table.children.map((row) => readRow(source.text, row))
  return header && { header, rows }
}

function readRow(text: string, row: TableRow): RowDraft<FieldDraft> {
  return { position: row.position as Position, cells: row.children.map((cell) => readCell(text, cell)) }
}

function readCell(text: string, { children, position }: TableCell): FieldDraft {
  const place = contentPlace(children, position as Position)
  const tree: Root = { type: 'root', children }
  return {
    slice: { text: text.slice(place.start.offset, place.end.offset), position: place },
    tree: () => tree
  }
}

/** Where the text of a cell is; the bars and blanks around it belong to the cell, too. */
function contentPlace(children: TableCell['children'], cell: Position): Position {
  const [first, last] = [children[0]?.position, children.at(-1)?.position]
  if (!first || !last) return { start: cell.end, end: cell.end }
  return { start: first.start, end: last.end } as Position
}
