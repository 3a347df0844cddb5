/** `1 card`, `2 cards`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}

/** `6 cards of 5 notes`, or `5 cards` where each note has one. */
export function countedCards(cards: number, notes: number): string {
  return cards === notes ? counted(cards, 'card') : `${counted(cards, 'card')} of ${counted(notes, 'note')}`
}
