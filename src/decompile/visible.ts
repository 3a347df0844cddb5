import type { Element, ElementContent, Root, RootContent } from 'hast'
import { baseName } from '../model/media'
import { sourceIn } from '../render/media'
import { isBlock, isNamed } from './elements'

const hidden = ['script', 'style', 'template', 'title', 'head']

/**
 * What a reader sees of a tree: its lines, each without the blanks around it and with one blank where there are several. What
 * must not change on the way through Markdown.
 */
export function visibleText(tree: Root): string {
  return tree.children
    .map(lines)
    .join('')
    .normalize('NFC')
    .split('\n')
    .flatMap((line) => line.replace(/\s+/g, ' ').trim() || [])
    .join('\n')
}

function lines(node: RootContent | ElementContent): string {
  if (node.type === 'text') return node.value.replace(/[ \t\r\n\f]+/g, ' ')
  if (node.type !== 'element' || hidden.includes(node.tagName)) return ''
  if (isNamed(node, 'br')) return '\n'
  if (isNamed(node, 'img', 'audio', 'video')) return ` ${fileOf(node)} `
  if (isNamed(node, 'pre')) return `\n${written(node)}\n`
  const inside = node.children.map(lines).join('')
  if (isNamed(node, 'td', 'th')) return ` ${inside} `
  return isBlock(node) ? `\n${inside}\n` : inside
}

/** The name of what is shown or played: its folder is another one in a deck, and an address may be written in several ways. */
function fileOf(node: Element): string {
  const address = String(node.properties['src'] ?? sourceIn(node) ?? '')
  try {
    return baseName(decodeURIComponent(address))
  } catch {
    return baseName(address)
  }
}

/** Text in which the ends of lines count. */
function written(node: RootContent | ElementContent): string {
  if (node.type === 'text') return node.value
  if (isNamed(node, 'br')) return '\n'
  return node.type === 'element' ? node.children.map(written).join('') : ''
}
