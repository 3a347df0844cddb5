import type { Part } from '../model/parts'
import { type CardRow, type Collection, type ColRow, isLarge, type NoteRow, type Rows } from './rows'
import { indexes, tables } from './schema'
import { endFile, type SqliteFile, sqliteFile, writeIndexOf, writeTable } from './sqlite/file'
import { orderBy } from './sqlite/order'
import { asInteger, type Value } from './sqlite/record'

/**
 * The rows of a collection as an SQLite database, in parts that are given as they are full; the first one comes late. SQLite itself
 * would take three times as long, and more to start with than a deck of a hundred cards takes: it puts each row where it
 * belongs among those that it has, while we have all of them, and know their order.
 */
export function* databaseOf(collection: Collection): Generator<Part> {
  const { col, notes, cards } = collection
  const file = sqliteFile(pageSize(collection))
  yield* writeRows(file, 'col', {}, { ids: [1], at: () => col }, colValues)
  yield* writeRows(file, 'notes', indexes.notes, notes, noteValues)
  yield* writeRows(file, 'cards', indexes.cards, cards, cardValues)
  yield* writeRows(file, 'revlog', indexes.revlog, none, () => [])
  yield* writeRows(file, 'graves', {}, none, () => [])
  yield* endFile(file)
}

const none: Rows<Readonly<Record<string, number>>> = { ids: [], at: () => ({}) }

/** Bytes. Each table and index takes a page at least, and a small package would be mostly empty ones; in large ones rows leave less room. */
function pageSize(collection: Collection): number {
  if (isLarge(collection)) return 16_384
  return collection.notes.ids.length < 100 ? 1024 : 4096
}

/**
 * How many rows what they are made of is read for at once. They are made in the order of their ids, and each would wait for memory some
 * ten times, while a processor that reads for one after the other waits for many together.
 */
const rowsAhead = 128

/** Writes a table with its indexes. */
function* writeRows<Row>(
  file: SqliteFile,
  name: keyof typeof tables,
  indexes: Readonly<Record<string, readonly string[]>>,
  { ids, at, reach = () => 0 }: Rows<Row>,
  valuesOf: (row: Row) => readonly Value[]
): Generator<Part> {
  const order = orderBy([Float64Array.from(ids)])
  const sorted = new Float64Array(ids.length).map((_, place) => ids[order[place]!]!)
  const indexed = [...new Set(Object.values(indexes).flat())].map((column) => ({
    column,
    position: columnsIn(tables[name]).indexOf(column),
    numbers: new Float64Array(order.length)
  }))
  const rows = {
    count: order.length,
    reached: 0,
    at: (place: number) => {
      if (place % rowsAhead === 0)
        for (const index of order.subarray(place, place + rowsAhead)) rows.reached += reach(index)
      const values = valuesOf(at(order[place]!))
      for (const { position, numbers } of indexed) numbers[place] = Number(values[position])
      return { id: sorted[place]!, values }
    }
  }
  yield* writeTable(file, { name, sql: tables[name] }, rows)
  for (const [index, columns] of Object.entries(indexes))
    yield* writeIndexOf(file, {
      name: index,
      table: name,
      sql: `CREATE INDEX ${index} on ${name} (${columns.join(', ')})`,
      columns: [...columns.map((column) => indexed.find((each) => each.column === column)!.numbers), sorted]
    })
}

/** The names of a table's columns. */
function columnsIn(sql: string): readonly string[] {
  return [...sql.matchAll(/(\w+) (?:integer|text)\b/g)].map(([, name = '']) => name)
}

/** Of all that no server knows yet. */
const usn = -1

/** The columns of each table in their order; a row's id is not among its values. */
function colValues({ crt, mod, scm, conf, models, decks, dconf }: ColRow): readonly Value[] {
  return [null, crt, mod, scm, 11, 0, 0, 0, conf, models, decks, dconf, '{}']
}

function noteValues({ guid, mid, mod, tags, flds, sfld, csum }: NoteRow): readonly Value[] {
  return [null, guid, mid, mod, usn, tags, flds, asInteger(sfld), csum, 0, '']
}

function cardValues(row: CardRow): readonly Value[] {
  const { nid, did, ord, mod, type, queue, due, ivl, factor, left, data } = row
  return [null, nid, did, ord, mod, usn, type, queue, due, ivl, factor, 0, 0, left, 0, 0, 0, data]
}
