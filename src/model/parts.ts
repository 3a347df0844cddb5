import { sum } from './sum'

/** A part of a file: all have the same length, but for the last. They may come in another order. */
export interface Part {
  readonly index: number
  readonly bytes: Uint8Array
  /** The end of the part before. */
  readonly before?: Uint8Array
  readonly isLast: boolean
  /** To be called when its bytes are of no more use, where they are to serve for another part. */
  readonly release?: () => void
}

/** Bytes. Long enough that little is lost where a part begins to be packed, and short enough that there are several. */
export const partSize = 2 ** 20

/** How far packed text points back. */
const farthest = 2 ** 15

export function partOf(
  index: number,
  bytes: Uint8Array,
  before: Uint8Array | undefined,
  isLast: boolean
): Part {
  return { index, bytes, ...(before && { before }), isLast }
}

/** What of a part the next one may point back to. */
export function endOf(part: Uint8Array): Uint8Array {
  return part.subarray(-farthest)
}

/** The parts of a file that is there as a whole. */
export function* partsOf(bytes: Uint8Array): Generator<Part> {
  const count = Math.max(1, Math.ceil(bytes.length / partSize))
  const at = (index: number) => bytes.subarray(index * partSize, (index + 1) * partSize)
  for (let index = 0; index < count; index++)
    yield partOf(index, at(index), index > 0 ? endOf(at(index - 1)) : undefined, index === count - 1)
}

/** Also those of another realm, where tests run. */
export function isBytes(value: unknown): value is Uint8Array {
  return Object.prototype.toString.call(value) === '[object Uint8Array]'
}

/** Pieces one after the other. */
export function concat(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(sum(pieces.map(({ length }) => length)))
  let at = 0
  for (const piece of pieces) {
    whole.set(piece, at)
    at += piece.length
  }
  return whole
}

/** A file of its parts, in whatever order they are. */
export function wholeOf(parts: Iterable<Part>): Uint8Array {
  const sorted = [...parts].sort((one, other) => one.index - other.index)
  const whole = new Uint8Array(sum(sorted.map(({ bytes }) => bytes.length)))
  for (const { index, bytes } of sorted) whole.set(bytes, index * partSize)
  return whole
}
