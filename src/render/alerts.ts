import type { Blockquote, Paragraph, PhrasingContent } from 'mdast'
import type { Point, Slice } from '../model/position'

/**
 * GitHub's alerts, and Obsidian's: the first line of the quote says what it is, and may go on with whether it is folded and with a
 * title.
 */
const mark = /^\[!(\p{L}[\p{L}\d _-]*)(?:\|[^\]\r\n]*)?\][+-]?(?=\s|$)[ \t]*/u

/** How the kinds look that Obsidian has besides GitHub's; all others look like a note. */
const looks: ReadonlyMap<string, string> = new Map(
  Object.entries({
    tip: 'tip hint success check done',
    important: 'important question help faq',
    warning: 'warning attention',
    caution: 'caution danger error bug failure fail missing'
  }).flatMap(([look, names]) => names.split(' ').map((name) => [name, look]))
)

/** Makes an alert of a quote that begins as one; any other stays as it is. */
export function makeAlert(quote: Blockquote, slice: Slice): void {
  const [paragraph, ...others] = quote.children
  const first = paragraph?.type === 'paragraph' ? paragraph.children[0] : undefined
  const found = first?.type === 'text' ? mark.exec(first.value) : null
  if (paragraph?.type !== 'paragraph' || first?.type !== 'text' || !found) return
  if (writtenAt(paragraph, slice) === '\\') return
  const [{ length }, name = ''] = found
  const begun = { ...first, value: first.value.slice(length) }
  const { line, below } = parted([begun, ...paragraph.children.slice(1)], lineBelow(paragraph, slice))
  quote.data = { hName: 'div', hProperties: { className: ['alert', `alert-${lookOf(name)}`] } }
  quote.children = [
    titled(name, line),
    ...(shows(below) ? [{ ...paragraph, children: below }] : []),
    ...others
  ]
}

function lookOf(name: string): string {
  return looks.get(name.toLowerCase()) ?? 'note'
}

function titled(name: string, line: PhrasingContent[]): Paragraph {
  const called = `${name[0]!.toUpperCase()}${name.slice(1).toLowerCase()}`
  return {
    type: 'paragraph',
    data: { hProperties: { className: ['alert-title'] } },
    children: shows(line) ? line : [{ type: 'text', value: called }]
  }
}

function shows(children: readonly PhrasingContent[]): boolean {
  return children.some((child) => child.type !== 'text' || child.value.trim() !== '')
}

/** What a paragraph begins with: behind a backslash a bracket is but a bracket. */
function writtenAt({ position }: Paragraph, { text, position: { start } }: Slice): string | undefined {
  return text[(position?.start.offset ?? 0) - start.offset]
}

/** The first line of a paragraph, and what stands below it, which begins at `start`. */
function parted(
  children: readonly PhrasingContent[],
  start: Point | undefined
): { readonly line: PhrasingContent[]; readonly below: PhrasingContent[] } {
  const at = children.findIndex(
    (child) => child.type === 'break' || (child.type === 'text' && lineEnd.test(child.value))
  )
  const ending = children[at]
  if (!ending) return { line: [...children], below: [] }
  const [line, below] = [children.slice(0, at), children.slice(at + 1)]
  if (ending.type !== 'text') return { line, below }
  const { 0: found, index } = lineEnd.exec(ending.value)!
  const position = start && ending.position && { ...ending.position, start }
  const rest = { ...ending, value: ending.value.slice(index + found.length), ...(position && { position }) }
  return {
    line: [...line, { ...ending, value: ending.value.slice(0, index).trimEnd() }],
    below: [rest, ...below]
  }
}

const lineEnd = /\r\n?|\n/

/** Puts the beginning of a paragraph on the line under its first one, and says where that is. */
function lineBelow({ position }: Paragraph, { text, position: { start: origin } }: Slice): Point | undefined {
  const start = position?.start
  const at = (start?.offset ?? 0) - origin.offset
  const found =
    at < 0 || !start ? null : /\r\n?|\n/.exec(text.slice(at, position.end.offset! - origin.offset))
  if (!found || !start) return undefined
  const offset = start.offset! + found.index + found[0].length + start.column - 1
  const moved = { ...start, line: start.line + 1, offset }
  position.start = moved
  return moved as Point
}
