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
 * next ones are made, on all cores, which no library does. In pieces, one after the other. Rejects what needs more than a zip of the old kind holds, for Anki's oldest reads no other.
 */
export async function zipOf(files: Iterable<FileToPack>, packer: Packer): Promise<readonly Uint8Array[]> {
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

function assembled(files: readonly Packed[]): readonly Uint8Array[] {
  const heads = files.map(headOf)
  const starts = startsOf(files.map(({ length }, index) => heads[index]!.length + length))
  const directory = files.map((file, index) => directoryEntryOf(file, starts[index]!))
  const [start, length] = [starts.at(-1)!, lengthOf(directory)]
  if (
    files.length >= 0xffff ||
    start + length + endSize >= 0xffff_ffff ||
    files.some(({ size }) => size >= 0xffff_ffff)
  )
    throw new Error('the package would hold more than a zip that Anki reads')
  return [
    ...files.flatMap(({ pieces }, index) => [heads[index]!, ...pieces]),
    ...directory,
    endOf(files.length, { start, length })
  ]
}

/** Where things begin that stand one behind the other, and where the last one ends. */
function startsOf(lengths: readonly number[]): readonly number[] {
  let start = 0
  return [0, ...lengths.map((length) => (start += length))]
}

const [headSize, directorySize, endSize] = [30, 46, 22]

/** What stands before a file. */
function headOf(file: Packed): Uint8Array {
  const { bytes, view } = named(headSize, file)
  view.setUint32(0, 0x0403_4b50, true)
  putFacts(view, 4, file)
  return bytes
}

function directoryEntryOf(file: Packed, start: number): Uint8Array {
  const { bytes, view } = named(directorySize, file)
  view.setUint32(0, 0x0201_4b50, true)
  view.setUint16(4, version, true)
  putFacts(view, 6, file)
  view.setUint32(42, start, true)
  return bytes
}

/** Room for so many bytes, and behind them the name of a file. */
function named(size: number, { name }: Packed) {
  const bytes = new Uint8Array(size + name.length)
  bytes.set(new TextEncoder().encode(name), size)
  return { bytes, view: new DataView(bytes.buffer) }
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

function endOf(
  count: number,
  { start, length }: { readonly start: number; readonly length: number }
): Uint8Array {
  const bytes = new Uint8Array(endSize)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, 0x0605_4b50, true)
  view.setUint16(8, count, true)
  view.setUint16(10, count, true)
  view.setUint32(12, length, true)
  view.setUint32(16, start, true)
  return bytes
}
