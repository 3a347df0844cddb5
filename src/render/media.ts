import type { Element, Root, RootContent } from 'hast'
import { diagnose, type Report } from '../diagnostic'
import { addressOf, type MediaReference, mediaElements, mediaKind } from '../model/media'
import type { Position } from '../model/position'
import { withPlainScheme } from './allowed'
import { walk } from './walk'

/** Takes the files that cards show or play, as they are found. */
export type Collect = (reference: MediaReference) => void

/**
 * The address of an image, a sound or a film, as the card is to have it. A file beside the deck is collected; what can be none
 * is reported.
 */
export function readAddress(written: string, place: Position, report: Report, collect: Collect): string {
  const path = pathIn(written)
  if (typeof path === 'string') {
    collect({ path, position: place })
    return addressOf(path)
  }
  const { code } = path
  report(code === 'media-url-empty' ? diagnose(code, place) : diagnose(code, place, { found: written }))
  return code === 'media-remote' ? withPlainScheme(written.trim().replace(/^\/\//, 'https://')) : ''
}

interface Unfit {
  readonly code:
    | 'media-url-empty'
    | 'media-url-malformed'
    | 'media-url-unsupported'
    | 'media-outside-root'
    | 'media-remote'
}

/** The path from the deck that an address stands for; decoded first, so that nothing is hidden in it. */
function pathIn(written: string): string | Unfit {
  const address = written.trim()
  if (/^(?:https?:)?\/\//i.test(address)) return { code: 'media-remote' }
  if (/^[a-z]:[\\/]/i.test(address)) return { code: 'media-outside-root' }
  if (/^[a-z][a-z\d+.-]*:/i.test(address)) return { code: 'media-url-unsupported' }
  const path = decoded(withoutQuery(address))
  if (path === undefined) return { code: 'media-url-malformed' }
  if (path.startsWith('/')) return { code: 'media-outside-root' }
  return simple(path) || { code: 'media-url-empty' }
}

/** Whether a link leads to a file that a card can show or play: from a card there is no other way to it. */
export function isMedia(url: string): boolean {
  return mediaKind(withoutQuery(url)) !== undefined && !/^(?:[a-z][a-z\d+.-]+:|\/\/|#)/i.test(url)
}

/** What stands behind a file's ending is for servers and browsers. Elsewhere the marks are part of the name. */
export function withoutQuery(address: string): string {
  return address.startsWith('#') ? '' : address.replace(/(\.[a-z\d]{2,5})[?#].*$/is, '$1')
}

/** A `%` without digits is one that a name holds. Windows has the other slash. */
function decoded(address: string): string | undefined {
  try {
    const path = decodeURIComponent(address.replace(/%(?![\da-f]{2})/gi, '%25'))
    return /[\p{Cc}\p{Cs}]/u.test(path) ? undefined : path.replaceAll('\\', '/')
  } catch {
    return undefined
  }
}

/** Without steps that lead nowhere. */
function simple(path: string): string {
  const steps: string[] = []
  for (const step of path.split('/')) {
    if (step === '..' && steps.length > 0 && steps.at(-1) !== '..') steps.pop()
    else if (step !== '.' && step !== '') steps.push(step)
  }
  return steps.join('/')
}

/**
 * Has images and players in the one form that the rest of the program finds them in (`model/media.ts`). An image without an
 * address is the text that stands for it.
 */
export function arrangeMedia(tree: Root | Element): void {
  walk(tree, (node: RootContent) => {
    if (node.type !== 'element') return undefined
    if (node.tagName === 'a') return showBehind(node)
    if (node.tagName === 'img') return image(node)
    return node.tagName === 'audio' || node.tagName === 'video' ? player(node) : undefined
  })
}

function image(node: Element): RootContent {
  const { src, ...others } = node.properties
  return src
    ? { ...node, properties: { src, ...others } }
    : { type: 'text', value: String(others['alt'] ?? '') }
}

/** Has words of a link in HTML stay words, with the file that it leads to behind them, as those of Markdown. */
function showBehind(node: Element): Element | undefined {
  const address = String(node.properties['href'] ?? '')
  const kind = isMedia(address) ? mediaKind(address) : undefined
  if (kind === undefined) return undefined
  arrangeMedia(node)
  const properties = { src: address, ...(kind === 'image' ? { alt: '' } : { controls: true }) }
  const file: Element = { type: 'element', tagName: mediaElements[kind], properties, children: [] }
  return {
    ...node,
    tagName: 'span',
    properties: {},
    children: [...node.children, { type: 'text', value: ' ' }, file]
  }
}

/** What stands within is for browsers that have no player. */
function player(node: Element): Element {
  const { src = sourceIn(node), controls: _, ...others } = node.properties
  return src
    ? { ...node, properties: { src, controls: true, ...others }, children: [] }
    : { ...node, tagName: 'span', properties: {} }
}

/** The first of several sources for one sound or film. */
export function sourceIn({ children }: Element): string | undefined {
  const source = children.find((child) => child.type === 'element' && child.tagName === 'source')
  return (source as Element | undefined)?.properties['src'] as string | undefined
}
