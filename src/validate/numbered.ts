import type { CardDraft, RenderedField } from '../model/draft'

type Draft = CardDraft<RenderedField>

/** A draft with the number that tables call its card by. */
export interface NumberedDraft extends Draft {
  readonly place: number
  /** Nothing when the number is unfit, or another card's. */
  readonly key?: number
}

/** How a card is called in messages. */
export function nameOf({ number, heading }: Pick<Draft, 'number' | 'heading'>): string {
  return number ? `Card ${number.text}` : `The card on line ${heading.position.start.line}`
}
