import type { Element, ElementContent, Properties, Root } from 'hast'
import { allowed } from '../render/allowed'
import { element } from './elements'

/** What a style says that has an element, too: Anki's editor writes the one as well as the other. */
const meanings: readonly (readonly [property: RegExp, value: RegExp, tagName: string])[] = [
  [/^font-weight$/, /^(?:bold(?:er)?|[6-9]00)$/, 'strong'],
  [/^font-style$/, /^(?:italic|oblique)/, 'em'],
  [/^text-decoration(?:-line)?$/, /\bunderline\b/, 'u'],
  [/^text-decoration(?:-line)?$/, /\bline-through\b/, 'del'],
  [/^vertical-align$/, /^sub$/, 'sub'],
  [/^vertical-align$/, /^super$/, 'sup']
]

/** What is lost of a field besides its text. */
export interface Dropped {
  /** Colours, sizes, classes. */
  formatting: boolean
  /** What runs or is drawn. */
  embedded: boolean
}

const embedded = new Set(
  'iframe object embed svg math canvas script form button select textarea input'.split(' ')
)

/** Elements that say no more than that text is in them. */
const plain = new Set(['html', 'head', 'body', 'font', 'center', 'nobr', 'col', 'colgroup', 'meta'])

/** Puts elements in the place of styles, and notes what allows no element. */
export function withoutStyles(tree: Root, dropped: Dropped): Root {
  const children = tree.children.map((child) =>
    child.type === 'element' ? withoutStyle(child, dropped) : child
  )
  return { ...tree, children }
}

function withoutStyle(node: Element, dropped: Dropped): Element {
  note(node, dropped)
  const own = node.children.map(
    (child): ElementContent => (child.type === 'element' ? withoutStyle(child, dropped) : child)
  )
  const said = declarations(node)
  const tags = meanings.flatMap(([property, value, tagName]) =>
    said.some(([name, found]) => property.test(name) && value.test(found)) ? tagName : []
  )
  const isUnbold =
    ['b', 'strong'].includes(node.tagName) &&
    said.some(([name, value]) => name === 'font-weight' && /^(?:normal|400)$/.test(value))
  const children = tags.reduce((inside, tagName) => [element(tagName, inside)], own)
  return { ...node, ...(isUnbold && { tagName: 'span' }), children }
}

function note(node: Element, dropped: Dropped): void {
  const { tagName, properties } = node
  const isAllowed = (allowed.tagNames as readonly string[]).includes(tagName)
  if (!isAllowed && embedded.has(tagName)) {
    dropped.embedded = true
    return
  }
  if (!isAllowed && !plain.has(tagName)) dropped.formatting = true
  if (tagName === 'img' && /^\s*(?!https?:|mailto:)[a-z][a-z0-9+.-]*:/i.test(String(properties['src'] ?? '')))
    dropped.embedded = true
  const isMore = Object.keys(properties).some(
    (name) => name !== 'style' && !mayHave(tagName, name, properties)
  )
  if (isMore || declarations(node).some((each) => !isMeant(each))) dropped.formatting = true
}

function mayHave(tagName: string, name: string, properties: Properties): boolean {
  const lists: Partial<Record<string, readonly (string | readonly unknown[])[]>> = allowed.attributes
  const may = [...lists['*']!, ...(Object.hasOwn(lists, tagName) ? lists[tagName]! : [])]
  const value = properties[name]
  return Array.isArray(value)
    ? value.every((word) => colour.test(String(word)) || may.some((each) => allows(each, name, word)))
    : may.some((each) => (typeof each === 'string' ? each : each[0]) === name && value !== undefined)
}

/** A class of highlighted code, such as `hljs-title function_`: it is made anew. */
const colour = /^hljs\b|^[a-z]+_+$/

function allows(attribute: string | readonly unknown[], name: string, word: unknown): boolean {
  if (typeof attribute === 'string') return attribute === name
  const [own, ...words] = attribute
  return (
    own === name && words.some((each) => (each instanceof RegExp ? each.test(String(word)) : each === word))
  )
}

function isMeant([name, value]: readonly [string, string]): boolean {
  return (
    meanings.some(([property, values]) => property.test(name) && values.test(value)) ||
    /^(?:normal|400|none|baseline|inherit|initial)$/.test(value)
  )
}

function declarations({ properties }: Element): readonly (readonly [name: string, value: string])[] {
  return String(properties['style'] ?? '')
    .split(';')
    .flatMap((declaration) => {
      const [name = '', ...value] = declaration.split(':')
      return name.trim() === ''
        ? []
        : [[name.trim().toLowerCase(), value.join(':').trim().toLowerCase()] as const]
    })
}
