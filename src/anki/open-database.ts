import initSqlite, { type SqlValue } from '@sqlite.org/sqlite-wasm'

/** A database that is open to read. */
export interface OpenDatabase {
  readonly rows: <Row extends Readonly<Record<string, SqlValue>>>(sql: string) => readonly Row[]
  readonly close: () => void
}

/**
 * Opens the bytes of an SQLite file to read. Throws what SQLite says of them, here or when rows are asked for. Never
 * writes.
 */
export async function openDatabase(bytes: Uint8Array): Promise<OpenDatabase> {
  const { capi, oo1, wasm } = await initSqlite()
  const database = new oo1.DB(':memory:')
  const pointer = wasm.allocFromTypedArray(withoutLog(bytes))
  const flags = capi.SQLITE_DESERIALIZE_FREEONCLOSE | capi.SQLITE_DESERIALIZE_READONLY
  const code = capi.sqlite3_deserialize(database.pointer!, 'main', pointer, bytes.length, bytes.length, flags)
  if (code !== capi.SQLITE_OK)
    throw new Error(`its database cannot be opened: ${capi.sqlite3_js_rc_str(code)}`)
  const compare = (_: number, length: number, text: number, otherLength: number, other: number) =>
    inOrder(textAt(wasm.heap8u(), text, length), textAt(wasm.heap8u(), other, otherLength))
  capi.sqlite3_create_collation_v2(database.pointer!, 'unicase', capi.SQLITE_UTF8, 0, compare, 0)
  return {
    rows: (sql) => database.exec({ sql, rowMode: 'object', returnValue: 'resultRows' }) as never,
    close: () => void database.close()
  }
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
