/** A field of a message: whole numbers as such, everything of a length as its bytes. */
export interface MessageField {
  readonly number: number
  readonly value: number | Uint8Array
}

/**
 * The fields of a message in Protocol Buffers' wire format, of which Anki's newer packages are made
 * (`proto/anki/import_export.proto`, `notetypes.proto`, `decks.proto`). Throws on what is no message.
 */
export function fieldsOf(bytes: Uint8Array): readonly MessageField[] {
  const fields: MessageField[] = []
  let at = 0
  const varint = () => {
    let [value, factor] = [0, 1]
    for (;;) {
      const byte = bytes[at++]
      if (byte === undefined || factor > 2 ** 63) throw new Error('a message in it is damaged')
      value += (byte & 0x7f) * factor
      if (byte < 0x80) return value
      factor *= 128
    }
  }
  const take = (length: number) => {
    if (at + length > bytes.length) throw new Error('a message in it is damaged')
    at += length
    return bytes.subarray(at - length, at)
  }
  while (at < bytes.length) {
    const key = varint()
    const read = readers[key % 8]
    if (!read) throw new Error('a message in it is damaged')
    fields.push({ number: Math.floor(key / 8), value: read(varint, take) })
  }
  return fields
}

type Read = (varint: () => number, take: (length: number) => Uint8Array) => number | Uint8Array

/** By wire type: a number, eight bytes, bytes of a length, four bytes. */
const readers: Readonly<Record<number, Read>> = {
  0: (varint) => varint(),
  1: (_, take) => take(8),
  2: (varint, take) => take(varint()),
  5: (_, take) => take(4)
}

/** The bytes of a message's field; none where it is left out. */
export function bytesIn(message: Uint8Array, number: number): Uint8Array {
  const value = fieldsOf(message).find((field) => field.number === number)?.value
  return value instanceof Uint8Array ? value : new Uint8Array()
}

/** The whole number in a message's field; 0 where it is left out. */
export function numberIn(message: Uint8Array, number: number): number {
  const value = fieldsOf(message).find((field) => field.number === number)?.value
  return typeof value === 'number' ? value : 0
}
