import { putVarint } from './varint'

/** What a column holds. A row's id stands before the row, and its column holds null. */
export type Value = string | number | bigint | null

/**
 * Gives what encodes rows as SQLite's records (https://www.sqlite.org/fileformat2.html#record_format). A record is there
 * until the next one is made: all are made in the same place, since there are as many as rows.
 */
export function recordEncoder(): (values: readonly Value[]) => Uint8Array {
  let bytes = new Uint8Array(2 ** 16)
  let view = new DataView(bytes.buffer)
  const types: number[] = []
  const grow = (length: number) => {
    const larger = new Uint8Array(length * 2)
    larger.set(bytes)
    bytes = larger
    view = new DataView(bytes.buffer)
  }
  return (values) => {
    types.length = 0
    let end = mostHead
    for (const value of values) {
      // A character of UTF-16 takes at most three bytes of UTF-8, and no number more than eight.
      const most = typeof value === 'string' ? value.length * 3 : 8
      if (end + most > bytes.length) grow(end + most)
      if (typeof value === 'string') {
        const length = putText(bytes, end, value)
        types.push(13 + 2 * length)
        end += length
      } else {
        const type = typeOf(value)
        if (typeof value === 'number') puts[type]!(view, end, value)
        else if (typeof value === 'bigint') view.setBigInt64(end, value)
        types.push(type)
        end += lengths[type]!
      }
    }
    return bytes.subarray(putHead(bytes, types), end)
  }
}

/** More than the types of any row of ours take: they stand before the values, and are known only after them. */
const mostHead = 128

/** Writes the types so that they end where the values begin. Gives where they begin. */
function putHead(bytes: Uint8Array, types: readonly number[]): number {
  let length = 1
  for (const type of types) length += type < 128 ? 1 : putVarint(spare, 0, type)
  const start = mostHead - length
  let at = putVarint(bytes, start, length)
  for (const type of types) at = putVarint(bytes, at, type)
  return start
}

const spare = new Uint8Array(9)

function putText(bytes: Uint8Array, at: number, text: string): number {
  return text === '' ? 0 : utf8.encodeInto(text, bytes.subarray(at)).written
}

const utf8 = new TextEncoder()

/** Bytes of a value by its type. */
const lengths: readonly number[] = [0, 1, 2, 3, 4, 6, 8, 8, 0, 0]
const [real, zero, one] = [7, 8, 9]

/** The shortest that holds a number. */
function typeOf(value: number | bigint | null): number {
  if (value === null) return 0
  if (typeof value === 'bigint') return 6
  if (!Number.isSafeInteger(value)) return real
  if (value === 0) return zero
  if (value === 1) return one
  const size = value < 0 ? -1 - value : value
  return size < 2 ** 7
    ? 1
    : size < 2 ** 15
      ? 2
      : size < 2 ** 23
        ? 3
        : size < 2 ** 31
          ? 4
          : size < 2 ** 47
            ? 5
            : 6
}

/** What writes a number, by its type. */
const puts: readonly ((view: DataView, at: number, value: number) => void)[] = [
  () => undefined,
  (view, at, value) => view.setInt8(at, value),
  (view, at, value) => view.setInt16(at, value),
  (view, at, value) => {
    view.setInt8(at, value >> 16)
    view.setUint16(at + 1, value)
  },
  (view, at, value) => view.setInt32(at, value),
  (view, at, value) => {
    view.setInt16(at, Math.floor(value / 2 ** 32))
    view.setUint32(at + 2, value)
  },
  (view, at, value) => view.setBigInt64(at, BigInt(value)),
  (view, at, value) => view.setFloat64(at, value),
  () => undefined,
  () => undefined
]

/**
 * What a text becomes in a column that is declared an integer: a number, where it is written like one and nothing is lost
 * (https://www.sqlite.org/datatype3.html#type_affinity).
 */
export function asInteger(text: string): Value {
  if (!numeral.test(text)) return text
  const number = Number(text)
  if (Number.isSafeInteger(number)) return number + 0
  const whole = /^\s*[+-]?\d+\s*$/.test(text) ? BigInt(text.trim().replace('+', '')) : wholeOf(number)
  return whole !== undefined && BigInt.asIntN(64, whole) === whole ? whole : number
}

const numeral = /^[ \t\n\v\f\r]*[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?[ \t\n\v\f\r]*$/i

function wholeOf(number: number): bigint | undefined {
  return Number.isInteger(number) ? BigInt(number) : undefined
}
