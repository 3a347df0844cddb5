import type { Element, ElementContent, Root } from 'hast'
import { element, isBlank, isBlock, isNamed } from './elements'

/** An end of a line that a `<div>` makes; where a line has ended already, it makes none. */
type Piece = ElementContent | 'line'

/** Elements whose text stands in paragraphs. */
const containers = ['div', 'blockquote', 'li', 'dd', 'td', 'th']

/**
 * Makes paragraphs of lines: Anki's editor puts each line into a `<div>` or ends it with `<br>`, and leaves an empty one
 * between paragraphs.
 */
export function withLines(tree: Root): Root {
  return {
    ...tree,
    children: isLined(tree.children) ? paragraphs(pieces(tree.children)) : tree.children.map(inside)
  }
}

function inside<Node extends Root['children'][number]>(node: Node): Node {
  if (node.type !== 'element' || isNamed(node, 'pre')) return node
  if (!containers.includes(node.tagName) || !isLined(node.children))
    return { ...node, children: node.children.map(inside) }
  const children = paragraphs(pieces(node.children))
  return { ...node, children: children.length === 0 ? [] : fitted(node, children) }
}

/** In a cell there are no paragraphs, and an item with one is no looser than without. */
function fitted({ tagName }: Element, children: ElementContent[]): ElementContent[] {
  const isCell = ['td', 'th'].includes(tagName)
  const all = children.filter((child) => isNamed(child, 'p'))
  if (isCell && all.length === children.length)
    return all.flatMap((each, index) => [
      ...(index > 0 ? [element('br', []), element('br', [])] : []),
      ...(each as Element).children
    ])
  if (tagName !== 'li' || all.length !== 1 || children[0] !== all[0]) return children
  return [...(all[0] as Element).children, ...children.slice(1)]
}

function isLined(children: readonly (Root['children'][number] | ElementContent)[]): boolean {
  return children.some((child) => isNamed(child, 'br') || isPlainDiv(child))
}

function isPlainDiv(node: Root['children'][number] | ElementContent): node is Element {
  return isNamed(node, 'div') && Object.keys(node.properties).length === 0
}

function pieces(children: readonly (Root['children'][number] | ElementContent)[]): readonly Piece[] {
  return (children as readonly ElementContent[]).flatMap((child): readonly Piece[] =>
    isPlainDiv(child) ? ['line', ...pieces(child.children), 'line'] : [inside(child)]
  )
}

function paragraphs(all: readonly Piece[]): ElementContent[] {
  const result: ElementContent[] = []
  let lines: ElementContent[][] = []
  let line: ElementContent[] = []
  const endLine = () => {
    if (!line.every(isBlank)) lines.push(line)
    line = []
  }
  const endParagraph = () => {
    endLine()
    if (lines.length > 0)
      result.push(
        element(
          'p',
          lines.flatMap((each, at) => (at > 0 ? [element('br', []), ...each] : each))
        )
      )
    lines = []
  }
  for (const piece of all) {
    if (piece === 'line') endLine()
    else if (isNamed(piece, 'br')) line.every(isBlank) ? endParagraph() : endLine()
    else if (isBlock(piece)) {
      endParagraph()
      result.push(piece)
    } else line.push(piece)
  }
  endParagraph()
  return result
}
