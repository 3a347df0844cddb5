import initSqlite from '@sqlite.org/sqlite-wasm'
import { strToU8, unzipSync, zipSync } from 'fflate'

/** The files of a package, to be changed. */
export type Files = Record<string, Uint8Array>

/** A package with its files changed. */
export function withFiles(apkg: Uint8Array, change: (files: Files) => void): Uint8Array {
  const files = unzipSync(apkg)
  change(files)
  return zipSync(files, { mtime: '1980-01-01T00:00:00' })
}

/** A package with other rows in its database. */
export async function withSql(apkg: Uint8Array, sql: string): Promise<Uint8Array> {
  const database = await changed(unzipSync(apkg)['collection.anki2']!, sql)
  return withFiles(apkg, (files) => {
    files['collection.anki2'] = database
  })
}

/** A package with media: their names in the order of their numbers. */
export function withMedia(apkg: Uint8Array, names: readonly string[], content = 'x'): Uint8Array {
  return withFiles(apkg, (files) => {
    files['media'] = strToU8(JSON.stringify(Object.fromEntries(names.entries())))
    for (const index of names.keys()) files[String(index)] = strToU8(content)
  })
}

/** A package with other bytes at a place. */
export function withBytes(apkg: Uint8Array, at: number, bytes: readonly number[]): Uint8Array {
  const copy = apkg.slice()
  copy.set(bytes, at)
  return copy
}

/** Where an entry stands in the directory of a zip. */
export function directoryAt(apkg: Uint8Array, name: string): number {
  const bytes = Buffer.from(apkg)
  let at = bytes.readUInt32LE(bytes.length - 6)
  for (;;) {
    const length = bytes.readUInt16LE(at + 28)
    if (bytes.toString('latin1', at + 46, at + 46 + length) === name) return at
    at += 46 + length + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  }
}

/** Runs SQL on the bytes of a database; one that was written with a log beside it is to need none. */
export async function changed(bytes: Uint8Array, sql: string): Promise<Uint8Array> {
  const { oo1, capi, wasm } = await initSqlite()
  const database = new oo1.DB(':memory:')
  try {
    const pointer = wasm.allocFromTypedArray(withBytes(bytes, 18, [1, 1]))
    const flags = capi.SQLITE_DESERIALIZE_FREEONCLOSE | capi.SQLITE_DESERIALIZE_RESIZEABLE
    capi.sqlite3_deserialize(database.pointer!, 'main', pointer, bytes.length, bytes.length, flags)
    database.exec(sql)
    return capi.sqlite3_js_db_export(database)
  } finally {
    database.close()
  }
}
