import type { Element, ElementContent, Root, Text } from 'hast'
import { SKIP, visit } from 'unist-util-visit'

/**
 * Parts `\(` and `\[`, so that they are shown. MathJax looks for them in the text of the page, after character
 * references are read, but not across elements, and not in code.
 */
export function guardMath(tree: Root): void {
  visit(tree, (node, index, parent) => {
    if (node.type === 'element' && (node.tagName === 'code' || node.tagName === 'pre')) return SKIP
    if (node.type !== 'text' || !parent || index === undefined || !/\\[([]/.test(node.value)) return
    const pieces = parted(node)
    parent.children.splice(index, 1, ...pieces)
    return index + pieces.length
  })
}

function parted({ value }: Text): ElementContent[] {
  return value.split(/(?<=\\)([([])/).map((piece, index) => (index % 2 === 0 ? text(piece) : span(piece)))
}

function text(value: string): Text {
  return { type: 'text', value }
}

function span(value: string): Element {
  return { type: 'element', tagName: 'span', properties: {}, children: [text(value)] }
}
