import type { Blockquote, Paragraph, Text } from 'mdast'
import type { Slice } from '../model/position'

/** GitHub's alerts: the first line of the quote says what it is. */
const mark = /^\[!(note|tip|important|warning|caution)\][ \t]*(?:\r\n?|\n|$)/i

/** Longer than any first line of an alert that is one without blanks after it. */
const longestMark = 100

/** Makes an alert of a quote that begins as one; any other stays as it is. */
export function makeAlert(quote: Blockquote, slice: Slice): void {
  const [paragraph, ...others] = quote.children
  const first = paragraph?.type === 'paragraph' ? paragraph.children[0] : undefined
  const found = first?.type === 'text' ? mark.exec(first.value) : null
  if (paragraph?.type !== 'paragraph' || first?.type !== 'text' || !found) return
  if (writtenAt(paragraph, slice) === '\\') return
  const [line, name = ''] = found
  const rest = paragraph.children.slice(1)
  const endsLine = /[\r\n]$/.test(line)
  if (rest.length > 0 && !endsLine && rest[0]?.type !== 'break') return
  const text = { ...first, value: first.value.slice(line.length) }
  const children = endsLine ? [text, ...rest] : rest.slice(1)
  const title: Paragraph = {
    type: 'paragraph',
    data: { hProperties: { className: ['alert-title'] } },
    children: [{ type: 'text', value: name[0]!.toUpperCase() + name.slice(1).toLowerCase() }]
  }
  const body = children.some((child) => child.type !== 'text' || child.value !== '')
  if (body) startBelow(paragraph, text, slice)
  quote.data = { hName: 'div', hProperties: { className: ['alert', `alert-${name.toLowerCase()}`] } }
  quote.children = [title, ...(body ? [{ ...paragraph, children }] : []), ...others]
}

/** What a paragraph begins with: behind a backslash a bracket is but a bracket. */
function writtenAt({ position }: Paragraph, { text, position: { start } }: Slice): string | undefined {
  return text[(position?.start.offset ?? 0) - start.offset]
}

/** Puts the beginning of a paragraph, and of its first text, on the line under the mark. */
function startBelow(
  { position }: Paragraph,
  text: Text,
  { text: written, position: { start: origin } }: Slice
): void {
  const start = position?.start
  const at = (start?.offset ?? 0) - origin.offset
  const below = written.slice(at, at + longestMark).search(/(?<=\r\n?|\n)(?!\n)/)
  if (!start || at < 0 || below < 0) return
  const moved = { ...start, line: start.line + 1, offset: start.offset! + below + start.column - 1 }
  position.start = moved
  if (text.position) text.position = { ...text.position, start: moved }
}
