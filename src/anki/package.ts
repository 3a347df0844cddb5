import { strToU8, type Zippable, zipSync } from 'fflate'
import { databaseOf } from './database'
import type { Collection } from './rows'
import type { Part } from './sqlite/pages'

/**
 * A collection and its media, by name, as Anki's package in its oldest form, which every version reads: no `meta`, the
 * database as `collection.anki2`, the names of media as JSON (`rslib/src/import_export/package/meta.rs`).
 */
export async function packageOf(
  collection: Collection,
  media: ReadonlyMap<string, Uint8Array>
): Promise<Uint8Array> {
  const sorted = [...media].sort(([one], [other]) => (one < other ? -1 : 1))
  const files: Zippable = {
    'collection.anki2': wholeOf(databaseOf(collection)),
    media: strToU8(JSON.stringify(Object.fromEntries(sorted.map(([name], index) => [index, name]))))
  }
  for (const [index, [name, bytes]] of sorted.entries())
    files[index] = [bytes, { level: isPacked.test(name) ? 0 : level }]
  return zipSync(files, { level, mtime: firstDay })
}

const level = 6

/** What is packed as it is: to try again takes time and gains nothing. */
const isPacked = /\.(?!(?:svg|ico|wav)$)[^.]+$/i

/** The first date that a zip file can hold. As text it is read in local time, and so written alike in every zone. */
const firstDay = '1980-01-01T00:00:00'

function wholeOf(parts: Iterable<Part>): Uint8Array {
  const sorted = [...parts].sort((one, other) => one.index - other.index)
  const bytes = new Uint8Array(sorted.reduce((sum, { bytes }) => sum + bytes.length, 0))
  let at = 0
  for (const part of sorted) {
    bytes.set(part.bytes, at)
    at += part.bytes.length
  }
  return bytes
}
