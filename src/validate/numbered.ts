import type { CardDraft, FieldDraft, RenderedField } from '../model/draft'
import type { Point, Slice } from '../model/position'

/** A draft with the number that tables call its card by. Its parts are rendered only when it is understood, and not kept as such. */
export interface NumberedDraft<Part = FieldDraft> extends CardDraft<RenderedField, Part>, CardNumbers {}

/** What a card is called by. */
export interface CardNumbers {
  /** Its number, or else its place among the cards. */
  readonly place: number
  /** Nothing when the number is unfit, or another card's. */
  readonly key: number | undefined
}

/** What is still asked of a draft when its card is understood. */
export interface ReadCard extends Omit<NumberedDraft, 'labels' | 'parts'> {
  /** What its sides are called, and where. */
  readonly front: Slice | undefined
  readonly back: Slice | undefined
  /** Where its last part ends. */
  readonly end: Point
}

/** The numbers of those cards that tables can name. */
export function keysOf(cards: readonly Pick<CardNumbers, 'key'>[]): readonly number[] {
  return cards.flatMap(({ key }) => key ?? [])
}

/** How a card is called in messages. */
export function nameOf({ number, heading }: Pick<NumberedDraft, 'number' | 'heading'>): string {
  return number ? `Card ${number.text}` : `The card on line ${heading.position.start.line}`
}
