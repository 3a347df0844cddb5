import { diagnose, type Report } from '../diagnostic'
import { lineEnd, nextLine } from './lines'

/**
 * A text without byte order mark, and without what Anki cannot keep in a field: control characters, of which U+001F
 * would even begin another field (`rslib/src/storage/note/mod.rs`), and halves of surrogate pairs. Each becomes a
 * space, so that everything stays in its place.
 */
export function clean(file: string, report: Report): string {
  const text = file.replace(/^\ufeff/, '')
  if (!suspect.test(text) || text.search(odd) < 0) return text
  let line = 1
  let lineStart = 0
  for (const { index: offset, 0: found } of text.matchAll(odd)) {
    for (let end = lineEnd(text, lineStart); end < offset; end = lineEnd(text, lineStart)) {
      lineStart = nextLine(text, end)
      line += 1
    }
    const start = { line, column: offset - lineStart + 1, offset }
    const end = { ...start, column: start.column + 1, offset: offset + 1 }
    const code = turning.test(found) ? 'text-bidi-control' : 'text-control-character'
    report(diagnose(code, { start, end }, { name: nameOf(found) }))
  }
  return text.replace(unfit, ' ')
}

const unfit = /[\p{Cs}\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/gu

/** They override the order of the text around them; isolates and marks of right-to-left text do not. */
const turning = /[\u202a\u202b\u202d\u202e]/

/** What most texts have nothing of, with surrogates in pairs, too: this takes a third of the time to see it. */
const suspect = /[\0-\x08\v\f\x0e-\x1f\x7f\u202a\u202b\u202d\u202e\ud800-\udfff]/

const odd = new RegExp(`${unfit.source}|${turning.source}`, 'gu')

function nameOf(character: string): string {
  return `U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`
}
