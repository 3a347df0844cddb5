import { Decompress } from 'fzstd'
import { concat } from '../model/parts'

/**
 * Unpacks a frame of Zstandard (RFC 8878) that holds at most so many bytes. In pieces, so that a little that holds a
 * lot is stopped. Throws when it is damaged.
 */
export function unzstd(name: string, packed: Uint8Array, most: number): Uint8Array {
  const damaged = new Error(`\`${name}\` in it is damaged`)
  const { window, blocks, end } = frameOf(packed)
  if (end !== packed.length) throw damaged
  if (window > mostWindow || window * blocks > mostMoved)
    throw new Error(`\`${name}\` is packed in a way Anki never does`)
  const chunks: Uint8Array[] = []
  let length = 0
  const decompress = new Decompress((chunk) => {
    length += chunk.length
    if (length > most) throw new Error('too much')
    chunks.push(chunk)
  })
  try {
    for (let at = 0; at < packed.length; at += piece)
      decompress.push(packed.subarray(at, at + piece), at + piece >= packed.length)
  } catch {
    throw length > most ? new Error(`\`${name}\` in it has more than ${most} bytes`) : damaged
  }
  return concat(chunks)
}

const piece = 2 ** 16

/** As the reference implementation has it. */
const mostWindow = 2 ** 27

/** Bytes. The library moves the whole window at each block: Anki's are of 128 KiB, and others could take it hours. */
const mostMoved = 2 ** 36

interface Frame {
  /** How far back it refers, in bytes. */
  readonly window: number
  readonly blocks: number
  readonly end: number
}

/** What a frame says of itself, by its header and those of its blocks. */
function frameOf(bytes: Uint8Array): Frame {
  const whole = (at: number, length: number) =>
    bytes.subarray(at, at + length).reduce((sum, byte, index) => sum + byte * 256 ** index, 0)
  const flags = bytes[4] ?? 0
  const [isSingle, sizeFlag] = [(flags & 0x20) !== 0, flags >> 6]
  const sizeAt = (isSingle ? 5 : 6) + [0, 1, 2, 4][flags & 3]!
  const sizeLength = sizeFlag === 0 ? Number(isSingle) : 2 ** sizeFlag
  const [exponent, mantissa] = [(bytes[5] ?? 0) >> 3, (bytes[5] ?? 0) & 7]
  let [at, blocks, isLast] = [sizeAt + sizeLength, 0, false]
  while (!isLast && at < bytes.length) {
    const header = whole(at, 3)
    const isRepeated = ((header >> 1) & 3) === 1
    isLast = (header & 1) === 1
    at += 3 + (isRepeated ? 1 : header >> 3)
    blocks += 1
  }
  return {
    window: isSingle ? whole(sizeAt, sizeLength) : 2 ** (10 + exponent) * (1 + mantissa / 8),
    blocks,
    end: at + (flags & 4)
  }
}
