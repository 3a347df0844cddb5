import type { Nodes, RootContent } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { gfm } from 'micromark-extension-gfm'

/** The texts that must follow one another on the card. */
export type Sequence = readonly string[]

/** What an author wrote on one card. */
export interface WrittenCard {
  readonly front: Sequence
  readonly back: Sequence
  /** Each label with its name, and each further section with its heading. */
  readonly others: readonly Sequence[]
}

/**
 * The texts of all cards of a deck, from the tree of the whole file: a second opinion, which shares no code with the
 * compiler. A card begins with a heading `### Card …` and ends with the next heading of its depth or less.
 */
export function writtenCards(markdown: string): WrittenCard[] {
  const { children } = fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] })
  const footnotes = children.filter(({ type }) => type === 'footnoteDefinition')
  const blocks = children.filter(({ type }) => type !== 'footnoteDefinition')
  return cutAt(blocks, 3)
    .filter(([heading]) => /^Card \d/.test(textsOf(heading!).join()))
    .map(([, ...card]) => writtenCard(card, footnotes))
}

function writtenCard(blocks: readonly RootContent[], footnotes: readonly RootContent[]): WrittenCard {
  const sections = cutAt(blocks, 4)
  const labels = blocks.slice(0, blocks.indexOf(sections[0]![0]!)).flatMap(textsOf)
  const texts = sections.map((section) =>
    [...section, ...footnotes.filter((note) => isUsed(note, section))].flatMap(textsOf)
  )
  return {
    front: bodyOf(texts, 'Front'),
    back: bodyOf(texts, 'Back'),
    others: [...labels.flatMap(labelsOf), ...texts.filter(([name]) => name !== 'Front' && name !== 'Back')]
  }
}

/** The blocks from each heading of this depth or less to the next. */
function cutAt(blocks: readonly RootContent[], depth: number): RootContent[][] {
  const starts = blocks.flatMap((node, index) =>
    node.type === 'heading' && node.depth <= depth ? [index] : []
  )
  return starts.map((from, index) => blocks.slice(from, starts[index + 1]))
}

function bodyOf(sections: readonly Sequence[], wanted: string): Sequence {
  return sections.find(([name]) => name === wanted)!.slice(1)
}

/** The lines `Name: value` of a paragraph. */
function labelsOf(paragraph: string): Sequence[] {
  return paragraph.split('\n').map((line) => line.split(/:\s(.*)/).slice(0, 2))
}

/** The texts of the innermost blocks; what HTML or an image parts is several texts. */
function textsOf(node: Nodes): string[] {
  return node.type === 'code'
    ? [node.value]
    : 'children' in node && !isInline(node)
      ? node.children.flatMap(textsOf)
      : lineOf(node).split(parted)
}

/** Stands where something is shown that is no text. */
const parted = '\u0000'

function lineOf(node: Nodes): string {
  if (node.type === 'break') return '\n'
  if (node.type === 'text' || node.type === 'inlineCode') return node.value
  return 'children' in node ? node.children.map(lineOf).join('') : parted
}

function isInline({ type }: Nodes): boolean {
  return type === 'paragraph' || type === 'heading' || type === 'tableCell'
}

function isUsed(note: RootContent, blocks: readonly Nodes[]): boolean {
  return blocks.some((node) =>
    node.type === 'footnoteReference'
      ? note.type === 'footnoteDefinition' && note.identifier === node.identifier
      : 'children' in node && isUsed(note, node.children)
  )
}
