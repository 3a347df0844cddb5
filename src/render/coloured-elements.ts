import type { Element, Root, RootContent } from 'hast'
import { toString as textOf } from 'hast-util-to-string'
import { colouredCode, type Highlight } from './code'
import { walk } from './walk'

/** Gives code its colours where its language is named and known. No text changes. */
export function highlightCode(tree: Root, highlight: Highlight): void {
  walk(tree, (node: RootContent) => {
    if (node.type !== 'element' || node.tagName !== 'pre') return undefined
    const [code] = node.children
    const language = code?.type === 'element' ? languageOf(code) : undefined
    if (code?.type !== 'element' || language === undefined) return node
    const value = colouredCode(language, textOf(code), highlight)
    return value === undefined
      ? node
      : { ...node, children: [{ ...code, children: [{ type: 'raw', value }] }] }
  })
}

function languageOf({ tagName, properties }: Element): string | undefined {
  const classes = properties['className']
  const name = tagName === 'code' && Array.isArray(classes) ? String(classes[0]) : ''
  return /^language-(.+)$/.exec(name)?.[1]
}
