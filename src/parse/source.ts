import type { Report } from '../diagnostic'
import { type Limits, mostGrown, usualLimits } from '../model/bounds'
import { within } from '../model/position'
import type { Parsers, Source } from '../model/source'
import { clean } from './clean'
import { cutter } from './cutter'
import { definitions, usedBy } from './definitions'
import type { EndsHtml } from './html-heading'
import { parseCell, parseInline } from './inline'
import { toMdast as ourToMdast, type ToMdast } from './markdown'
import { definitionsFor, type Parsing, parse } from './parse'
import { reportProblems } from './problems'
import { scan } from './scan'
import { cells } from './table-row'

export interface SourceOptions {
  /** Tells the headings above which HTML ends. */
  readonly endsHtml?: EndsHtml
  readonly toMdast?: ToMdast | undefined
  readonly limits?: Limits | undefined
}

/** Markdown, ready to be read. Nothing but blocks is looked at yet, and where definitions are. */
export function sourceOf(
  markdown: string,
  report: Report,
  { endsHtml, toMdast = ourToMdast, limits = usualLimits }: SourceOptions = {}
): Source {
  const outline = scan(clean(markdown, report), endsHtml)
  const known = definitions(outline, limits)
  reportProblems(outline, report)
  return {
    ...outline,
    ...parsers({ known, toMdast, limits, mayAdd: upTo(mostGrown(limits, outline.text.length)), report }),
    cut: cutter(outline.text),
    isAlone: ({ text }) => usedBy(text, known).length === 0,
    definitionsFor: (piece) => definitionsFor(piece, { known, toMdast }),
    cells: (row) => cells(row.text).map(({ text, at }) => within(row, at, at + text.length))
  }
}

/** The parsers for a text with which nothing else has to do. */
export function parsersAlone(
  report: Report,
  { toMdast = ourToMdast, limits = usualLimits }: Omit<SourceOptions, 'endsHtml'> = {}
): Parsers {
  return parsers({ known: new Map(), toMdast, limits, mayAdd: upTo(Number.POSITIVE_INFINITY), report })
}

/** Takes lengths as long as all that it has taken are together no more than that. */
function upTo(most: number): (length: number) => boolean {
  let sum = 0
  return (length) => {
    const fits = sum + length <= most
    if (fits) sum += length
    return fits
  }
}

function parsers(parsing: Parsing): Parsers {
  return {
    parse: (slice) => parse(slice, parsing),
    parseInline: (slice) => parseInline(slice, parsing),
    parseCell: (slice) => parseCell(slice, parsing)
  }
}
