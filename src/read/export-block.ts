import type { CardDraft, FieldDraft } from '../model/draft'
import type { Block } from '../model/outline'
import { type Slice, within } from '../model/position'
import type { Source } from '../model/source'
import type { Region } from './regions'
import { linesOf, trimmed } from './slices'

type Card = CardDraft<FieldDraft>

/**
 * Cards with the tags of their row in a code block of the deck that is meant for Anki's text import: front, back and tags
 * with tabs between. Its words are a short form of the cards', so rows go by their order, where there are as many.
 */
export function withExportedTags(
  source: Source,
  regions: readonly Region[],
  cards: readonly Card[]
): readonly Card[] {
  const blocks = regions.filter(({ kind }) => kind === 'other').flatMap((region) => region.blocks)
  const rows = blocks.map((block) => rowsOf(source, block)).find(({ length }) => length === cards.length)
  if (!rows) return cards
  return cards.map((card, index) => {
    const tags = rows[index]![2]
    return tags ? { ...card, exportedTags: trimmed(tags) } : card
  })
}

/** The cells of the rows of a code block; lines that begin with `#` are comments. */
function rowsOf({ text }: Source, block: Block): readonly (readonly Slice[])[] {
  if (block.kind !== 'code') return []
  const lines = linesOf(text, block).slice(1)
  return lines.flatMap((line) => (/^[^\t#][^\t]*\t/.test(line.text) ? [cellsOf(line)] : []))
}

function cellsOf(line: Slice): readonly Slice[] {
  return Array.from(line.text.matchAll(/[^\t]+/g), ({ 0: { length }, index }) =>
    within(line, index, index + length)
  )
}
