import type { PhrasingContent, Root, Text } from 'mdast'
import { decodeString } from 'micromark-util-decode-string'

type Node = Root | Root['children'][number] | PhrasingContent

/**
 * A tree whose words in square brackets are cloze deletions in Anki's notation, each to be asked for by itself: `[x]`
 * becomes `{{c1::x}}`. A bracket behind a backslash is one, and begins no
 * formula. `text` is the file that the tree has its positions in.
 */
export function withBracketClozes(tree: Root, text: string): Root {
  let count = 0
  let isOpen = false
  const mark = (found: string): string => {
    if (found === '[' && !isOpen) {
      isOpen = true
      count += 1
      return `{{c${count}::`
    }
    if (found !== ']' || !isOpen) return decodeString(found)
    isOpen = false
    return '}}'
  }
  const marked = (node: Text): Text => {
    const { start, end } = node.position!
    const pieces = text.slice(start.offset, end.offset).matchAll(/(?:\\.|[^[\]\\]|\\$)+|[[\]]/gs)
    return { ...node, value: Array.from(pieces, ([piece]) => mark(piece)).join('') }
  }
  const read = <N extends Node>(node: N): N => {
    if (node.type === 'text') return marked(node) as N
    if (node.type === 'inlineMath' && node.value.startsWith('\\['))
      return { type: 'text', value: decodeString(node.value) } as N
    return 'children' in node
      ? { ...node, children: node.children.map((child) => read(child as Node)) }
      : node
  }
  const whole = read(tree)
  return isOpen ? tree : whole
}
