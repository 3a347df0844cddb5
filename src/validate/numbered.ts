import type { CardDraft, FieldDraft, RenderedField } from '../model/draft'

/** A draft with the number that tables call its card by. Its parts are rendered first when it is understood, and not kept as such. */
export interface NumberedDraft<Part = FieldDraft> extends CardDraft<RenderedField, Part>, CardNumbers {}

export interface CardNumbers {
  readonly place: number
  /** Nothing when the number is unfit, or another card's. */
  readonly key: number | undefined
}

/** How a card is called in messages. */
export function nameOf({ number, heading }: Pick<NumberedDraft, 'number' | 'heading'>): string {
  return number ? `Card ${number.text}` : `The card on line ${heading.position.start.line}`
}
