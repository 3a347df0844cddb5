import type { Element, ElementContent, Nodes, Root, RootContent, Text } from 'hast'
import { raw } from 'hast-util-raw'
import { toHtml } from 'hast-util-to-html'
import { mapSounds } from '../anki/sounds'
import { idPrefix } from '../render/allowed'
import { escaped } from './html'
import { dataUri, type Media } from './media'

/** Makes HTML of a formula in TeX; `isDisplay` where it stands in a line of its own. */
export type MathToHtml = (tex: string, isDisplay: boolean) => string

/** What sides of cards are shown with. */
export interface Stage {
  readonly media: Media
  readonly toMath: MathToHtml
  /** Takes a rule in place of a `style` attribute, which the page's policy forbids, and gives the class for it. */
  readonly classFor: (style: string) => string
  /** Takes a whole stylesheet out of a card. */
  readonly addStyle: (css: string) => void
}

/**
 * A side of a card, as Anki's templates make it, as HTML that needs nothing but itself: media and formulas stand in it. Whatever
 * would run or load something is left out; the HTML is whole, also where a template's is not. `key` keeps the ids of cards apart.
 */
export function showSide(html: string, key: string, stage: Stage): string {
  const tree = treeOf(withPlayers(html))
  const children = tree.children.flatMap((node) => shown(node, key, stage))
  return toHtml({ type: 'root', children })
}

function treeOf(html: string): Root {
  const root = { type: 'root', children: [{ type: 'raw', value: html } as never] } as Nodes
  return raw(root) as Root
}

/** The name is HTML already, but might end the attribute. */
function withPlayers(html: string): string {
  const quoted = (name: string) => name.replaceAll('"', '&quot;').replaceAll('<', '&lt;')
  return mapSounds(html, (element, name) => `<${element} data-sound="${quoted(name)}"></${element}>`)
}

const dropped = [
  'script',
  'iframe',
  'frame',
  'frameset',
  'object',
  'embed',
  'link',
  'meta',
  'base',
  'template',
  'portal'
]

function shown(node: RootContent, key: string, stage: Stage): readonly ElementContent[] {
  if (node.type === 'text') return withFormulas(node, key, stage)
  if (node.type !== 'element' || dropped.includes(node.tagName)) return []
  if (node.tagName === 'style') {
    stage.addStyle(textOf(node))
    return []
  }
  if (node.tagName === 'img') return [image(node, stage)]
  if (node.properties['dataSound'] !== undefined) return [player(node, stage)]
  const children = isVerbatim(node)
    ? node.children.flatMap((child) => (child.type === 'text' ? child : shown(child, key, stage)))
    : node.children.flatMap((child) => shown(child, key, stage))
  return [{ ...node, properties: properties(node, key, stage), children }]
}

/** In these MathJax looks for no formulas. */
function isVerbatim({ tagName }: Element): boolean {
  return ['code', 'pre', 'textarea', 'math', 'svg'].includes(tagName)
}

function textOf({ children }: Element): string {
  return children.map((child) => (child.type === 'text' ? child.value : '')).join('')
}

function properties({ tagName, properties: all }: Element, key: string, stage: Stage): Element['properties'] {
  const kept = Object.entries(all).filter(
    ([name]) => !/^(?:on|style$|srcSet$|src$|ping$|poster$|background$)/i.test(name)
  )
  const found: Element['properties'] = Object.fromEntries(
    kept.map(([name, value]) => [name, typeof value === 'string' ? local(name, value, key) : value])
  )
  const { style } = all
  if (typeof style === 'string' && style.trim() !== '')
    found['className'] = [...classesOf(found['className']), stage.classFor(style)]
  if (isWide(tagName)) found['tabIndex'] = 0
  const isOutside = tagName === 'a' && typeof all['href'] === 'string' && !all['href'].startsWith('#')
  return isOutside ? { ...found, target: '_blank', rel: ['noopener', 'noreferrer'] } : found
}

/** These scroll in themselves where a card is narrow, which keys can do only where the focus is. */
function isWide(tagName: string): boolean {
  return tagName === 'pre' || tagName === 'table'
}

function classesOf(value: Element['properties'][string]): readonly string[] {
  return Array.isArray(value) ? value.map(String) : typeof value === 'string' ? [value] : []
}

/** What Markdown makes ids of, such as footnotes, is on many cards; ids of templates are for stylesheets, and stay. */
function local(name: string, value: string, key: string): string {
  if (name === 'id' && value.startsWith(idPrefix)) return `${key}-${value}`
  return name === 'href' && value.startsWith(`#${idPrefix}`) ? `#${key}-${value.slice(1)}` : value
}

function image(node: Element, { media }: Stage): Element {
  const { src, srcSet, style, ...others } = node.properties
  const kept = Object.fromEntries(Object.entries(others).filter(([name]) => !/^on/i.test(name)))
  const name = typeof src === 'string' ? src : ''
  const uri = dataUri(name, media)
  if (uri !== undefined) return { ...node, properties: { ...kept, src: uri } }
  const alt = kept['alt'] ? String(kept['alt']) : name
  return missing(`Image: ${alt}`, `Not in this page: ${name}`)
}

function player(node: Element, { media }: Stage): Element {
  const name = String(node.properties['dataSound'])
  const uri = dataUri(name, media)
  if (uri === undefined) return missing(`Sound: ${name}`, `Not in this page: ${name}`)
  return { ...node, properties: { controls: true, preload: 'none', ariaLabel: name, src: uri } }
}

function missing(text: string, title: string): Element {
  return {
    type: 'element',
    tagName: 'span',
    properties: { className: ['preview-missing'], title },
    children: [{ type: 'text', value: text }]
  }
}

/** Formulas between `\(` and `\)`, and between `\[` and `\]`, in one text as MathJax finds them. */
function withFormulas(node: Text, key: string, stage: Stage): readonly ElementContent[] {
  if (!/\\[([]/.test(node.value)) return [node]
  const found: ElementContent[] = []
  let [opening, before] = ['', '']
  const flush = () => {
    if (before !== '') found.push({ type: 'text', value: before })
    before = ''
  }
  for (const token of node.value.split(/(\\[()[\]])/)) {
    if (opening === '' && (token === '\\(' || token === '\\[')) {
      flush()
      opening = token
    } else if (opening !== '' && token === closing[opening]) {
      found.push(...formula(before, opening === '\\[', key, stage))
      ;[opening, before] = ['', '']
    } else before += token
  }
  before = opening + before
  flush()
  return found
}

const closing: Readonly<Record<string, string>> = { '\\(': '\\)', '\\[': '\\]' }

function formula(tex: string, isDisplay: boolean, key: string, stage: Stage): readonly ElementContent[] {
  const children = treeOf(stage.toMath(tex, isDisplay)).children.flatMap((node) =>
    node.type === 'text' ? node : shown(node, key, stage)
  )
  const properties = { className: ['preview-formula'], tabIndex: 0 }
  return isDisplay ? [{ type: 'element', tagName: 'span', properties, children }] : children
}

/** For a page without formulas. */
export const mathAsWritten: MathToHtml = (tex, isDisplay) =>
  `<code>${escaped(isDisplay ? `\\[${tex}\\]` : `\\(${tex}\\)`)}</code>`
