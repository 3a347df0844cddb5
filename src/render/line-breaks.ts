import type { Break, Paragraph, PhrasingContent, Text } from 'mdast'
import { toString as textOf } from 'mdast-util-to-string'
import { linesIn, type Slice } from '../model/position'
import { ownLines } from './own-lines'

/** Makes a line break of each end of a line in a paragraph that is the author's own, and no editor's. */
export function breakLines(paragraph: Paragraph, slice: Slice): void {
  const { start, end } = paragraph.position ?? {}
  if (start !== undefined && start.line === end?.line) return
  const lines = linesOf(paragraph, slice)
  if (lines.length < 2) return
  const own = ownLines(lines)
  let line = start?.line ?? 1
  const first = line
  const broken = (node: PhrasingContent): PhrasingContent[] => {
    line = node.position?.start.line ?? line
    const made = node.type === 'text' ? pieces(node) : [node]
    if ('children' in node)
      node.children = node.children.flatMap((child) => broken(child as PhrasingContent)) as never
    else if (node.type === 'break') line += 1
    line = node.position?.end.line ?? line
    return made
  }
  const pieces = (node: Text): PhrasingContent[] => {
    const [beginning = '', ...others] = linesIn(node.value)
    const made: (Text | Break)[] = [{ ...node, value: beginning }]
    for (const value of others) {
      line += 1
      if (own[line - first]) made.push({ type: 'break' }, { type: 'text', value })
      else made.push({ type: 'text', value: `\n${value}` })
    }
    return made
  }
  paragraph.children = paragraph.children.flatMap(broken)
}

/** A paragraph's lines as they stand in the file; of one from elsewhere, such as a footnote, as they are seen. */
function linesOf(paragraph: Paragraph, { text, position }: Slice): readonly string[] {
  const from = (paragraph.position?.start.offset ?? -1) - position.start.offset
  const to = (paragraph.position?.end.offset ?? -1) - position.start.offset
  const isHere = from >= 0 && to <= text.length && from < to
  const written = isHere ? text.slice(from, to) : textOf(paragraph)
  const before = isHere ? ' '.repeat(paragraph.position!.start.column - 1) : ''
  return linesIn(`${before}${written}`)
}
