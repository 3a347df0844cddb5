import { type Diagnostic, diagnose } from '../diagnostic'
import type { Position, Slice } from '../model/position'

/** Containers in one another; Markdown itself has no limit, but its parsers do. */
const deepest = 100

/** Elements in one another, in HTML. */
const deepestHtml = 500

/** Marks of one paragraph that may pair with one another: looking for the pairs takes time with the square of their number. */
const mostMarks = 2000

/** The size of a part of a card. */
const mostCharacters = 262_144
const mostLines = 5000

/** The cells of a table, as HTML has them: each row as long as the longest. */
const mostCells = 20_000

/** Characters to go through in search of the ends of comments and the like: each of them is looked for to the end. */
const mostSearched = 20_000_000

/** Why a piece of Markdown is not parsed: it would take too long, or too deep a stack. */
export function tooHard(slice: Slice): Diagnostic | undefined {
  const { text, position } = slice
  if (text.length > mostCharacters || linesIn(text) > mostLines)
    return diagnose('line-too-long', position, { characters: mostCharacters, lines: mostLines })
  if (cellsOf(text) > mostCells) return diagnose('table-too-large', position, { limit: mostCells })
  const deep = deepLine(slice)
  if (deep) return diagnose('nesting-too-deep', deep, { limit: deepest })
  if (htmlDepthOf(text) > deepestHtml) return diagnose('nesting-too-deep', position, { limit: deepestHtml })
  const opened = text.match(/<[!?]/g)?.length ?? 0
  if (opened * text.length > mostSearched)
    return diagnose('markdown-too-slow', position, { limit: Math.floor(mostSearched / text.length) })
  if (marksOf(text) > mostMarks) return diagnose('markdown-too-slow', position, { limit: mostMarks })
  return undefined
}

/** The line with too many quotes and lists in one another: by its marks, and by how far the first of them is indented. */
function deepLine({ text, position: { start } }: Slice): Position | undefined {
  for (const { 0: found, 1: blanks = '', index } of text.matchAll(
    /^([ \t]*)(?:(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t]))[ \t]*)+/gm
  )) {
    const marks = found.match(/>|[-+*]|\d+/g)?.length ?? 0
    if (marks + Math.floor(blanks.length / 2) <= deepest) continue
    const line = start.line + (text.slice(0, index).match(/\r\n?|\n/g)?.length ?? 0)
    const from = { line, column: 1, offset: start.offset + index }
    return { start: from, end: { line, column: 1 + found.length, offset: from.offset + found.length } }
  }
  return undefined
}

function linesIn(text: string): number {
  return text.match(/\r\n?|\n/g)?.length ?? 0
}

/** At most so many cells, if the lines with a bar are rows of one table. */
function cellsOf(text: string): number {
  if (!/^(?=[ \t|:>]*-)[ \t|:>-]+$/m.test(text)) return 0
  const rows = text.match(/^.*\|.*$/gm) ?? []
  const longest = rows.reduce((most, row) => Math.max(most, row.split('|').length), 0)
  return rows.length * longest
}

function htmlDepthOf(text: string): number {
  let [depth, most] = [0, 0]
  for (const [, close, name = ''] of text.matchAll(/<(\/?)([a-z][\w-]*)/gi)) {
    if (/^(?:br|hr|img|input|wbr|col|source|track|area|base|embed|link|meta|param)$/i.test(name)) continue
    depth = Math.max(depth + (close ? -1 : 1), 0)
    most = Math.max(most, depth)
  }
  return most
}

function marksOf(text: string): number {
  const counts = text.split(/\n[ \t\r]*\n/).map((paragraph) => paragraph.match(/[*_~]+|==|\[/g)?.length ?? 0)
  return counts.reduce((most, count) => Math.max(most, count), 0)
}
