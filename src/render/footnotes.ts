import type { FootnoteDefinition, PhrasingContent, RootContent } from 'mdast'
import { normalizeUri } from 'micromark-util-sanitize-uri'
import { element } from './html'
import type { Prepared } from './output'

/** A footnote that is referred to. */
interface Used {
  /** From 1, in the order of the first references. */
  readonly number: number
  /** How often it is referred to so far. */
  readonly count: number
}

/** The footnotes that are referred to so far, in their order, by identifiers. */
export type UsedFootnotes = Map<string, Used>

/** The mark that refers to a footnote, which it counts. */
export function referenceTo(identifier: string, used: UsedFootnotes, idPrefix: string): string {
  const { number, count } = used.get(identifier) ?? { number: used.size + 1, count: 0 }
  used.set(identifier, { number, count: count + 1 })
  const name = normalizeUri(identifier)
  const attributes = {
    href: `#${idPrefix}fn-${name}`,
    id: `${idPrefix}fnref-${name}${again(count + 1)}`,
    'data-footnote-ref': true
  }
  return element('sup', element('a', String(number), attributes))
}

/** How blocks are written, each by itself. */
export interface BlockWriters {
  readonly shown: (children: readonly RootContent[]) => readonly RootContent[]
  readonly block: (node: RootContent) => string
  readonly inline: (children: readonly RootContent[]) => string
  readonly lines: (blocks: readonly string[]) => string
}

/** All footnotes, below the rest; nothing when there are none. */
export function footnoteSection(
  used: UsedFootnotes,
  { references, idPrefix }: Pick<Prepared, 'references' | 'idPrefix'>,
  write: BlockWriters
): string {
  if (used.size === 0) return ''
  // A footnote may refer to others, or to one above: all are written before any is told how often. A map goes on to what is added.
  const contents = new Map<string, Content>()
  for (const identifier of used.keys()) {
    const definition = references().footnotes.get(identifier)
    if (definition) contents.set(identifier, contentOf(definition, write))
  }
  if (contents.size === 0) return ''
  const items = Array.from(contents, ([identifier, content]) => {
    const name = normalizeUri(identifier)
    const back = backTo(`${idPrefix}fnref-${name}`, used.get(identifier)!.count)
    return element('li', write.lines(withBack(content, back)), { id: `${idPrefix}fn-${name}` })
  })
  const list = element('ol', write.lines(items))
  return `\n${element('section', `\n${list}\n`, { 'data-footnotes': true, class: 'footnotes' })}`
}

interface Content {
  readonly blocks: readonly string[]
  /** What the paragraph holds that comes last, if one does. */
  readonly last: string | undefined
}

function contentOf({ children }: FootnoteDefinition, { shown, block, inline }: BlockWriters): Content {
  const nodes = shown(children)
  const last = nodes.at(-1)
  return last?.type === 'paragraph'
    ? { blocks: nodes.slice(0, -1).map(block), last: inline(withBlank(last.children)) }
    : { blocks: nodes.map(block), last: undefined }
}

/** The blank in front of the ways back belongs to the text that they stand behind. */
function withBlank(children: readonly PhrasingContent[]): readonly PhrasingContent[] {
  const last = children.at(-1)
  return last?.type === 'text'
    ? [...children.slice(0, -1), { ...last, value: `${last.value} ` }]
    : [...children, { type: 'text', value: ' ' }]
}

/** The ways back stand at the end of the last paragraph, or below. */
function withBack({ blocks, last }: Content, back: readonly string[]): readonly string[] {
  return last === undefined
    ? [...blocks, ...back.flatMap((link, index) => (index > 0 ? [' ', link] : [link]))]
    : [...blocks, element('p', `${last}${back.join(' ')}`)]
}

/** A way back to each reference. */
function backTo(id: string, count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => {
    const which = index > 0 ? element('sup', String(index + 1)) : ''
    return element('a', `↩${which}`, { href: `#${id}${again(index + 1)}`, 'data-footnote-backref': '' })
  })
}

function again(count: number): string {
  return count > 1 ? `-${count}` : ''
}
