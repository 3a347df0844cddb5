import { type Diagnostic, diagnose } from '../diagnostic'
import type { Position, Slice } from '../model/position'

/** Containers in one another; Markdown itself has no limit, but its parsers do. */
const deepest = 100

/** Elements in one another, in HTML. */
const deepestHtml = 500

/** Marks of one paragraph that may pair with one another: looking for the pairs takes time with the square of their number. */
const mostMarks = 2000

/** Why a piece of Markdown is not parsed: it would take too long, or too deep a stack. */
export function tooHard(slice: Slice): Diagnostic | undefined {
  const deep = deepLine(slice)
  if (deep) return diagnose('nesting-too-deep', deep, { limit: deepest })
  if (htmlDepthOf(slice.text) > deepestHtml)
    return diagnose('nesting-too-deep', slice.position, { limit: deepestHtml })
  if (marksOf(slice.text) > mostMarks)
    return diagnose('markdown-too-slow', slice.position, { limit: mostMarks })
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
  const counts = text.split(/\n[ \t\r]*\n/).map((paragraph) => paragraph.match(/[*_~]+|\[/g)?.length ?? 0)
  return counts.reduce((most, count) => Math.max(most, count), 0)
}
