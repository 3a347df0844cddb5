import { type Diagnostic, diagnose } from '../diagnostic'
import type { Slice } from '../model/position'

/** Containers in one another; Markdown itself has no limit, but its parsers do. */
const deepest = 100

/** Elements in one another, in HTML. */
const deepestHtml = 500

/** Marks of one paragraph that may pair with one another: looking for the pairs takes time with the square of their number. */
const mostMarks = 2000

/** Why a piece of Markdown is not parsed: it would take too long, or too deep a stack. */
export function tooHard({ text, position }: Slice): Diagnostic | undefined {
  if (depthOf(text) > deepest) return diagnose('nesting-too-deep', position, { limit: deepest })
  if (htmlDepthOf(text) > deepestHtml) return diagnose('nesting-too-deep', position, { limit: deepestHtml })
  if (marksOf(text) > mostMarks) return diagnose('markdown-too-slow', position, { limit: mostMarks })
  return undefined
}

/** How deep quotes and lists can be: by the marks on a line, and by how far the first of them is indented. */
function depthOf(text: string): number {
  let depth = 0
  for (const [line, blanks = ''] of text.matchAll(
    /^([ \t]*)(?:(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t]))[ \t]*)+/gm
  )) {
    const marks = line.match(/>|[-+*]|\d+/g)?.length ?? 0
    depth = Math.max(depth, marks + Math.floor(blanks.length / 2))
  }
  return depth
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
