import { readCloze } from '../model/cloze'
import { countedCards } from '../model/counted'
import type { Card } from '../model/deck'
import { sum } from '../model/sum'
import { reverseOf } from './note'
import { type Template, templatesOf } from './templates'

/** What a card is made of in this. */
type Sides = Pick<Card, 'type' | 'front' | 'back' | 'fields'>

/**
 * Which cards Anki makes of a note: one of each template whose fields hold something, or of each cloze number, and at least one
 * (`rslib/src/notetype/cardgen.rs`).
 */
export function ordinalsOf(card: Sides): readonly number[] {
  const ordinals =
    card.type === 'cloze'
      ? readCloze(card.front.html).numbers.map((number) => number - 1)
      : templatesOf[card.type].flatMap(({ needs }, ordinal) =>
          needs.every((name) => !isEmpty(fieldOf(card, name))) ? ordinal : []
        )
  return ordinals.length > 0 ? ordinals : [0]
}

/** How many cards Anki makes of notes, in words. */
export function sayCards(notes: readonly Sides[]): string {
  return countedCards(sum(notes.map((note) => ordinalsOf(note).length)), notes.length)
}

function fieldOf(card: Sides, name: Template['needs'][number]): string {
  if (name === 'Add Reverse') return reverseOf(card)
  return name === 'Back' ? card.back.html : card.front.html
}

/** Nothing but blanks and line breaks (`field_is_empty` in `rslib/src/template.rs`). */
function isEmpty(html: string): boolean {
  return /^(?:[ \t\n\v\f\r]|<\/?(?:br|div) ?\/?>)*$/i.test(html)
}
