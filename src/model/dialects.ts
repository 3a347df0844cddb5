/** The ways of writing decks, by the names that they are chosen by. */
export const dialectNames = [
  'cards',
  'hashcards',
  'lists',
  'obsidian',
  'details',
  'tables',
  'questions'
] as const

/** How a deck is written (`docs/deck-format.md`). */
export type DialectName = (typeof dialectNames)[number]
