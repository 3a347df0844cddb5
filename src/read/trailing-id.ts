import { isCalled } from '../model/called'
import type { CardDraft, FieldDraft } from '../model/draft'
import type { Point, Slice } from '../model/position'
import { inlineField } from './label-lines'

/** A card that ends with `<!-- id: … -->` has it as its id. So cards without a heading can have one, too. */
export function withTrailingId(card: CardDraft<FieldDraft>): CardDraft<FieldDraft> {
  if (card.labels.some(({ name }) => isCalled(name.text, 'id'))) return card
  const found = card.parts.flatMap(({ field }) => (field && trailingId(field.slice)) ?? [])[0]
  return found
    ? { ...card, labels: [...card.labels, { name: found.name, value: inlineField(found.id) }] }
    : card
}

function trailingId({ text, position }: Slice) {
  if (!text.includes('<!--')) return undefined
  const [, before = '', name = '', between = '', id = '', after = ''] =
    /(<!--[ \t]*)(id)([ \t]*:[ \t]*)(\S+?)([ \t]*-->\s*)$/i.exec(text) ?? []
  if (!id || after.includes('\n') || before === '') return undefined
  const end = position.end
  return {
    name: backFrom(end, name, name.length + between.length + id.length + after.length),
    id: backFrom(end, id, id.length + after.length)
  }
}

/** A piece of the last line, so many characters before its end. */
function backFrom(end: Point, text: string, distance: number): Slice {
  const at = (back: number): Point => ({
    line: end.line,
    column: end.column - back,
    offset: end.offset - back
  })
  return { text, position: { start: at(distance), end: at(distance - text.length) } }
}
