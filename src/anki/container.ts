import { Decompress } from 'fzstd'
import { fieldsOf } from './protobuf'
import { readZip, unpack, type ZipEntry } from './zip'

/** What is in a package's zip: the database, and the media by their names. */
export interface Container {
  /** `legacy`: schema 11, names as JSON. `latest`: schema 18, packed once more. */
  readonly format: 'legacy' | 'latest'
  readonly collection: Uint8Array
  readonly media: readonly Medium[]
  readonly entries: readonly ZipEntry[]
}

export interface Medium {
  /** In the zip it is called by a number. */
  readonly entry: string
  readonly name: string
}

/** Bytes. AnkiWeb takes 250 MB, unpacked. */
export const mostCollection = 512 * 2 ** 20
const mostNames = 32 * 2 ** 20

/**
 * Opens a package in any of Anki's forms (`rslib/src/import_export/package/meta.rs`). Throws an `Error` that says in
 * words what is wrong with it.
 */
export function openContainer(bytes: Uint8Array): Container {
  const entries = readZip(bytes)
  const byName = new Map(entries.map((entry) => [entry.name, entry]))
  const version = versionOf(byName)
  const file = byName.get(
    version === 3 ? 'collection.anki21b' : version === 2 ? 'collection.anki21' : 'collection.anki2'
  )
  if (!file) throw new Error('it holds no collection')
  const format = version === 3 ? 'latest' : 'legacy'
  const read = (entry: ZipEntry, most: number) =>
    format === 'latest' ? unzstd(entry.name, unpack(entry, most), most) : unpack(entry, most)
  const names = byName.get('media')
  return {
    format,
    collection: read(file, mostCollection),
    media: names ? mediaOf(format, read(names, mostNames)) : [],
    entries
  }
}

function versionOf(entries: ReadonlyMap<string, ZipEntry>): number {
  const meta = entries.get('meta')
  if (!meta) return entries.has('collection.anki21') ? 2 : 1
  const version = fieldsOf(unpack(meta, 1024)).find(({ number }) => number === 1)?.value
  if (typeof version !== 'number' || version < 1) throw new Error('its `meta` cannot be read')
  if (version > 3) throw new Error('it is of a newer form than is known')
  return version
}

function mediaOf(format: Container['format'], bytes: Uint8Array): readonly Medium[] {
  if (format === 'legacy') {
    const names: unknown = JSON.parse(utf8.decode(bytes))
    if (typeof names !== 'object' || names === null || Array.isArray(names))
      throw new Error('its list of media cannot be read')
    return Object.entries(names).map(([entry, name]) => ({ entry, name: String(name) }))
  }
  const entries = fieldsOf(bytes).filter(({ number }) => number === 1)
  return entries.map(({ value }, index) => ({ entry: String(index), name: nameOf(value) }))
}

function nameOf(entry: number | Uint8Array): string {
  const name =
    entry instanceof Uint8Array ? fieldsOf(entry).find(({ number }) => number === 1)?.value : undefined
  if (!(name instanceof Uint8Array)) throw new Error('its list of media cannot be read')
  return utf8.decode(name)
}

const utf8 = new TextDecoder('utf-8', { fatal: true })

/** In pieces, so that a little that holds a lot is stopped. */
export function unzstd(name: string, packed: Uint8Array, most: number): Uint8Array {
  const chunks: Uint8Array[] = []
  let length = 0
  const decompress = new Decompress((chunk) => {
    length += chunk.length
    if (length > most) throw new Error(`\`${name}\` in it has more than ${most} bytes`)
    chunks.push(chunk)
  })
  try {
    for (let at = 0; at < packed.length || at === 0; at += piece)
      decompress.push(packed.subarray(at, at + piece), at + piece >= packed.length)
  } catch (error) {
    if (length > most) throw error
    throw new Error(`\`${name}\` in it is damaged`)
  }
  return joined(chunks, length)
}

const piece = 2 ** 16

function joined(chunks: readonly Uint8Array[], length: number): Uint8Array {
  const whole = new Uint8Array(length)
  let at = 0
  for (const chunk of chunks) {
    whole.set(chunk, at)
    at += chunk.length
  }
  return whole
}
