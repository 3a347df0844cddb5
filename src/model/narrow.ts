/**
 * The same text, with one byte for each character where it is ASCII. In V8 a piece of a text is as wide as the text that it is of, a text that a
 * table was asked for counts as wide (`ThinString`), and what is made of a wide one is wide.
 */
export function narrow(text: string): string {
  if (text.length > bytes.length) return text
  const { read, written } = encoder.encodeInto(text, bytes)
  const isAscii = read === text.length && written === read
  return isAscii ? decoder.decode(bytes.subarray(0, written)) : text
}

const bytes = new Uint8Array(2 ** 16)
const encoder = new TextEncoder()
const decoder = new TextDecoder()
