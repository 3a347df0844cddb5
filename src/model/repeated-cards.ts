import type { Card, Deck } from './deck'

/** A card that a deck before holds, too. */
export interface RepeatedCard {
  readonly card: Card
  readonly deck: Deck
  readonly first: Deck
}

/** Anki tells notes apart by GUID alone, so decks that hold the same card cannot go into one package. */
export function repeatedCards(decks: readonly Deck[]): readonly RepeatedCard[] {
  const owners = new Map<string, Deck>()
  const repeated: RepeatedCard[] = []
  for (const deck of decks)
    for (const card of deck.cards) {
      const first = owners.get(card.guid)
      if (first) repeated.push({ card, deck, first })
      else owners.set(card.guid, deck)
    }
  return repeated
}
