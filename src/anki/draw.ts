import { isWithin, lastGap } from '../model/limits'
import type { PlannedCard, PlannedDeck } from '../plan/plan'
import { clozeNumbersIn } from './cloze'
import { noteFields } from './note'
import { type NoteTypeJson, type NoteTypeOf, noteTypeJson } from './note-type'
import { type CardContext, clozeFieldsOf, renderTemplate, showsSomething, withTyping } from './template'

/** A card as Anki shows it, of a note that may have several. */
export interface DrawnCard {
  /** Which template, or which cloze number less one. */
  readonly ord: number
  /** What tells it from the other cards of its note: the template's name, or the cloze number. */
  readonly name: string
  /** HTML, as `question()` and `answer()` of a card in Anki give it; sounds still stand as `[sound:…]`. */
  readonly question: string
  readonly answer: string
  readonly context: CardContext
}

/** All cards that Anki makes of a note, drawn by the templates of its note type. Pure. */
export function drawCards(
  card: PlannedCard,
  deck: PlannedDeck,
  noteTypeOf: NoteTypeOf = noteTypeJson
): readonly DrawnCard[] {
  const type = noteTypeOf(card.type)
  const values = Object.values(noteFields(card, deck))
  const own = Object.fromEntries(type.flds.map(({ name }, at) => [name, values[at] ?? '']))
  const fields = { ...special(card, type), ...own }
  return cardsOf(type, fields).map(({ template, ord, name }) => {
    const context = { fields: { ...fields, Card: template.name }, number: ord + 1 }
    const question = renderTemplate(template.qfmt, context)
    return { ord, name, question, answer: renderTemplate(template.afmt, context, question), context }
  })
}

/** Which cards Anki makes of a note by its templates, and at least one. */
export function ordinalsDrawn(
  card: PlannedCard,
  deck: PlannedDeck,
  noteTypeOf: NoteTypeOf
): readonly number[] {
  const ordinals = drawCards(card, deck, noteTypeOf).map(({ ord }) => ord)
  return ordinals.length > 0 ? ordinals : [0]
}

/** The stylesheet that a card is drawn with. */
export function cardStyle(
  { type }: Pick<PlannedCard, 'type'>,
  noteTypeOf: NoteTypeOf = noteTypeJson
): string {
  return noteTypeOf(type).css
}

/** A side as the reviewer shows it: with a place to type into, where the card has one. */
export function asReviewed({ context, ...card }: DrawnCard, side: 'question' | 'answer'): string {
  return withTyping(card[side], side, context)
}

/** What every note can show besides its fields (`rslib/src/template.rs`); a card that is not in a collection has no id. */
function special({ tags, deck }: PlannedCard, { name }: NoteTypeJson): Readonly<Record<string, string>> {
  const subdeck = deck.split('::').at(-1)!
  const own = { Card: '', CardFlag: 'flag0', CardID: '0', '': '' }
  return { Tags: tags.join(' '), Type: name, Deck: deck, Subdeck: subdeck, ...own }
}

interface CardToDraw {
  readonly template: NoteTypeJson['tmpls'][number]
  readonly ord: number
  readonly name: string
}

/** `rslib/src/notetype/cardgen.rs`: one of each template whose question shows something, or one of each cloze. */
function cardsOf(
  { type, tmpls }: NoteTypeJson,
  fields: Readonly<Record<string, string>>
): readonly CardToDraw[] {
  const [first] = tmpls
  if (type === 1 && first) {
    const numbers = new Set(clozeFieldsOf(first.qfmt).flatMap((name) => clozeNumbersIn(fields[name] ?? '')))
    return [...numbers]
      .filter((number) => isWithin(number, lastGap))
      .map((number) => ({ template: first, ord: number - 1, name: `Cloze ${number}` }))
  }
  return tmpls
    .map((template, ord) => ({ template, ord, name: template.name }))
    .filter(({ template, ord }) => showsSomething(template.qfmt, { fields, number: ord + 1 }))
}
