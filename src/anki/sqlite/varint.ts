/** Bytes that a whole number takes: seven bits in each, the highest first (https://www.sqlite.org/fileformat2.html#varint). */
export function varintLength(value: number): number {
  if (value < 0) return 9
  let length = 1
  for (let rest = value; rest >= 128; rest = Math.floor(rest / 128)) length += 1
  return length
}

/** Writes a whole number, and gives where it ends. */
export function putVarint(bytes: Uint8Array, at: number, value: number): number {
  if (value >= 0 && value < 128) {
    bytes[at] = value
    return at + 1
  }
  return value < 0 ? putNegative(bytes, at, value) : putSeveral(bytes, at, value)
}

function putSeveral(bytes: Uint8Array, at: number, value: number): number {
  const end = at + varintLength(value)
  let rest = value
  for (let place = end - 1; place >= at; place--) {
    bytes[place] = (rest % 128) | (place === end - 1 ? 0 : 128)
    rest = Math.floor(rest / 128)
  }
  return end
}

/** All 64 bits: the last of nine bytes has eight. Ids of ours are never negative; those of a package of before may be. */
function putNegative(bytes: Uint8Array, at: number, value: number): number {
  let rest = BigInt.asUintN(64, BigInt(value))
  bytes[at + 8] = Number(rest & 255n)
  rest >>= 8n
  for (let place = at + 7; place >= at; place--) {
    bytes[place] = Number(rest & 127n) | 128
    rest >>= 7n
  }
  return at + 9
}
