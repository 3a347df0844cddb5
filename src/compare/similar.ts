import { wordsOf } from './words'

/** The two sides of a card, as text. */
export interface Sides {
  readonly front: string
  readonly back: string
}

/** A card that is nearly one of another deck, and how near. */
export interface Likeness {
  readonly index: number
  /** Of the words of both, how many they share: 1 is all. */
  readonly share: number
  /** The same of the side that has changed more. */
  readonly least: number
  /** The same of the words that say which card it is: in a deck of one sentence with gaps all others are alike. */
  readonly rareShare: number
}

/** Finds the cards of a deck that are most like a card, the most alike first. */
export type FindAlike = (card: Sides) => readonly Likeness[]

interface Bag {
  readonly front: ReadonlySet<string>
  readonly back: ReadonlySet<string>
}

/**
 * Looks cards up by their rare words, so that each is compared with a few others alone: a deck of 10,000 cards in which
 * all have changed would otherwise be a hundred million comparisons.
 */
export function finderIn(cards: readonly Sides[]): FindAlike {
  const bags = cards.map(bagOf)
  const holders = new Map<string, number[]>()
  for (const [index, bag] of bags.entries())
    for (const key of keysOf(bag)) {
      const others = holders.get(key)
      if (others) others.push(index)
      else holders.set(key, [index])
    }
  const isRare = (key: string) => (holders.get(key)?.length ?? 0) <= rare
  return (card) => {
    const bag = bagOf(card)
    const shared = new Map<number, number>()
    const found = keysOf(bag).map((key) => holders.get(key) ?? [])
    for (const indexes of found.filter(({ length }) => length <= rare))
      for (const index of indexes) shared.set(index, (shared.get(index) ?? 0) + 1)
    return [...shared]
      .toSorted(([, one], [, other]) => other - one)
      .slice(0, compared)
      .map(([index]) => ({ index, ...likeness(bag, bags[index]!, isRare) }))
      .toSorted((one, other) => other.share - one.share)
  }
}

/** In so many cards a word says which card it is. */
const rare = 60
/** Of those that share the most rare words, so many are looked at. */
const compared = 8

function bagOf({ front, back }: Sides): Bag {
  return { front: new Set(wordsOf(front)), back: new Set(wordsOf(back)) }
}

function keysOf({ front, back }: Bag): readonly string[] {
  return [...[...front].map((word) => `f ${word}`), ...[...back].map((word) => `b ${word}`)]
}

function likeness(one: Bag, other: Bag, isRare: (key: string) => boolean): Omit<Likeness, 'index'> {
  const front = counted(one.front, other.front)
  const back = counted(one.back, other.back)
  const sides = [front, back].filter(({ all }) => all > 0)
  const rareKeys = (bag: Bag) => new Set(keysOf(bag).filter(isRare))
  return {
    share: (2 * (front.common + back.common)) / (front.all + back.all),
    least: Math.min(...sides.map(shareIn)),
    rareShare: shareIn(counted(rareKeys(one), rareKeys(other)))
  }
}

/** Of the words of two texts, how many they share. */
export function sharedWords(one: string, other: string): number {
  return shareIn(counted(new Set(wordsOf(one)), new Set(wordsOf(other))))
}

interface Counted {
  readonly common: number
  readonly all: number
}

function shareIn({ common, all }: Counted): number {
  return all === 0 ? 0 : (2 * common) / all
}

function counted(one: ReadonlySet<string>, other: ReadonlySet<string>): Counted {
  let common = 0
  for (const word of one) if (other.has(word)) common++
  return { common, all: one.size + other.size }
}
