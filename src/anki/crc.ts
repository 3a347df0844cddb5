/** The checksum of a zip's files; `before` is that of the bytes before these, at first 0. Four bytes at a time. */
export function crc32(bytes: Uint8Array, before = 0): number {
  let [crc, at] = [~before, 0]
  for (const end = bytes.length - 3; at < end; at += 4) {
    const four = crc ^ (bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24))
    crc =
      table[768 + (four & 0xff)]! ^
      table[512 + ((four >>> 8) & 0xff)]! ^
      table[256 + ((four >>> 16) & 0xff)]! ^
      table[four >>> 24]!
  }
  for (; at < bytes.length; at++) crc = table[(crc ^ bytes[at]!) & 0xff]! ^ (crc >>> 8)
  return ~crc >>> 0
}

/**
 * The checksum of two pieces one after the other by theirs: for a file whose beginning comes last. Checksums are polynomials over one
 * bit, and bytes behind a piece multiply its own by a power of x.
 */
export function crc32Of(first: number, second: number, secondLength: number): number {
  let [shifted, power] = [first, byte]
  for (let rest = secondLength; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) shifted = product(shifted, power)
    power = product(power, power)
  }
  return (shifted ^ second) >>> 0
}

/** The power of x for a byte. The highest bit is the lowest power. */
const byte = 0x0080_0000

/** Modulo the polynomial of CRC-32. */
function product(one: number, other: number): number {
  let [sum, factor] = [0, other]
  for (let bit = 0x8000_0000; bit !== 0; bit >>>= 1) {
    if (one & bit) sum ^= factor
    factor = timesX(factor)
  }
  return sum
}

function timesX(factor: number): number {
  return factor & 1 ? 0xedb8_8320 ^ (factor >>> 1) : factor >>> 1
}

/** What a byte adds, and from 256 on what it adds with one, two and three more behind it. */
const table = tableOf(4)

function tableOf(tables: number): Uint32Array {
  const table = new Uint32Array(256 * tables)
  for (let at = 0; at < table.length; at++) {
    const before = at < 256 ? at : table[at - 256]!
    table[at] = at < 256 ? bits(before) : table[before & 0xff]! ^ (before >>> 8)
  }
  return table
}

function bits(byte: number): number {
  let crc = byte
  for (let bit = 0; bit < 8; bit++) crc = timesX(crc)
  return crc
}
