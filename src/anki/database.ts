import initSqlite, {
  type Database,
  type PreparedStatement,
  type Sqlite3Static
} from '@sqlite.org/sqlite-wasm'
import type { Collection } from './rows'
import { indexes, inserts, tables } from './schema'

type Value = string | number

/** The rows of a collection as an SQLite database. */
export async function databaseOf({ col, notes, cards }: Collection): Promise<Uint8Array> {
  const sqlite = await initSqlite()
  const database = new sqlite.oo1.DB(':memory:')
  try {
    database.exec(`pragma page_size = ${pageSize(notes.length)}; begin; ${tables}`)
    insert(sqlite, database, inserts.col, [col])
    insert(sqlite, database, inserts.notes, notes)
    insert(sqlite, database, inserts.cards, cards)
    database.exec(`${indexes} commit;`)
    return sqlite.capi.sqlite3_js_db_export(database)
  } finally {
    database.close()
  }
}

/** Bytes. Each table and index takes a page at least, and a small package would be mostly empty ones. */
function pageSize(notes: number): number {
  return notes < 100 ? 1024 : 4096
}

interface Insert<Column extends string> {
  readonly sql: string
  readonly columns: readonly Column[]
}

function insert<Column extends string>(
  sqlite: Sqlite3Static,
  database: Database,
  { sql, columns }: Insert<Column>,
  rows: readonly Readonly<Record<Column, Value>>[]
): void {
  const statement = database.prepare(sql)
  for (const row of rows) {
    const values = columns.map((column) => row[column])
    sqlite.wasm.scopedAllocCall(() => insertRow(sqlite, statement, values))
  }
  statement.finalize()
}

/**
 * Goes through the C interface, with texts in memory that is ours while the row is written: the object interface
 * takes three times as long.
 */
function insertRow(
  { capi, wasm }: Sqlite3Static,
  statement: PreparedStatement,
  values: readonly Value[]
): void {
  for (const [index, value] of values.entries()) {
    // A whole number is bound as a double, which an integer column turns back; 64 bits would take a BigInt.
    if (typeof value === 'number') capi.sqlite3_bind_double(statement, index + 1, value)
    else {
      const bytes = encoder.encode(value)
      // One more, since no memory at all would be NULL.
      const pointer = wasm.scopedAlloc(bytes.length + 1)
      wasm.heap8u().set(bytes, pointer)
      wasm.exports.sqlite3_bind_text(statement.pointer, index + 1, pointer, bytes.length, capi.SQLITE_STATIC)
    }
  }
  const code = capi.sqlite3_step(statement)
  if (code !== capi.SQLITE_DONE)
    throw new Error(`SQLite does not take a row: ${capi.sqlite3_js_rc_str(code)}`)
  capi.sqlite3_reset(statement)
}

const encoder = new TextEncoder()
