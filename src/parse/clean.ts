import { diagnose, type Report } from '../diagnostic'
import type { Point } from '../model/position'
import { lineEnd, nextLine } from './lines'

/**
 * A text without what Anki cannot keep in a field: control characters, of which U+001F would even begin another
 * field (`rslib/src/storage/note/mod.rs`), and halves of surrogate pairs. Each becomes a space, so that
 * everything stays in its place.
 */
export function clean(text: string, report: Report): string {
  if (text.search(unfit) < 0) return text
  for (const { index, 0: found } of text.matchAll(unfit)) {
    const start = pointAt(text, index)
    const end = { ...start, column: start.column + 1, offset: index + 1 }
    report(diagnose('text-control-character', { start, end }, { name: nameOf(found) }))
  }
  return text.replace(unfit, ' ')
}

const unfit = /[\p{Cs}\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/gu

function nameOf(character: string): string {
  return `U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`
}

function pointAt(text: string, offset: number): Point {
  let line = 1
  let start = 0
  for (let end = lineEnd(text, 0); end < offset; end = lineEnd(text, start)) {
    start = nextLine(text, end)
    line += 1
  }
  return { line, column: offset - start + 1, offset }
}
