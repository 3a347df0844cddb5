import type { Element, ElementContent, Root } from 'hast'
import type { InlineMath } from '../model/nodes'
import { toMathJax } from '../render/tex'
import { element, isElement, isNamed, text } from './elements'

/** A formula as MathJax finds it in the text of a field (`ts/mathjax/index.ts`). */
const formula = /\\\((?:\\[^()]|[^\\])+?\\\)|\\\[(?:\\[^[\]]|[^\\])+?\\\]/

/** A field in which each formula is an element of its own, in the form in which it is built. */
export function withMath(tree: Root): Root {
  return { ...tree, children: inside(tree.children as ElementContent[]) }
}

function inside(children: readonly ElementContent[]): ElementContent[] {
  return joined(children).flatMap((node) => {
    if (node.type === 'text') return parted(node.value)
    if (!isElement(node) || isNamed(node, 'code', 'pre')) return node
    const own = inside(node.children)
    if (!isMathElement(node)) return { ...node, children: own }
    return isNamed(node, 'div') ? element('p', own) : own
  })
}

/** MathJax reads over the ends of lines that the editor puts into a formula. */
function joined(children: readonly ElementContent[]): readonly ElementContent[] {
  const result: ElementContent[] = []
  for (const node of children) {
    const last = result.at(-1)
    const isOpen = last?.type === 'text' && opens.test(last.value.replace(new RegExp(formula, 'g'), ''))
    if (isOpen && isNamed(node, 'br')) result.splice(-1, 1, text(`${last.value}\n`))
    else if (isOpen && node.type === 'text') result.splice(-1, 1, text(last.value + node.value))
    else result.push(node)
  }
  return result
}

const opens = /\\[([]/

function parted(value: string): ElementContent[] {
  return value.split(new RegExp(`(${formula.source})`)).flatMap((piece, index) => {
    if (index % 2 === 0) return piece === '' ? [] : text(piece)
    const tex = toMathJax(piece.replace(comment, '$1 ').replace(/\s+/g, ' '))!
    return { type: 'element', tagName: 'span', properties: { className: ['math'] }, children: [text(tex)] }
  })
}

/** TeX reads nothing from `%` to the end of a line, which on one line would be the rest of the formula. */
const comment = /(?<!\\)((?:\\\\)*)%.*\n/g

function isMathElement({ tagName, properties }: Element): boolean {
  const classes = properties['className']
  return ['span', 'div'].includes(tagName) && Array.isArray(classes) && classes.includes('math')
}

/** The node for a formula's element. */
export function mathNode(node: Element): InlineMath | undefined {
  const [only] = node.children
  return isMathElement(node) && only?.type === 'text' ? { type: 'inlineMath', value: only.value } : undefined
}

/** A formula in Markdown: between dollars where these say the same, or between brackets; nothing when neither does. */
export function mathMarkdown({ value }: InlineMath, before: string, after: string): string | undefined {
  const tex = value.slice(2, -2)
  if (!/[^\s\\]/.test(tex) || /`|\n[ \t]*\n/.test(tex) || endsOpen.test(tex)) return undefined
  if (value.startsWith('\\['))
    return /\$\$|\$$/.test(tex) || before === '$' || after === '$' ? value : `$$${tex}$$`
  const isBare = !/\$|^\s|\s$/.test(tex) && before !== '$' && !/^[\d$]/.test(after)
  return isBare ? `$${tex}$` : value
}

/** A backslash that would take the closing mark along. */
const endsOpen = /(?<!\\)(?:\\\\)*\\$/
