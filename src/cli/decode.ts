import { type Diagnostic, diagnose } from '../diagnostic'
import { endOf, fileStart } from '../model/position'

/** The text of a deck's file, or what is wrong with its bytes: nothing is replaced in silence. */
export function decode(bytes: Uint8Array): string | Diagnostic {
  const kind = kinds.find(([begin]) => begin.every((byte, index) => bytes[index] === byte))
  if (kind) return diagnose('input-not-text', fileStart, { kind: kind[1] })
  if (isUtf16(bytes))
    return diagnose('input-not-utf8', fileStart, { guess: ': it begins with a mark of UTF-16' })
  if (isBinary(bytes)) return diagnose('input-not-text', fileStart, { kind: 'binary data' })
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return notUtf8(bytes)
  }
}

/** How files begin that are taken for Markdown by mistake. */
const kinds: readonly (readonly [begin: readonly number[], name: string])[] = [
  [[0x89, 0x50, 0x4e, 0x47], 'a PNG image'],
  [[0xff, 0xd8, 0xff], 'a JPEG image'],
  [[0x47, 0x49, 0x46, 0x38], 'a GIF image'],
  [[0x25, 0x50, 0x44, 0x46], 'a PDF document'],
  [[0x50, 0x4b, 0x03, 0x04], 'a zip archive, as .apkg and .docx files are'],
  [[0x53, 0x51, 0x4c, 0x69, 0x74, 0x65], 'an SQLite database']
]

function isUtf16([first, second]: Uint8Array): boolean {
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)
}

/** One NUL may be a slip of the pen; many are not text. */
function isBinary(bytes: Uint8Array): boolean {
  const beginning = bytes.subarray(0, 8192)
  return beginning.filter((byte) => byte === 0).length > beginning.length / 100
}

/** Where the first byte is that begins no character. A U+FFFD that is written in the file is a character. */
function notUtf8(bytes: Uint8Array): Diagnostic {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
  let at = text.indexOf(replacement)
  let byte = byteLength(text.slice(0, at))
  while (bytes[byte] === 0xef && bytes[byte + 1] === 0xbf && bytes[byte + 2] === 0xbd) {
    const next = text.indexOf(replacement, at + 1)
    byte += byteLength(text.slice(at, next))
    at = next
  }
  const point = endOf(text.slice(0, at))
  const found = bytes[byte]!.toString(16).toUpperCase()
  return diagnose(
    'input-not-utf8',
    { start: point, end: point },
    { guess: `: byte ${byte + 1} is ${found}, as in Latin-1` }
  )
}

const replacement = '\ufffd'

function byteLength(text: string): number {
  return new TextEncoder().encode(text).length
}
