import type { Element, ElementContent, Root, RootContent } from 'hast'
import { toString as textOf } from 'hast-util-to-string'
import { toMathJax } from './tex'
import { walk } from './walk'

/**
 * Makes formulas MathJax's, and parts all other `\(` and `\[`, so that they are shown. MathJax looks for them in the text of the page, after character
 * references are read, but not across elements, and not in code.
 */
export function markMath(tree: Root): void {
  walk(tree, (node: RootContent) => {
    if (node.type === 'element' && (node.tagName === 'code' || node.tagName === 'pre')) return node
    const tex = node.type === 'element' && isMath(node) ? toMathJax(textOf(node)) : undefined
    if (tex !== undefined) return { ...node, children: [{ type: 'text', value: tex }] }
    if (node.type !== 'text' || !opening.test(node.value)) return undefined
    const pieces = node.value.split(/(?<=\\)([([])/)
    return span(
      pieces.map((value, index) =>
        index % 2 === 0 ? { type: 'text', value } : span([{ type: 'text', value }])
      )
    )
  })
}

/** An element that holds a formula and nothing else. */
function isMath({ properties, children }: Element): boolean {
  const classes = properties['className']
  return Array.isArray(classes) && classes.includes('math') && children.every(({ type }) => type === 'text')
}

/** What MathJax takes for the beginning of mathematics. */
export const opening = /\\[([]/

/** What a text with a formula holds. */
export const mathMark = /\$|\\[([]/

function span(children: ElementContent[]): Element {
  return { type: 'element', tagName: 'span', properties: {}, children }
}
