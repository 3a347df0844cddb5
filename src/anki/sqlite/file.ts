import type { Part } from '../../model/parts'
import { orderBy } from './order'
import { type Pages, pagesOf } from './pages'
import { recordEncoder, type Value } from './record'
import { leadTo, tableIn, writeIndex } from './tree'

/** A table or an index that a file has, where its tree begins, and the SQL that makes it. */
interface Entry {
  readonly type: 'table' | 'index'
  readonly name: string
  readonly table: string
  readonly page: number
  readonly sql: string
}

/** An SQLite file that is being written: each tree once, from its first row to its last. */
export interface SqliteFile {
  readonly pages: Pages
  readonly entries: Entry[]
}

export function sqliteFile(pageSize: number): SqliteFile {
  return { pages: pagesOf(pageSize), entries: [] }
}

/** Ends the file, and gives what is left of its parts. */
export function endFile({ pages, entries }: SqliteFile): readonly Part[] {
  const schema = tableIn(pages)
  const encode = recordEncoder()
  for (const [index, { type, name, table, page, sql }] of entries.entries())
    schema.add(index + 1, encode([type, name, table, page, sql]))
  const root = schema.end()
  return pages.end((pageCount) => firstPage(root, pages.pageSize, pageCount))
}

/** The head of a file (https://www.sqlite.org/fileformat2.html#the_database_header). */
function firstPage(root: number, pageSize: number, pageCount: number): Uint8Array {
  const page = new Uint8Array(pageSize)
  const view = new DataView(page.buffer)
  page.set(new TextEncoder().encode('SQLite format 3\0'))
  view.setUint16(16, pageSize & 0xffff)
  page.set([1, 1, 0, 64, 32, 32], 18)
  for (const [at, value] of Object.entries(headOf(pageCount))) view.setUint32(Number(at), value)
  leadTo(root, page, headLength)
  return page
}

const headLength = 100

/** The numbers in it that are not 0, by their places. */
function headOf(pageCount: number): Readonly<Record<number, number>> {
  const changes = 1
  return {
    24: changes,
    28: pageCount,
    40: 1,
    44: 4,
    56: 1,
    92: changes,
    96: sqliteVersion
  }
}

/** 3.40.0: what readers may rely on is not more than that. */
const sqliteVersion = 3_040_000

/** Rows by ascending ids. */
export interface RowsToWrite {
  readonly count: number
  readonly at: (index: number) => { readonly id: number; readonly values: readonly Value[] }
}

/** Writes a table. Gives parts of the file as they are full. */
export function* writeTable(
  { pages, entries }: SqliteFile,
  { name, sql }: { readonly name: string; readonly sql: string },
  { count, at }: RowsToWrite
): Generator<Part> {
  const table = tableIn(pages)
  const encode = recordEncoder()
  for (let index = 0; index < count; index++) {
    const { id, values } = at(index)
    table.add(id, encode(values))
    const full = pages.full()
    if (full.length > 0) yield* full
  }
  entries.push({ type: 'table', name, table: name, page: table.end(), sql })
}

/** What an index is to hold: columns of numbers, of which the last one has the ids of the rows. */
export interface IndexToWrite {
  readonly name: string
  readonly table: string
  readonly sql: string
  readonly columns: readonly Float64Array[]
}

export function* writeIndexOf(
  { pages, entries }: SqliteFile,
  { columns, ...index }: IndexToWrite
): Generator<Part> {
  const encode = recordEncoder()
  // By the last column, the ids, rows are in order as they stand.
  const order = orderBy(columns.slice(0, -1))
  const values = columns.map(() => 0)
  const page = writeIndex(pages, order.length, (place) => {
    const row = order[place]!
    for (let at = 0; at < values.length; at++) values[at] = columns[at]![row]!
    return encode(values)
  })
  entries.push({ type: 'index', page, ...index })
  yield* pages.full()
}
