import type { Deck } from '../model/deck'
import { toDeckName } from '../model/deck-name'
import type { Input } from './inputs'

/** Where in Anki cards go, and with which tags, as far as the command line says it. */
export interface Placing {
  /** The name of the deck for all cards, in place of each file's title. */
  readonly deck?: string
  /** The same, for files that do not say it themselves. */
  readonly usualDeck?: string
  /** Decks stand in decks that are named after the folders of their files. */
  readonly deckFromPath: boolean
  readonly tags: readonly string[]
  /** A tag for each card that names the folders. */
  readonly tagFromPath: boolean
}

/**
 * The deck of a file in its place. Ids of cards come from its title, and before this: a folder may get another name, and the
 * cards stay what they are.
 */
export function placed(
  deck: Deck,
  { folders, isPlaced }: Pick<Input, 'folders' | 'isPlaced'>,
  placing: Placing
): Deck {
  const { usualDeck, deckFromPath, tags, tagFromPath } = placing
  const given = placing.deck ?? (isPlaced ? undefined : usualDeck) ?? deck.name
  const above = deckFromPath && !isPlaced ? folders.map(capitalised) : []
  const tag = tagFromPath ? folders.map((name) => name.trim().replace(/\s+/g, '_')).join('::') : ''
  const added = [...tags, ...(tag ? [tag] : [])]
  const withAdded = (own: readonly string[]) => [...new Set([...own, ...added])]
  return {
    ...deck,
    name: toDeckName([...above, given].join('::')),
    cards:
      added.length === 0 ? deck.cards : deck.cards.map((card) => ({ ...card, tags: withAdded(card.tags) }))
  }
}

/** `Biology` for `biology`; a name that has its own capitals keeps them, as `iOS`. */
function capitalised(name: string): string {
  return name === name.toLowerCase() ? name.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase()) : name
}
