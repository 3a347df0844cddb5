import type { CardDraft, FieldDraft } from '../../model/draft'
import type { Block } from '../../model/outline'
import { join, type Slice } from '../../model/position'
import type { Source } from '../../model/source'
import { inlineField } from '../label-lines'
import { boldSideMark, wordsOf } from '../labels'
import type { Region } from '../regions'
import { linesOf, sliceOf, withoutRules } from '../slices'
import type { Dialect } from './dialect'
import { blockField, madeCard } from './made'

/** Answers folded away in `<details>`. */
export const details: Dialect = {
  name: 'details',
  example: ['What is asked?', '<details><summary>Answer</summary>', '', 'What is answered', '</details>'],
  read: (source, regions) => {
    const read = regions.map((region) => ({ region, cards: cardsIn(source, region) }))
    const used = read.filter(({ cards }) => cards.length > 0)
    return {
      cards: used.flatMap(({ cards }) => cards),
      regions: new Set(used.map(({ region }) => region)),
      findings: []
    }
  }
}

function cardsIn(source: Source, region: Region): readonly CardDraft<FieldDraft>[] {
  const { blocks } = region
  const opens = blocks.flatMap((block, index) => (isHtml(source, block, /<details\b/i) ? index : []))
  return opens.flatMap((open, index) => {
    const close = blocks.findIndex((block, at) => at >= open && isHtml(source, block, /<\/details>/i))
    const answer = blocks.slice(open + 1, close < 0 ? blocks.length : close)
    const before = blocks.slice(index === 0 ? 0 : closeBefore(source, blocks, open) + 1, open)
    const front = frontOf(source, region, blocks[open]!, withoutRules(before), opens.length === 1)
    const back = sliceOf(source.text, withoutRules(answer))
    return front && back ? madeCard(front, blockField(source, withoutMark(source, back, answer))) : []
  })
}

function closeBefore(source: Source, blocks: readonly Block[], open: number): number {
  return blocks
    .slice(0, open)
    .findLastIndex((block) => isHtml(source, block, /<\/details>/i) || block.kind === 'rule')
}

function isHtml({ text }: Source, { kind, start, end }: Block, pattern: RegExp): boolean {
  return kind === 'html' && pattern.test(text.slice(start, end))
}

/** The summary, unless it says no more than that an answer follows; then what stands above, with the heading if it is its only card. */
function frontOf(
  source: Source,
  { heading }: Region,
  open: Block,
  before: readonly Block[],
  alone: boolean
): FieldDraft | undefined {
  const asked = linesOf(source.text, open).flatMap((line) => wordsOf(line, summary)?.['front'] ?? [])[0]
  if (asked && asked.text.length > 0 && !generic.test(asked.text)) return inlineField(source, asked)
  const above = sliceOf(source.text, before)
  const question = above && withoutMark(source, above, before)
  if (alone && heading && question && question === above)
    return blockField(source, join(source.text, heading, question))
  return question ? blockField(source, question) : heading && inlineField(source, heading)
}

const summary =
  /<summary[^>]*>\s*(?:<(strong|b)>\s*Q\w*\s*\d*\s*[.:]?\s*<\/\1>\s*:?\s*)?(?:<(?:strong|b)>)?(?<front>.*?)(?:<\/(?:strong|b)>)?\s*<\/summary>/di

const generic =
  /^(?:(?:click|tap|show|reveal|view|see|open|ver)\b.*|(?:the )?(?:answer|back|solution|verso|resposta|details))\s*[.!:]?$/i

/** Without `**A:**` or `**Q1.**` in front. */
function withoutMark({ text }: Source, slice: Slice, [block]: readonly Block[]): Slice {
  const mark = block?.kind === 'paragraph' ? boldSideMark(linesOf(text, block)[0]!) : undefined
  if (!mark) return slice
  const { start } = mark.rest.text
    ? mark.rest.position
    : (linesOf(text, block!)[1]?.position ?? mark.rest.position)
  return {
    text: text.slice(start.offset, slice.position.end.offset),
    position: { start, end: slice.position.end }
  }
}
