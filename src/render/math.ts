import type { Element, ElementContent, Root, RootContent } from 'hast'
import { walk } from './walk'

/**
 * Parts `\(` and `\[`, so that they are shown. MathJax looks for them in the text of the page, after character
 * references are read, but not across elements, and not in code.
 */
export function guardMath(tree: Root): void {
  walk(tree, (node: RootContent) => {
    if (node.type === 'element' && (node.tagName === 'code' || node.tagName === 'pre')) return node
    if (node.type !== 'text' || !opening.test(node.value)) return undefined
    const pieces = node.value.split(/(?<=\\)([([])/)
    return span(
      pieces.map((value, index) =>
        index % 2 === 0 ? { type: 'text', value } : span([{ type: 'text', value }])
      )
    )
  })
}

/** What MathJax takes for the beginning of mathematics. */
export const opening = /\\[([]/

function span(children: ElementContent[]): Element {
  return { type: 'element', tagName: 'span', properties: {}, children }
}
