import { type Diagnostic, diagnose } from '../diagnostic'
import type { Limits } from '../model/bounds'
import type { Position, Slice } from '../model/position'
import { definitionsEnd } from './definition-run'
import { countLines } from './lines'

/** Why a piece of Markdown is not parsed: it would take too long, or too deep a stack. */
export function tooHard(slice: Slice, limits: Limits): Diagnostic | undefined {
  const { text, position } = slice
  const { characters, lines, cells, nesting, elements, marks, searched } = limits
  if (text.length > characters || countLines(text) > lines)
    return diagnose('line-too-long', position, { characters, lines })
  if (cellsOf(text) > cells) return diagnose('table-too-large', position, { limit: cells })
  const deep = deepLine(slice, nesting)
  if (deep) return diagnose('nesting-too-deep', deep, { limit: nesting, name: 'nesting' })
  if (htmlDepthOf(text) > elements)
    return diagnose('nesting-too-deep', position, { limit: elements, name: 'elements' })
  const opened = text.match(/<[!?]/g)?.length ?? 0
  if (opened * text.length > searched)
    return diagnose('markdown-too-slow', position, {
      limit: Math.floor(searched / text.length),
      name: 'searched'
    })
  if (marksOf(text) > marks) return diagnose('markdown-too-slow', position, { limit: marks, name: 'marks' })
  return undefined
}

/**
 * Whether a text holds what may take seconds to parse: then it is done where it can be ended. Far below the limits of what is
 * parsed at all, and above what authors write.
 */
export function mayBeSlow(text: string): boolean {
  return marksOf(text) > 300 || text.split('\n').some(({ length }) => length > 20_000) || eightDeep.test(text)
}

/** Lists and quotes in one another. */
const eightDeep = /^(?:[ \t]*(?:[-+*>]|\d{1,9}[.)])){8}/m

/** The line with too many quotes and lists in one another: by its marks, and by how far the first of them is indented. */
function deepLine({ text, position: { start } }: Slice, deepest: number): Position | undefined {
  for (const { 0: found, 1: blanks = '', index } of text.matchAll(
    /^([ \t]*)(?:(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t]))[ \t]*)+/gm
  )) {
    const marks = found.match(/>|[-+*]|\d+/g)!.length
    if (marks + Math.floor(blanks.length / 2) <= deepest) continue
    const line = start.line + countLines(text.slice(0, index))
    const from = { line, column: 1, offset: start.offset + index }
    return { start: from, end: { line, column: 1 + found.length, offset: from.offset + found.length } }
  }
  return undefined
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

/** The most marks of a paragraph that may pair with one another. Those of definitions in front of its words do not. */
function marksOf(text: string): number {
  const counts = text.split(/\n[ \t\r]*\n/).map((paragraph) => {
    const words = paragraph.slice(definitionsEnd(paragraph))
    return words.match(/[*_~]+|==|\[/g)?.length ?? 0
  })
  return counts.reduce((most, count) => Math.max(most, count), 0)
}
