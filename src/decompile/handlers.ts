import type { Element, Root as HastRoot } from 'hast'
import { toHtml } from 'hast-util-to-html'
import { defaultHandlers, type Handle, type State } from 'hast-util-to-mdast'
import { toString as textOf } from 'hast-util-to-string'
import type {
  BlockContent,
  Blockquote,
  FootnoteDefinition,
  Html,
  Image,
  Nodes,
  Paragraph,
  PhrasingContent
} from 'mdast'
import { fileStart } from '../model/position'
import { isKnownSection, recogniseHeading } from '../read/labels'
import { isBlock, isElement, isNamed } from './elements'
import { mathNode } from './math'

/** An element of a line that Markdown has no mark for. It has the type of a node that mdast knows to be such a one. */
export interface Kept {
  readonly type: 'textDirective'
  readonly open: string
  readonly close: string
  readonly children: readonly PhrasingContent[]
}

/** Elements of a line that stay HTML. */
const inline =
  'u ins mark small sub sup kbd samp var tt q cite abbr dfn time bdi bdo ruby rt rp span input'.split(' ')

/** Blocks that stay HTML. */
const blocks = 'dl details summary figure h1 h2 h3 h4'.split(' ')

const kept: Handle = (state, node) => keep(state, node)
const block: Handle = (_, node) => htmlBlock(node)

/** How elements become Markdown, where it is otherwise than usual. */
export const handlers: Record<string, Handle> = {
  ...Object.fromEntries(inline.map((name) => [name, kept])),
  ...Object.fromEntries(blocks.map((name) => [name, block])),
  h5: heading,
  h6: heading,
  sup: (state, node) => footnoteReference(node) ?? keep(state, node),
  section: (state, node) =>
    node.properties['dataFootnotes'] === undefined
      ? orBlock('section')(state, node, undefined)
      : definitions(state, node),
  code: (state, node) =>
    node.children.some((child) => isElement(child)) ? keep(state, node) : usual('code', state, node),
  img: (state, node) =>
    node.properties['width'] !== undefined || node.properties['height'] !== undefined
      ? keep(state, node)
      : usual('img', state, node),
  audio: (_, node) => imageOf(node),
  video: (_, node) => imageOf(node),
  ol: (state, node) =>
    node.properties['type'] !== undefined || node.properties['reversed'] !== undefined || holdsNumbers(node)
      ? htmlBlock(node)
      : usual('ol', state, node),
  table: (state, node) => (isSimple(node) ? usual('table', state, node) : htmlBlock(node)),
  p: orBlock('p'),
  span: (state, node) => mathNode(node) ?? keep(state, node),
  div: (state, node) => alert(state, node) ?? orBlock('div')(state, node, undefined),
  blockquote: orBlock('blockquote'),
  ul: orBlock('ul')
}

/** Markdown has one mark for all that is shown or played. */
function imageOf({ properties }: Element): Image {
  return { type: 'image', url: String(properties['src']), alt: String(properties['title'] ?? '') }
}

/** An alert, whose name stands on a line of its own, with the title if it has another one. */
function alert(state: State, node: Element): Blockquote | undefined {
  const [, name] = /\balert-(\w+)/.exec(String(node.properties['className'] ?? '')) ?? []
  const [title, ...body] = node.children.filter((child) => isElement(child))
  if (name === undefined || !title || !isNamed(title, 'p')) return undefined
  const mark: Html = { type: 'html', value: `[!${name.toUpperCase()}]` }
  const isOwn = textOf(title).toLowerCase() === name
  const words = state.all(title) as PhrasingContent[]
  const line: Paragraph = { type: 'paragraph', children: [mark, { type: 'text', value: ' ' }, ...words] }
  const children = state.toFlow(state.all({ ...node, children: body })) as BlockContent[]
  return { type: 'blockquote', children: [isOwn ? mark : line, ...children] }
}

/** As Markdown has it, unless the element says how its text runs or stands. */
function orBlock(name: string): Handle {
  return (state, node) =>
    ['dir', 'lang', 'align', 'title'].some((property) => node.properties[property] !== undefined)
      ? htmlBlock(node)
      : usual(name, state, node)
}

function usual(name: string, state: State, node: Element) {
  return (defaultHandlers as Record<string, Handle>)[name]!(state, node, undefined)
}

function keep(state: State, node: Element): Nodes {
  const { open, close } = tagsOf(node)
  return { type: 'textDirective', open, close, children: state.all(node) } satisfies Omit<
    Kept,
    'children'
  > & {
    children: unknown
  } as never
}

function tagsOf(node: Element): Pick<Kept, 'open' | 'close'> {
  const html = toHtml({ ...node, children: [] })
  const close = html.endsWith(`</${node.tagName}>`) ? `</${node.tagName}>` : ''
  return { open: html.slice(0, html.length - close.length), close }
}

/** On one line, for a blank line would end it. */
export function htmlBlock(node: Element | HastRoot): Html {
  const html = toHtml(node).replace(/<pre[\s>].*?<\/pre>/gs, (pre) => pre.replaceAll('\n', '&#10;'))
  return { type: 'html', value: html.replace(/\s*\n\s*/g, ' ') }
}

/** A heading that the reader of decks would take for another one stays HTML, as those do that are of the deck's own levels. */
function heading(state: State, node: Element) {
  const text = textOf(node).trim()
  const slice = { text, position: fileStart }
  const isFree =
    recogniseHeading(slice).kind === 'other' &&
    !isKnownSection(text) &&
    !node.children.some((child) => isElement(child))
  return isFree && text !== '' ? usual(node.tagName, state, node) : htmlBlock(node)
}

function holdsNumbers({ children }: Element): boolean {
  return children.some((child) => isNamed(child, 'li') && child.properties['value'] !== undefined)
}

/** A table with a header, whose cells hold text alone. */
function isSimple(table: Element): boolean {
  const rows = table.children.flatMap((child) =>
    isNamed(child, 'thead', 'tbody', 'tfoot') ? child.children : [child]
  )
  const cells = rows
    .filter((row) => isNamed(row, 'tr'))
    .map((row) => (row as Element).children.filter((child) => isElement(child))) as Element[][]
  return (
    !table.children.some((child) => isNamed(child, 'caption')) &&
    (cells[0]?.every((cell) => cell.tagName === 'th') ?? false) &&
    cells
      .slice(1)
      .flat()
      .every((cell) => cell.tagName === 'td') &&
    cells
      .flat()
      .every(
        (cell) =>
          cell.properties['colSpan'] === undefined &&
          cell.properties['rowSpan'] === undefined &&
          !cell.children.some(isBlock)
      )
  )
}

/** The mark of a footnote, as Markdown writes it. */
function footnoteReference(node: Element): Nodes | undefined {
  const [link] = node.children
  if (!link || !isNamed(link, 'a') || link.properties['dataFootnoteRef'] === undefined) return undefined
  const identifier = noteName(String(link.properties['href']))
  return { type: 'footnoteReference', identifier, label: identifier }
}

function noteName(anchor: string): string {
  const name = anchor.replace(/^.*?\bfn-/, '')
  try {
    return decodeURIComponent(name)
  } catch {
    return name
  }
}

function definitions(state: State, section: Element): Nodes[] {
  const list = section.children.find((child) => isNamed(child, 'ol')) as Element | undefined
  return (list?.children ?? []).flatMap((item): FootnoteDefinition[] => {
    if (!isNamed(item, 'li')) return []
    const identifier = noteName(String(item.properties['id']))
    const children = state.toFlow(state.all(withoutBackLinks(item))) as FootnoteDefinition['children']
    return [{ type: 'footnoteDefinition', identifier, label: identifier, children }]
  })
}

function withoutBackLinks(node: Element): Element {
  const children = node.children.filter(
    (child) => !isNamed(child, 'a') || child.properties['dataFootnoteBackref'] === undefined
  )
  return { ...node, children: children.map((child) => (isElement(child) ? withoutBackLinks(child) : child)) }
}
