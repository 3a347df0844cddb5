import type { CardDraft, FieldDraft } from '../../model/draft'
import type { Block } from '../../model/outline'
import { join, type Slice, within } from '../../model/position'
import type { Source } from '../../model/source'
import { inlineField } from '../label-lines'
import { wordsOf } from '../labels'
import { linesOf, sliceOf, trimmed } from '../slices'
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
    const tags = source.blocks.flatMap((block) => tagsIn(source, block))
    const title = tags.flatMap(({ deck }) => deck ?? [])[0]
    return {
      cards,
      regions: new Set(used.map(({ region }) => region)),
      findings: [],
      marks: tags.map(({ line }) => line),
      ...(title && { title })
    }
  }
}

/** Lines `#flashcards/School/Rivers` alone: they mark the file, and name its deck. */
function tagsIn({ text }: Source, block: Block) {
  if (block.kind !== 'paragraph') return []
  return linesOf(text, block).flatMap((line) => {
    const { tag, deck } = wordsOf(line, /^\s*(?<tag>#flashcards?)(?:\/(?<deck>\S+))?\s*$/d) ?? {}
    return tag
      ? [{ line, deck: deck && { position: deck.position, text: deck.text.replaceAll('/', '::') } }]
      : []
  })
}

type Card = CardDraft<FieldDraft>

function cardsIn(source: Source, blocks: readonly Block[]): readonly Card[] {
  return blocks.flatMap((block, index) => {
    if (block.kind === 'container') return cardsOfLines(linesOf(source.text, block))
    if (block.kind !== 'paragraph') return []
    const lines = linesOf(source.text, block)
    const at = lines.findIndex(({ text }) => /^\s*\?{1,2}\s*$/.test(text))
    const following = at > 0 ? adjacent(blocks, index) : []
    const cards = at > 0 ? parted(source, lines, at, following) : cardsOfParagraph(source, block, lines)
    const after = blocks[index + 1 + following.length]
    const reviews = after?.kind === 'html' ? noteOf(linesOf(source.text, after)[0]!) : undefined
    const last = cards.at(-1)
    return last && reviews ? [...cards.slice(0, -1), { ...last, reviews }] : cards
  })
}

/** The cards of each line, or that of the paragraph as a whole. */
function cardsOfParagraph(source: Source, block: Block, lines: readonly Slice[]): readonly Card[] {
  const cards = cardsOfLines(lines)
  if (cards.length > 0) return cards
  const paragraph = sliceOf(source.text, [block])!
  return hasCloze(paragraph.text) ? [madeCard(blockField(paragraph))] : []
}

/** The card of each line that is one; a line may note the reviews of the card above it. */
function cardsOfLines(lines: readonly Slice[]): readonly Card[] {
  const cards: Card[] = []
  for (const line of lines) {
    cards.push(...oneLine(line))
    const [last, reviews] = [cards.at(-1), noteOf(line)]
    if (last && reviews) cards[cards.length - 1] = { ...last, reviews }
  }
  return cards
}

/** What the plugin noted of reviews, in a comment. */
function noteOf(line: Slice): Slice | undefined {
  return wordsOf(line, /<!--\s*SR:(?<note>.*?)-->/d)?.['note']
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

function parted(source: Source, lines: readonly Slice[], at: number, following: readonly Block[]) {
  const front = join(source.text, lines[0]!, lines[at - 1]!)
  const rest = sliceOf(source.text, following)
  const [first, last] = [lines[at + 1] ?? rest, rest ?? lines.at(-1)!]
  if (!first) return []
  const back = blockField(join(source.text, first, last))
  return [partedBy(lines[at]!, blockField(front), back)]
}

/** The first `::` parts the sides; in a gap it stands behind the number or before a hint, and in code it is code. */
function signsIn(text: string): RegExpMatchArray | undefined {
  let gaps = 0
  for (const match of text.matchAll(/`+[^`]*`+|\{\{c\d+(?:,\d+)*::|\}\}|:{2,}/g)) {
    const [found] = match
    if (found.startsWith('{')) gaps += 1
    else if (found === '}}') gaps = Math.max(0, gaps - 1)
    else if (found.startsWith(':') && gaps === 0) return match
  }
  return undefined
}

/** In a list every item may be a card. */
function oneLine(line: Slice): readonly Card[] {
  const { text } = line
  const signs = signsIn(text)
  if (!signs || signs[0].length > 3) return []
  const from = signs.index!
  const to = from + signs[0].length
  const listMark = /^\s*(?:[-*+]|\d{1,9}[.)])[ \t]/.exec(text.slice(0, from))?.[0] ?? ''
  const note = text.search(/<!--\s*SR:/)
  const front = trimmed(within(line, listMark.length, from))
  const back = trimmed(within(line, to, note < to ? text.length : note))
  if (!front.text || !back.text) return []
  return [partedBy(within(line, from, to), inlineField(front), inlineField(back))]
}

/** A mark of more signs than it needs asks for the front by the back, too. */
function partedBy(mark: Slice, front: FieldDraft, back: FieldDraft): Card {
  const card = madeCard(front, back, mark)
  return /:::|\?\?/.test(mark.text) ? { ...card, type: 'reversed' } : card
}
