/**
 * Cuts pieces out of a text. In V8 a piece is as wide as the text that it is of: one character beyond Latin-1, an arrow or an
 * emoji, makes a whole deck two bytes wide, and all that is made of it. So pieces of such a text are written anew, with one
 * byte for each character where they are ASCII.
 */
export function cutter(text: string): (from: number, to: number) => string {
  const cut = (from: number, to: number) => text.slice(from, to)
  return /[^\0-\xff]/.test(text) ? (from, to) => narrow(cut(from, to)) : cut
}

function narrow(text: string): string {
  if (text.length > bytes.length) return text
  const { written } = encoder.encodeInto(text, bytes)
  return written === text.length ? decoder.decode(bytes.subarray(0, written)) : text
}

const bytes = new Uint8Array(2 ** 16)
const encoder = new TextEncoder()
const decoder = new TextDecoder()
