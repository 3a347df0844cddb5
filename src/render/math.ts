import type { Element, ElementContent, Root, RootContent } from 'hast'
import { toString as textOf } from 'hast-util-to-string'
import { diagnose } from '../diagnostic'
import type { Prepared } from './output'
import { forbiddenTex, partedOpenings, toMathJax } from './tex'
import { walk } from './walk'

/**
 * Makes formulas MathJax's, and parts all other `\(` and `\[`, so that they are shown. MathJax looks for them in the text of the page, after character
 * references are read, but not across elements, and not in code. A formula of HTML that no card may hold is reported, and stays text.
 */
export function markMath(tree: Root, where: Pick<Prepared, 'position' | 'report'>): void {
  walk(tree, (node: RootContent) => {
    if (node.type === 'element' && (node.tagName === 'code' || node.tagName === 'pre')) return node
    const tex = node.type === 'element' && isMath(node) ? formulaIn(textOf(node), where) : undefined
    if (tex !== undefined) return { ...node, children: [{ type: 'text', value: tex }] }
    const pieces = node.type === 'text' ? partedOpenings(node.value) : undefined
    return (
      pieces &&
      span(
        pieces.map((value, index) =>
          index % 2 === 0 ? { type: 'text', value } : span([{ type: 'text', value }])
        )
      )
    )
  })
}

/** A formula for MathJax. Those of Markdown have been looked at before (`prepare.ts`), and have nothing more to report. */
function formulaIn(written: string, { position, report }: Pick<Prepared, 'position' | 'report'>) {
  const tex = toMathJax(written)
  if (tex === undefined) return undefined
  const found = forbiddenTex(tex)
  if (found === undefined) return tex
  report(diagnose('math-unsafe', position, { found }))
  return undefined
}

/** An element that holds a formula and nothing else. */
function isMath({ properties, children }: Element): boolean {
  const classes = properties['className']
  return Array.isArray(classes) && classes.includes('math') && children.every(({ type }) => type === 'text')
}

function span(children: ElementContent[]): Element {
  return { type: 'element', tagName: 'span', properties: {}, children }
}
