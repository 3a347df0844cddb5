import { linesIn } from '../model/position'

/** Where the line that holds `offset` ends: at LF, CRLF, CR or the end of the text. */
export function lineEnd(text: string, offset: number): number {
  lineEnding.lastIndex = offset
  return lineEnding.test(text) ? lineEnding.lastIndex - 1 : text.length
}

/** Where the line after the one that ends at `end` begins. */
export function nextLine(text: string, end: number): number {
  return end + (text[end] === '\r' && text[end + 1] === '\n' ? 2 : 1)
}

/** Where the line before the one that begins at `start` ends. */
export function lineEndBefore(text: string, start: number): number {
  return start - (text[start - 2] === '\r' && text[start - 1] === '\n' ? 2 : 1)
}

/** The number of line endings in the text. */
export function countLines(text: string): number {
  return linesIn(text).length - 1
}

const lineEnding = /[\r\n]/g
