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
    return tag ? [{ line, deck: deck && { ...deck, text: deck.text.replaceAll('/', '::') } }] : []
  })
}

type Cards = readonly CardDraft<FieldDraft>[]

function cardsIn(source: Source, blocks: readonly Block[]): Cards {
  return blocks.flatMap((block, index) => {
    if (block.kind === 'container') return cardsOfLines(source, linesOf(source.text, block)).flat()
    if (block.kind !== 'paragraph') return []
    const lines = linesOf(source.text, block)
    const at = lines.findIndex(({ text }) => /^\s*\?{1,2}\s*$/.test(text))
    const following = at > 0 ? adjacent(blocks, index) : []
    const units = at > 0 ? [parted(source, lines, at, following)] : cardsOfParagraph(source, block, lines)
    const after = blocks[index + 1 + following.length]
    const note = after?.kind === 'html' ? noteOf(linesOf(source.text, after)[0]!) : undefined
    const last = units.at(-1)
    return last && note ? [...units.slice(0, -1).flat(), ...withNote(last, note)] : units.flat()
  })
}

/** The cards of each line, or those of the paragraph as a whole. */
function cardsOfParagraph(source: Source, block: Block, lines: readonly Slice[]): readonly Cards[] {
  const units = cardsOfLines(source, lines)
  if (units.length > 0) return units
  const paragraph = sliceOf(source.text, [block])!
  return hasCloze(paragraph.text) ? [[madeCard(blockField(source, paragraph))]] : []
}

/** The cards of each line that has some; a line may note the reviews of those above it. */
function cardsOfLines(source: Source, lines: readonly Slice[]): readonly Cards[] {
  const units: Cards[] = []
  for (const line of lines) {
    const cards = oneLine(source, line)
    const unit = cards.length > 0 ? cards : units.at(-1)
    const note = noteOf(line)
    if (cards.length > 0) units.push(cards)
    if (unit && note) units[units.length - 1] = withNote(unit, note)
  }
  return units
}

/** What the plugin noted of reviews, in a comment. */
function noteOf(line: Slice): Slice | undefined {
  return wordsOf(line, /<!--\s*SR:(?<note>.*?)-->/d)?.['note']
}

/** Cards of one text have a note each, in their order; a single one has all. */
function withNote(cards: Cards, note: Slice): Cards {
  if (cards.length === 1) return cards.map((card) => ({ ...card, reviews: note }))
  const notes = [...note.text.matchAll(/![^!]*/g)]
  return cards.map((card, index) => {
    const own = notes[index]
    return own ? { ...card, reviews: within(note, own.index, own.index + own[0].length) } : card
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

function parted(source: Source, lines: readonly Slice[], at: number, following: readonly Block[]): Cards {
  const front = join(source.text, lines[0]!, lines[at - 1]!)
  const rest = sliceOf(source.text, following)
  const [first, last] = [lines[at + 1] ?? rest, rest ?? lines.at(-1)!]
  if (!first) return []
  const back = blockField(source, join(source.text, first, last))
  return bothWays(blockField(source, front), back, lines[at]!, /\?\?/)
}

/**
 * The first `::` parts the sides; in a cloze it stands behind the number, and in code it is code. In a list every item
 * may be a card.
 */
function oneLine(source: Source, line: Slice): Cards {
  const { text } = line
  const signs = [...text.matchAll(/`+[^`]*`+|\{\{c\d+::|:{2,}/g)].find(([found]) => found.startsWith(':'))
  if (!signs || signs[0].length > 3) return []
  const [from, to] = [signs.index, signs.index + signs[0].length]
  const listMark = /^\s*(?:[-*+]|\d{1,9}[.)])[ \t]/.exec(text.slice(0, from))?.[0] ?? ''
  const note = text.search(/<!--\s*SR:/)
  const front = trimmed(within(line, listMark.length, from))
  const back = trimmed(within(line, to, note < to ? text.length : note))
  if (!front.text || !back.text) return []
  return bothWays(inlineField(source, front), inlineField(source, back), within(line, from, to), /:::/)
}

/** A mark of more signs than it needs asks for the front by the back, too. */
function bothWays(front: FieldDraft, back: FieldDraft, mark: Slice, both: RegExp): Cards {
  const card = madeCard(front, back, mark)
  return both.test(mark.text) ? [card, madeCard(back, front, mark)] : [card]
}
