import type { Element, Root, RootContent } from 'hast'
import { toString as textOf } from 'hast-util-to-string'
import { walk } from './walk'

/** Code in a language as a tree whose elements have classes; nothing where the language is not known. */
export type Highlight = (language: string, code: string) => readonly RootContent[] | undefined

/** Longer code is no example on a card, and would take its time. */
const mostCharacters = 20_000

/** No programs: words, formulas and drawings. */
export const colourless: readonly string[] = ['text', 'txt', 'math', 'mermaid']

/** A deletion in code must stay in one piece. */
const deletion = /\{\{c\d+(?:,\d+)*::/

/** Gives code its colours where its language is named and known. No text changes. */
export function highlightCode(tree: Root, highlight: Highlight): void {
  walk(tree, (node: RootContent) => {
    if (node.type !== 'element' || node.tagName !== 'pre') return undefined
    const [code] = node.children
    const language = code?.type === 'element' ? languageOf(code) : undefined
    if (code?.type !== 'element' || language === undefined) return node
    const text = textOf(code)
    const isFit = text.length <= mostCharacters && !deletion.test(text)
    const children = (isFit && highlight(language, text)) || code.children
    return { ...node, children: [{ ...code, children: children as Element['children'] }] }
  })
}

function languageOf({ tagName, properties }: Element): string | undefined {
  const classes = properties['className']
  const name = tagName === 'code' && Array.isArray(classes) ? String(classes[0]) : ''
  const language = /^language-(.+)$/.exec(name)?.[1]?.toLowerCase()
  return language === undefined || colourless.includes(language) ? undefined : language
}
