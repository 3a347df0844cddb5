import type { Element, ElementContent } from 'hast'
import type { Handlers } from 'mdast-util-to-hast'
import type { InlineMath, Mark, MathBlock } from '../model/nodes'

/** What becomes of nodes that `mdast-util-to-hast` does not know. Formulas are made MathJax's once their text is known. */
export const elementsOf: Handlers = {
  inlineMath: (_, node: InlineMath) => math('span', node.value),
  math: (_, node: MathBlock) => math('div', node.value),
  mark: (state, node: Mark) => element('mark', {}, state.all(node))
}

function math(tagName: string, value: string): Element {
  return element(tagName, { className: ['math'] }, [{ type: 'text', value }])
}

function element(tagName: string, properties: Element['properties'], children: ElementContent[]): Element {
  return { type: 'element', tagName, properties, children }
}
