import type { BlockContent, DefinitionContent, ListItem, Paragraph, PhrasingContent, Root } from 'mdast'
import { toString as textOf } from 'mdast-util-to-string'
import type { CardDraft, FieldDraft } from '../../model/draft'
import type { Position, Slice } from '../../model/position'
import type { Source } from '../../model/source'
import { roleOf } from '../labels'
import { sliceOf } from '../slices'
import type { Dialect } from './dialect'
import { hasCloze, madeCard } from './made'

/** A list item for each card: `1. **Q:** …` with `**A:** …` under it, or a sentence with cloze deletions. */
export const lists: Dialect = {
  name: 'lists',
  example: ['1. **Q:** What is asked?', '   **A:** What is answered'],
  read: (source, regions) => {
    const read = regions.map((region) => {
      const items = region.blocks.flatMap((block) =>
        block.kind === 'container' ? itemsOf(source, sliceOf(source.text, [block])!) : []
      )
      return { region, cards: items.flatMap((item) => cardOf(source, item) ?? []) }
    })
    const used = read.filter(({ cards }) => cards.length > 0)
    return {
      cards: used.flatMap(({ cards }) => cards),
      regions: new Set(used.map(({ region }) => region)),
      findings: []
    }
  }
}

function itemsOf(source: Source, slice: Slice): readonly ListItem[] {
  if (!/\*\*\p{L}|\{\{c\d/u.test(slice.text)) return []
  return source.parse(slice).children.flatMap((node) => (node.type === 'list' ? node.children : []))
}

function cardOf(source: Source, { children }: ListItem): CardDraft<FieldDraft> | undefined {
  const [first, ...others] = children
  if (first?.type !== 'paragraph') return undefined
  const marks = first.children.flatMap((node, index) => (sideOf(node) ? { index, side: sideOf(node) } : []))
  const [front, back] = [
    marks.find(({ side }) => side === 'front'),
    marks.find(({ side }) => side === 'back')
  ]
  if (front?.index === 0 && back)
    return madeCard(
      field(source, first, first.children.slice(1, back.index), []),
      field(source, first, first.children.slice(back.index + 1), others)
    )
  return hasCloze(textOf(first)) ? madeCard(field(source, first, first.children, others)) : undefined
}

function sideOf(node: PhrasingContent): 'front' | 'back' | undefined {
  if (node.type !== 'strong') return undefined
  const role = roleOf(textOf(node).replace(/\s*\d*[.:]?\s*$/, ''))
  return role === 'section' ? undefined : role
}

function field(
  { text, definitionsFor }: Source,
  paragraph: Paragraph,
  words: readonly PhrasingContent[],
  others: readonly (BlockContent | DefinitionContent)[]
): FieldDraft {
  const [first, last] = [words[0] ?? paragraph, others.at(-1) ?? words.at(-1) ?? paragraph]
  const position = { start: first.position!.start, end: last.position!.end } as Position
  const slice = { text: text.slice(position.start.offset, position.end.offset), position }
  const tree = (): Root => ({
    type: 'root',
    children: [{ ...paragraph, children: trimmed(words) }, ...others, ...definitionsFor(slice)]
  })
  return { slice, as: 'blocks', tree }
}

function trimmed(words: readonly PhrasingContent[]): PhrasingContent[] {
  return words.map((node, index) => {
    if (node.type !== 'text') return node
    const value = index === 0 ? node.value.replace(/^[\s:]+/, '') : node.value
    return { ...node, value: index === words.length - 1 ? value.trimEnd() : value }
  })
}
