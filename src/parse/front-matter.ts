import type { Block } from '../model/outline'
import { type Cursor, cursorBefore, enterLine } from './cursor'
import { lineEndBefore } from './lines'
import { atxDepth } from './markers'

/**
 * Front matter: what stands between a first line of `---` and the next one. With a blank line under it, the
 * first `---` is a rule. `---js` and the like open front matter too, so that it can be refused, not shown.
 *
 * Where the second `---` is missing, YAML is told from text under a rule by its first key, and reaches to the
 * first blank line or heading, so that the deck below is still read.
 */
export function frontMatter(text: string): Block | undefined {
  const [opening, mark] = openingLine.exec(text) ?? []
  if (opening === undefined) return undefined
  const block = { kind: 'front-matter', line: 1, start: 0, ...(mark && { language: mark }) } as const
  const below = () => cursorBefore(text, opening.length, 1)
  const closed = closing(below())
  if (closed) return { ...block, ...closed }
  return mark || firstKey.test(text) ? { ...block, ...lastOfRun(below()), unclosed: true } : undefined
}

type End = Pick<Block, 'endLine' | 'end'>

function closing(cursor: Cursor): End | undefined {
  while (enterLine(cursor))
    if (closingLine.test(cursor.text.slice(cursor.start, cursor.end)))
      return { endLine: cursor.line, end: cursor.end }
  return undefined
}

/** The last line before the first blank line or heading. */
function lastOfRun(cursor: Cursor): End {
  let last = { endLine: cursor.line, end: lineEndBefore(cursor.text, cursor.after) }
  while (enterLine(cursor) && !cursor.blank && atxDepth(cursor.text, cursor.start) === 0)
    last = { endLine: cursor.line, end: cursor.end }
  return last
}

const openingLine = /^---([a-z]*)[ \t]*(?:\r\n?|\n)(?=[^\r\n]*\S)/i
const firstKey = /^---[ \t]*(?:\r\n?|\n)["']?[\p{L}_][\p{L}\p{N}_ .-]*["']?:(?:[ \t\r\n]|$)/u
const closingLine = /^(?:---|\.\.\.)[ \t]*$/
