import type { CardDraft, FieldDraft } from '../../model/draft'
import type { Block } from '../../model/outline'
import { join, type Slice } from '../../model/position'
import type { Source } from '../../model/source'
import { inlineField } from '../label-lines'
import { wordsOf } from '../labels'
import { linesOf, sliceOf } from '../slices'
import type { Dialect } from './dialect'
import { blockField, hasCloze, madeCard } from './made'

/** `question::answer`, a `?` between question and answer, and cloze sentences, as Obsidian's spaced repetition has them. */
export const obsidian: Dialect = {
  name: 'obsidian',
  example: ['#flashcards', '', 'What is asked?::What is answered'],
  read: (source, regions) => {
    const read = regions.map((region) => ({ region, cards: cardsIn(source, region.blocks) }))
    const marked = /(?:^|\s)#flashcards?\b|<!--SR:/.test(source.text)
    const used = read.filter(({ cards }) => cards.length > 0)
    const cards = used.flatMap(({ cards }) => cards)
    if (!marked && cards.length < 2) return { cards: [], regions: new Set(), findings: [] }
    return { cards, regions: new Set(used.map(({ region }) => region)), findings: [] }
  }
}

function cardsIn(source: Source, blocks: readonly Block[]): readonly CardDraft<FieldDraft>[] {
  return blocks.flatMap((block, index) => {
    if (block.kind !== 'paragraph') return []
    const lines = linesOf(source.text, block)
    const at = lines.findIndex(({ text }) => /^\s*\?{1,2}\s*$/.test(text))
    if (at > 0) return parted(source, lines, at, adjacent(blocks, index)) ?? []
    const cards = lines.flatMap((line) => oneLine(source, line) ?? [])
    if (cards.length > 0) return cards
    const paragraph = sliceOf(source.text, [block])!
    return hasCloze(paragraph.text) ? madeCard(blockField(source, paragraph)) : []
  })
}

/** The blocks that follow without a blank line; comments say when to review. */
function adjacent(blocks: readonly Block[], index: number): readonly Block[] {
  const following: Block[] = []
  let line = blocks[index]!.endLine
  for (const block of blocks.slice(index + 1)) {
    if (block.line !== line + 1 || block.kind === 'html' || block.heading) break
    following.push(block)
    line = block.endLine
  }
  return following
}

function parted(
  source: Source,
  lines: readonly Slice[],
  at: number,
  following: readonly Block[]
): CardDraft<FieldDraft> | undefined {
  const front = join(source.text, lines[0]!, lines[at - 1]!)
  const rest = sliceOf(source.text, following)
  const [first, last] = [lines[at + 1] ?? rest, rest ?? lines.at(-1)!]
  return first && madeCard(blockField(source, front), blockField(source, join(source.text, first, last)))
}

/** The first `::` parts the sides; in a cloze it stands behind the number. */
function oneLine(source: Source, line: Slice): CardDraft<FieldDraft> | undefined {
  const { front, back } =
    wordsOf(line, /^\s*(?<front>(?:(?!\{\{c\d+::)(?!::).)*\S)\s*:{2,3}\s*(?<back>\S.*?)\s*$/d) ?? {}
  return front && back && madeCard(inlineField(source, front), inlineField(source, back))
}
