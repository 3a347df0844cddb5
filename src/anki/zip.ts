import { Inflate } from 'fflate'
import { crc32 } from './crc'

/** A file in a zip, by what the zip's directory says of it. */
export interface ZipEntry {
  readonly name: string
  /** Bytes, when unpacked. */
  readonly size: number
  readonly crc: number
  readonly method: number
  readonly encrypted: boolean
  /** As it is packed. */
  readonly packed: Uint8Array
}

/**
 * The files in a zip, by the directory at its end. Throws an `Error` that says what is wrong: a zip may come from
 * anywhere. Reads no entry yet.
 */
export function readZip(bytes: Uint8Array): readonly ZipEntry[] {
  try {
    return directoryOf(bytes)
  } catch (error) {
    throw error instanceof RangeError ? new Error('the directory of the zip is damaged') : error
  }
}

function directoryOf(bytes: Uint8Array): readonly ZipEntry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = endOfDirectory(view)
  const count = view.getUint16(end + 10, true)
  let at = view.getUint32(end + 16, true)
  if (count === 0xffff || at === 0xffff_ffff) throw new Error('it is a Zip64 file, larger than Anki reads')
  const entries: ZipEntry[] = []
  for (let index = 0; index < count; index++) {
    if (view.getUint32(at, true) !== directoryMark) throw new Error('the directory of the zip is damaged')
    const [nameLength, extra, comment] = [28, 30, 32].map((offset) => view.getUint16(at + offset, true))
    entries.push({
      name: utf8.decode(bytes.subarray(at + 46, at + 46 + nameLength!)),
      size: view.getUint32(at + 24, true),
      crc: view.getUint32(at + 16, true),
      method: view.getUint16(at + 10, true),
      encrypted: (view.getUint16(at + 8, true) & 1) === 1,
      packed: packedAt(view, bytes, view.getUint32(at + 42, true), view.getUint32(at + 20, true))
    })
    at += 46 + nameLength! + extra! + comment!
  }
  return entries
}

const directoryMark = 0x0201_4b50
const entryMark = 0x0403_4b50
const endMark = 0x0605_4b50
const utf8 = new TextDecoder()

/** It stands at the end, before a comment of at most 65,535 bytes. */
function endOfDirectory(view: DataView): number {
  const last = view.byteLength - 22
  for (let at = last; at >= Math.max(0, last - 0xffff); at--)
    if (view.getUint32(at, true) === endMark) return at
  throw new Error('it is no zip, or its end is missing')
}

function packedAt(view: DataView, bytes: Uint8Array, at: number, length: number): Uint8Array {
  if (view.getUint32(at, true) !== entryMark)
    throw new Error('a file in the zip is not where its directory says')
  const start = at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true)
  if (start + length > bytes.length) throw new Error('it is cut short')
  return bytes.subarray(start, start + length)
}

/** Unpacks a file. Throws when it is damaged, or is more than its directory says or `most` bytes. */
export function unpack(entry: ZipEntry, most: number): Uint8Array {
  const { name, size } = entry
  if (size > most) throw new Error(`\`${name}\` in it has ${size} bytes, and may have ${most}`)
  const content = new Uint8Array(isPossible(entry) ? size : 0)
  let length = 0
  passThrough(entry, (chunk) => {
    content.set(chunk, length)
    length += chunk.length
  })
  return content
}

/**
 * Gives what a file holds in pieces, and keeps nothing. Throws when it is damaged, or holds more or less than its
 * directory says.
 */
export function passThrough(entry: ZipEntry, take: (chunk: Uint8Array) => void): void {
  const { name, size, method, packed, encrypted } = entry
  if (encrypted) throw new Error(`\`${name}\` in it is encrypted`)
  const read = readers[method]
  if (!read) throw new Error(`\`${name}\` is packed in a way Anki cannot read`)
  if (!isPossible(entry)) throw new Error(`\`${name}\` in it holds less than it says`)
  let [length, crc] = [0, 0]
  read(packed, name, (chunk) => {
    length += chunk.length
    if (length > size) throw new Error(`\`${name}\` in it holds more than it says`)
    crc = crc32(chunk, crc)
    take(chunk)
  })
  if (length !== size || crc !== entry.crc) throw new Error(`\`${name}\` in it is damaged`)
}

/**
 * The same of a file that may be large: by the platform's own inflate, a third of the time. Whatever that does not take is left
 * to `unpack`, which says what is wrong.
 */
export async function unpackLarge(entry: ZipEntry, most: number): Promise<Uint8Array> {
  const isLarge = entry.method === deflated && entry.size >= large && entry.size <= most && isPossible(entry)
  return (isLarge && !entry.encrypted && (await inflated(entry))) || unpack(entry, most)
}

/** Bytes. To start a stream takes longer than to inflate less. */
const large = 2 ** 20
const deflated = 8

async function inflated({ packed, size, crc }: ZipEntry): Promise<Uint8Array | undefined> {
  const content = new Uint8Array(size)
  let [length, sum] = [0, 0]
  try {
    const { readable, writable } = new DecompressionStream('deflate-raw')
    const reader = readable.getReader()
    // Their failure is the reader's, too.
    const writer = writable.getWriter()
    void writer.write(packed.slice()).catch(() => undefined)
    void writer.close().catch(() => undefined)
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      content.set(next.value, length)
      length += next.value.length
      sum = crc32(next.value, sum)
    }
  } catch {
    return undefined
  }
  return length === size && sum === crc ? content : undefined
}

/** Deflate makes a byte of at most 1,032. */
function isPossible({ size, packed }: ZipEntry): boolean {
  return size <= packed.length * 1032
}

type Read = (packed: Uint8Array, name: string, take: (chunk: Uint8Array) => void) => void

/** By the number that a zip gives the way of packing: not at all, or by deflate. */
const readers: Readonly<Record<number, Read>> = {
  0: (packed, _, take) => take(packed),
  8: (packed, name, take) => {
    let isOurs = false
    const inflater = new Inflate((chunk) => {
      isOurs = true
      take(chunk)
      isOurs = false
    })
    try {
      for (let at = 0; at < packed.length || at === 0; at += piece)
        inflater.push(packed.subarray(at, at + piece), at + piece >= packed.length)
    } catch (error) {
      throw isOurs ? error : new Error(`\`${name}\` in it is damaged`)
    }
  }
}

const piece = 2 ** 16
