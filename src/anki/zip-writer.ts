import type { Level, Means } from '../model/means'
import type { Part } from '../model/parts'
import { sum } from '../model/sum'
import { crc32Of } from './crc'

/** A file for a zip. */
export interface FileToPack {
  /** In ASCII. */
  readonly name: string
  /** From 1 to 9; 0 leaves it as it is. */
  readonly level: Level | 0
  readonly parts: Iterable<Part>
}

/** A file as it is in the zip. */
interface Packed {
  readonly name: string
  readonly method: number
  readonly size: number
  readonly crc: number
  readonly pieces: readonly Uint8Array[]
  readonly length: number
}

/** What packs: a part of `Means`. */
type Packer = Pick<Means, 'crc32' | 'deflate'>

/**
 * Files as a zip, whose bytes follow from theirs: it knows no time. Own code, since a database's parts are packed while the
 * next ones are made, on all cores, which no library does. Rejects what needs more than a zip of the old kind holds, for Anki's oldest reads no other.
 */
export async function zipOf(files: Iterable<FileToPack>, packer: Packer): Promise<Uint8Array> {
  const packed: Packed[] = []
  for (const file of files) packed.push(await packedFile(file, packer))
  return assembled(packed)
}

async function packedFile({ name, level, parts }: FileToPack, packer: Packer): Promise<Packed> {
  const sums = sumsOf(packer)
  const contents: Uint8Array[] = []
  function* summed(): Generator<Part> {
    for (const part of parts) {
      sums.add(part)
      if (level === 0) contents[part.index] = part.bytes
      yield part
    }
  }
  if (level === 0) for (const _ of summed());
  const pieces = level === 0 ? contents : await packer.deflate(summed(), level)
  return { name, method: level === 0 ? 0 : 8, ...sums.whole(), pieces, length: lengthOf(pieces) }
}

/** Sums up parts of which only the first may come in another place than its own: none is kept until then. */
function sumsOf({ crc32 }: Pick<Packer, 'crc32'>) {
  const first = { crc: 0, size: 0 }
  const rest = { crc: 0, size: 0 }
  return {
    add: ({ index, bytes }: Part) => {
      const summed = index === 0 ? first : rest
      summed.crc = crc32(bytes, summed.crc)
      summed.size += bytes.length
    },
    whole: () => ({ crc: crc32Of(first.crc, rest.crc, rest.size), size: first.size + rest.size })
  }
}

function lengthOf(pieces: readonly Uint8Array[]): number {
  return sum(pieces.map(({ length }) => length))
}

function assembled(files: readonly Packed[]): Uint8Array {
  const heads = sum(files.map(({ name, length }) => entrySize + name.length + length))
  const directory = sum(files.map(({ name }) => directorySize + name.length))
  const size = heads + directory + endSize
  if (files.length >= 0xffff || size >= 0xffff_ffff || files.some((file) => file.size >= 0xffff_ffff))
    throw new Error('the package would hold more than a zip that Anki reads')
  const bytes = new Uint8Array(size)
  const view = new DataView(bytes.buffer)
  let [at, entry] = [0, heads]
  for (const file of files) {
    entry = putDirectoryEntry(bytes, view, entry, file, at)
    at = putFile(bytes, view, at, file)
  }
  putEnd(view, entry, files.length, { start: heads, length: directory })
  return bytes
}

const [entrySize, directorySize, endSize] = [30, 46, 22]

/** Gives where the file ends. */
function putFile(bytes: Uint8Array, view: DataView, at: number, file: Packed): number {
  view.setUint32(at, 0x0403_4b50, true)
  putFacts(view, at + 4, file)
  let end = putName(bytes, at + entrySize, file.name)
  for (const piece of file.pieces) {
    bytes.set(piece, end)
    end += piece.length
  }
  return end
}

function putDirectoryEntry(
  bytes: Uint8Array,
  view: DataView,
  at: number,
  file: Packed,
  start: number
): number {
  view.setUint32(at, 0x0201_4b50, true)
  view.setUint16(at + 4, version, true)
  putFacts(view, at + 6, file)
  view.setUint32(at + 42, start, true)
  return putName(bytes, at + directorySize, file.name)
}

/** Of the zip format that knows deflate. */
const version = 20

/** What a file's own head and the directory say alike. */
function putFacts(view: DataView, at: number, { name, method, crc, length, size }: Packed): void {
  view.setUint16(at, version, true)
  view.setUint16(at + 4, method, true)
  view.setUint16(at + 8, firstDay, true)
  view.setUint32(at + 10, crc, true)
  view.setUint32(at + 14, length, true)
  view.setUint32(at + 18, size, true)
  view.setUint16(at + 22, name.length, true)
}

/** 1 January 1980, the first date that a zip can hold. */
const firstDay = (1 << 5) | 1

function putName(bytes: Uint8Array, at: number, name: string): number {
  bytes.set(new TextEncoder().encode(name), at)
  return at + name.length
}

function putEnd(
  view: DataView,
  at: number,
  count: number,
  { start, length }: { readonly start: number; readonly length: number }
): void {
  view.setUint32(at, 0x0605_4b50, true)
  view.setUint16(at + 8, count, true)
  view.setUint16(at + 10, count, true)
  view.setUint32(at + 12, length, true)
  view.setUint32(at + 16, start, true)
}
