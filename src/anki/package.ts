import { strToU8, zipSync } from 'fflate'
import { databaseOf } from './database'
import type { Collection } from './rows'

/**
 * A collection as Anki's package in its oldest form, which every version reads: no `meta`, the database as
 * `collection.anki2`, the names of media as JSON (`rslib/src/import_export/package/meta.rs`).
 */
export async function packageOf(collection: Collection): Promise<Uint8Array> {
  const files = { 'collection.anki2': await databaseOf(collection), media: strToU8('{}') }
  return zipSync(files, { level: 6, mtime: firstDay })
}

/** The first date that a zip file can hold. As text it is read in local time, and so written alike in every zone. */
const firstDay = '1980-01-01T00:00:00'
