import initSqlite, { type Database, type Sqlite3Static, type SqlValue } from '@sqlite.org/sqlite-wasm'

/** A database that is open to read. */
export interface OpenDatabase {
  readonly rows: <Row extends Readonly<Record<string, SqlValue>>>(sql: string) => readonly Row[]
  /** Gives the rows one after the other, for tables of any length. */
  readonly each: <Row extends Readonly<Record<string, SqlValue>>>(
    sql: string,
    take: (row: Row) => void
  ) => void
  readonly close: () => void
}

/**
 * Opens the bytes of an SQLite file to read. Throws what SQLite says of them, here or when rows are asked for. Never
 * writes. A hostile file is kept from running anything: its schema is not trusted, and a query that takes longer than
 * its size explains is ended.
 */
export async function openDatabase(bytes: Uint8Array): Promise<OpenDatabase> {
  const sqlite = await initSqlite()
  const database = new sqlite.oo1.DB(':memory:')
  try {
    load(sqlite, database, bytes)
  } catch (error) {
    database.close()
    throw error
  }
  return {
    rows: (sql) => database.exec({ sql, rowMode: 'object', returnValue: 'resultRows' }) as never,
    each: (sql, take) =>
      void database.exec({ sql, rowMode: 'object', callback: (row) => take(row as never) as undefined }),
    close: () => void database.close()
  }
}

function load({ capi, wasm }: Sqlite3Static, database: Database, bytes: Uint8Array): void {
  const [handle, { length }] = [database.pointer!, bytes]
  database.exec('pragma trusted_schema = off; pragma cell_size_check = on')
  capi.sqlite3_progress_handler(handle, stepsAtATime, patience(length), 0)
  const flags = capi.SQLITE_DESERIALIZE_FREEONCLOSE | capi.SQLITE_DESERIALIZE_READONLY
  const pointer = wasm.allocFromTypedArray(withoutLog(bytes))
  const code = capi.sqlite3_deserialize(handle, 'main', pointer, length, length, flags)
  if (code !== capi.SQLITE_OK)
    throw new Error(`its database cannot be opened: ${capi.sqlite3_js_rc_str(code)}`)
  const compare = (_: number, size: number, text: number, otherSize: number, other: number) =>
    inOrder(textAt(wasm.heap8u(), text, size), textAt(wasm.heap8u(), other, otherSize))
  capi.sqlite3_create_collation_v2(handle, 'unicase', capi.SQLITE_UTF8, 0, compare, 0)
}

const stepsAtATime = 1_000_000

/** Ends a query after some ten steps for each byte; a check of the whole file takes about one. */
function patience(bytes: number): () => number {
  let left = 100 + bytes / 100_000
  return () => (--left < 0 ? 1 : 0)
}

/** A file that was written with a log beside it says so in two bytes, and SQLite would look for the log. */
function withoutLog(bytes: Uint8Array): Uint8Array {
  const [writeVersion, readVersion] = [18, 19]
  if (bytes[writeVersion] !== 2 && bytes[readVersion] !== 2) return bytes
  const copy = bytes.slice()
  copy.fill(1, writeVersion, readVersion + 1)
  return copy
}

function textAt(heap: Uint8Array, at: number, length: number): string {
  return utf8.decode(heap.subarray(at, at + length)).toLowerCase()
}

const utf8 = new TextDecoder()

/** Anki compares names without regard to case, by a collation of its own (`rslib/src/storage/sqlite.rs`). */
function inOrder(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0
}
