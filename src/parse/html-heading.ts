import type { Heading } from '../model/outline'
import { type Cursor, cursorBefore, enterLine } from './cursor'
import { headingAt, htmlAt, isClosed, type Leaf, none, takesLine } from './leaf'
import { fenceAt } from './markers'

/** Whether HTML ends above a heading although no blank line parts them. */
export type EndsHtml = (heading: Heading) => boolean

/**
 * Where the first heading begins above which the HTML ends that begins at `start`, and to CommonMark goes on to the next
 * blank line. What stands there in a fence, a comment or `<pre>` is no heading. No line under the heading is looked at,
 * for HTML may begin again there.
 */
export function headingUnderHtml(text: string, start: number, endsHtml: EndsHtml): number | undefined {
  const cursor = cursorBefore(text, start, 0)
  let keeper = none
  while (enterLine(cursor) && !cursor.blank) {
    const heading = keeper === none ? headingAt(cursor) : undefined
    if (heading && endsHtml(heading)) return cursor.start
    if (keeper === none) keeper = keeperAt(cursor)
    else takesLine(keeper, cursor)
    if (isClosed(keeper)) keeper = none
  }
  return undefined
}

/** What opens on a line of HTML and keeps what is in it, if it is still open at the line's end. */
function keeperAt({ text, next, end, indent }: Cursor): Leaf {
  const fence = indent > 3 ? '' : fenceAt(text, next)
  if (fence) return { kind: 'code', fence, closed: false }
  const last = [...text.slice(next, end).matchAll(keepers)].at(-1)?.[0]
  return (last && htmlAt(last, 'paragraph')) || none
}

/** A comment or an element that holds no Markdown, to its end or that of the line. */
const keepers =
  /<!--.*?(?:-->|$)|<(?:script|pre|style|textarea)(?=[ \t>]|$).*?(?:<\/(?:script|pre|style|textarea)>|$)/gi
