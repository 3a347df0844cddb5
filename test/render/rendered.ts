import type { Nodes, Root } from 'hast'
import { raw } from 'hast-util-raw'
import { sanitize } from 'hast-util-sanitize'
import { toHtml } from 'hast-util-to-html'
import type { Diagnostic, DiagnosticCode } from '../../src'
import { sourceOf } from '../../src/parse/source'
import { allowed } from '../../src/render/allowed'
import type { Highlight } from '../../src/render/code'
import { highlight } from '../../src/render/highlight'
import { render } from '../../src/render/render'
import { toSafeHtml } from '../../src/render/to-safe-html'

export interface Rendered {
  readonly html: string
  readonly text: string
  readonly codes: readonly DiagnosticCode[]
}

/** A whole text as if it were one field, in colours unless others are given. */
export function rendered(markdown: string, colours: Highlight = highlight): Rendered {
  const codes: DiagnosticCode[] = []
  const report = ({ code }: Diagnostic) => void codes.push(code)
  const source = sourceOf(markdown, report)
  const { text } = source
  const lines = text.split('\n')
  const end = { line: lines.length, column: lines.at(-1)!.length + 1, offset: text.length }
  const slice = { text, position: { start: { line: 1, column: 1, offset: 0 }, end } }
  const { content } = render(
    { slice, as: 'blocks' },
    () => source.parse(slice),
    { toSafeHtml, highlight: colours },
    report,
    () => {}
  )
  return { html: content.html, text: content.text, codes }
}

/** What a browser makes of HTML, as far as a card may hold it; line ends between blocks do not matter. */
export function seen(html: string): string {
  // Sanitising knows schemes in small letters.
  const value = html
    .trimEnd()
    .replace(/(?<= href=")(?:https?|mailto)(?=:)/gi, (scheme) => scheme.toLowerCase())
  const tree = raw({ type: 'root', children: [{ type: 'raw', value }] } as Root) as Nodes
  const safe = toHtml(sanitize(tree, allowed)).replaceAll(' class=""', '')
  return safe.replace(/\s+/g, ' ').replace(betweenBlocks, '$1').trim()
}

const betweenBlocks = / ?(<\/?(?:p|ul|ol|li|blockquote|h\d|hr|pre|div|table|thead|tbody|t[rhd])\b[^>]*>) ?/g
