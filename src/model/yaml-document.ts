import { LineCounter, parseDocument } from 'yaml'
import type { Point, Position } from './position'

/** A text in YAML as a document, with the places in it, and what is wrong with it. */
export function yamlDocument(text: string) {
  const lineCounter = new LineCounter()
  const document = parseDocument(text, {
    lineCounter,
    schema: 'core',
    prettyErrors: false,
    logLevel: 'silent'
  })
  const pointAt = (offset: number): Point => {
    const { line, col } = lineCounter.linePos(offset)
    return { line, column: Math.max(col, 1), offset }
  }
  const placeOf = (from: number, to: number): Position => ({ start: pointAt(from), end: pointAt(to) })
  const [error] = document.errors
  const problem = error && { position: placeOf(...error.pos), reason: sentence(error.message) }
  return { document, placeOf, problem }
}

/** What the parser says of a mistake, without its picture of the line. */
function sentence(message: string): string {
  return message.split('\n')[0]!.replace(/[.:]$/, '')
}
