import { widthOf } from './sticky'

/** How an HTML block ends: at a line that holds this, or at a blank line. */
export type HtmlEnd = RegExp | 'blank'

/** How the HTML block that begins with this line ends, or nothing when none begins (CommonMark 0.31, section 4.6). */
export function htmlEnd(line: string): HtmlEnd | undefined {
  return blocks.find(([begin]) => begin.test(line))?.[1]
}

/** Whether a tag, of whatever name, stands alone on its line. Such a block ends at a blank line. */
export function isLoneTag(line: string): boolean {
  if (closingTag.test(line)) return true
  let at = widthOf(tagName, line, 0)
  for (let width = at; width > 0; at += width) width = widthOf(attribute, line, at)
  return at > 0 && widthOf(tagEnd, line, at) > 0
}

const names = [
  'address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir',
  'div|dl|dt|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend',
  'li|link|main|menu|menuitem|nav|noframes|ol|optgroup|option|p|param|search|section|summary|table|tbody|td',
  'tfoot|th|thead|title|tr|track|ul'
].join('|')

const blocks: readonly (readonly [begin: RegExp, end: HtmlEnd])[] = [
  [/^<(?:script|pre|style|textarea)(?=[ \t>]|$)/i, /<\/(?:script|pre|style|textarea)>/i],
  [/^<!--/, /-->/],
  [/^<\?/, /\?>/],
  [/^<![a-z]/i, />/],
  [/^<!\[CDATA\[/, /\]\]>/],
  [new RegExp(`^</?(?:${names})(?=[ \\t]|/?>|$)`, 'i'), 'blank']
]

const closingTag = /^<\/[a-z][a-z\d-]*[ \t]*>[ \t]*$/i
const tagName = /<[a-z][a-z\d-]*/iy
const tagEnd = /[ \t]*\/?>[ \t]*$/y
/** As micromark has it: unlike the specification, without `/` in a value that is not quoted. */
const attribute = /[ \t]+[a-z_:][\w.:-]*(?:[ \t]*=[ \t]*(?:[^ \t"'=<>`/]+|'[^']*'|"[^"]*"))?/iy
