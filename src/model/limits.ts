/**
 * What numbers and names may be. Both the schemas and the words of a deck are held against these; the latter without
 * zod, since loading it takes a tenth of the time for a small deck.
 */
export const lastDay = 36_500
export const lastCardNumber = 1_000_000
/**
 * The multiplier of intervals, which Anki calls ease. Anki lets no card grow slower
 * (`rslib/src/scheduler/states/review.rs`), and nobody means a faster one.
 */
export const [leastMultiplier, greatestMultiplier] = [1.3, 5]
/**
 * An explicit id goes into the identity of a note, so it has no room for doubt. One that holds a GUID may be longer: other
 * programs have GUIDs of 64 characters.
 */
export const cardId = /^(?:[\p{L}\p{N}][\p{L}\p{N}_.:-]{0,99}|guid-(?:[0-9a-f]{2}){1,200})$/u
export const difficulties = ['easy', 'medium', 'hard'] as const
/** What Anki makes of a card: a note type of ours for each. */
export const cardTypes = ['basic', 'reversed', 'optional-reversed', 'type-in', 'cloze'] as const
export type CardType = (typeof cardTypes)[number]

/** The greatest number of a gap of which Anki makes a card (`rslib/src/notetype/cardgen.rs`). */
export const lastGap = 500
/** How many gaps Anki reads within each other (`rslib/src/cloze.rs`); the oldest versions differ. */
export const deepestGaps = 10

export function isWithin(number: number, last: number): boolean {
  return Number.isInteger(number) && number >= 1 && number <= last
}

export function isMultiplier(factor: number): boolean {
  return factor >= leastMultiplier && factor <= greatestMultiplier
}
