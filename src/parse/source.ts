import type { Report } from '../diagnostic'
import { within } from '../model/position'
import type { Source } from '../model/source'
import { clean } from './clean'
import { definitions } from './definitions'
import type { EndsHtml } from './html-heading'
import { parseCell, parseInline } from './inline'
import { parse } from './parse'
import { reportProblems } from './problems'
import { scan } from './scan'
import { cells } from './table-row'

/** Markdown, ready to be read. Nothing but blocks is looked at yet, and where definitions are. HTML ends above the headings that `endsHtml` names. */
export function sourceOf(markdown: string, report: Report, endsHtml?: EndsHtml): Source {
  const outline = scan(clean(markdown, report), endsHtml)
  const known = definitions(outline)
  reportProblems(outline, report)
  return {
    ...outline,
    parse: (slice) => parse(slice, known, report),
    parseInline: (slice) => parseInline(slice, known, report),
    parseCell: (slice) => parseCell(slice, known, report),
    cells: (row) => cells(row.text).map(({ text, at }) => within(row, at, at + text.length))
  }
}
