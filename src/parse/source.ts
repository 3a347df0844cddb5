import type { Report } from '../diagnostic'
import { type Limits, mostGrown, usualLimits } from '../model/bounds'
import { type Slice, within } from '../model/position'
import type { Parsers, Source } from '../model/source'
import { clean } from './clean'
import { definitions, definitionsOf } from './definitions'
import type { EndsHtml } from './html-heading'
import { parseCell, parseInline } from './inline'
import { toMdast as ourToMdast, type ToMdast } from './markdown'
import { definitionsFor, neededBy, type Parsing, parse } from './parse'
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
  const parsing = { known, toMdast, limits, mayAdd: upTo(mostGrown(limits, outline.text.length)), report }
  return {
    ...outline,
    ...parsers(parsing),
    neededBy: (piece) => neededBy(piece, parsing),
    definitionsFor: (piece) => definitionsFor(piece, parsing),
    cells: (row) => cells(row.text).map(({ text, at }) => within(row, at, at + text.length))
  }
}

/** The parsers for a text with which nothing else has to do but some blocks with definitions. */
export function parsersAlone(
  report: Report,
  { toMdast = ourToMdast, limits = usualLimits }: Omit<SourceOptions, 'endsHtml'> = {},
  blocks: readonly Slice[] = []
): Parsers {
  const known = definitionsOf(blocks)
  return parsers({ known, toMdast, limits, mayAdd: upTo(Number.POSITIVE_INFINITY), report })
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
