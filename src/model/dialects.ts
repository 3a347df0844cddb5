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

export type DialectName = (typeof dialectNames)[number]
