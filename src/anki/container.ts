import { bytesIn, fieldsOf } from './protobuf'
import { readZip, unpack, unpackLarge, type ZipEntry } from './zip'
import { unzstd } from './zstd'

/** What is in a package's zip: the database, and the media by their names. */
export interface Container {
  /** `legacy`: schema 11, names as JSON. `latest`: schema 18, packed once more. */
  readonly format: 'legacy' | 'latest'
  /** What the database is called in the zip. */
  readonly file: string
  readonly collection: Uint8Array
  readonly media: readonly Medium[]
  readonly entries: readonly ZipEntry[]
}

export interface Medium {
  /** In the zip it is called by a number. */
  readonly entry: string
  readonly name: string
  /** SHA-1 of what it holds; in the latest form only. */
  readonly hash?: Uint8Array
}

const mostCollection = 512 * 2 ** 20
const mostNames = 32 * 2 ** 20

/** A little that holds a lot is no package, but meant to fill the memory. */
function mostIn({ packed }: ZipEntry, limit: number): number {
  return Math.min(limit, Math.max(64 * 2 ** 20, packed.length * 200))
}

/**
 * Opens a package in any of Anki's forms (`rslib/src/import_export/package/meta.rs`). Rejects with an `Error` that says in
 * words what is wrong with it.
 */
export async function openContainer(bytes: Uint8Array): Promise<Container> {
  const entries = readZip(bytes)
  const byName = new Map(entries.map((entry) => [entry.name, entry]))
  const version = versionOf(byName)
  const file = byName.get(
    version === 3 ? 'collection.anki21b' : version === 2 ? 'collection.anki21' : 'collection.anki2'
  )
  if (!file) throw new Error('it holds no collection')
  const format = version === 3 ? 'latest' : 'legacy'
  const read = async (entry: ZipEntry, limit: number) => {
    const most = mostIn(entry, limit)
    const content = await unpackLarge(entry, most)
    return format === 'latest' ? unzstd(entry.name, content, most) : content
  }
  const names = byName.get('media')
  return {
    format,
    file: file.name,
    collection: await read(file, mostCollection),
    media: names ? mediaOf(format, await read(names, mostNames)) : [],
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
  try {
    return format === 'legacy' ? mediaInJson(utf8.decode(bytes)) : mediaInMessage(bytes)
  } catch {
    throw new Error('its list of media cannot be read')
  }
}

function mediaInJson(json: string): readonly Medium[] {
  const names: unknown = JSON.parse(json)
  if (typeof names !== 'object' || names === null || Array.isArray(names)) throw new Error('no object')
  return Object.entries(names).map(([entry, name]: [string, unknown]) => {
    if (typeof name !== 'string') throw new Error('no name')
    return { entry, name }
  })
}

function mediaInMessage(bytes: Uint8Array): readonly Medium[] {
  return fieldsOf(bytes)
    .filter(({ number }) => number === 1)
    .map(({ value }, index) => {
      if (!(value instanceof Uint8Array)) throw new Error('no message')
      return { entry: String(index), name: utf8.decode(bytesIn(value, 1)), hash: bytesIn(value, 3) }
    })
}

const utf8 = new TextDecoder('utf-8', { fatal: true })
