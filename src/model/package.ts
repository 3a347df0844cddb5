import type { CardType } from './limits'

/** A package of Anki's as it was read: what stands in its tables, under names that say what it is. */
export interface Package {
  /** In the order of their first cards, where those are new, else of their ids. */
  readonly notes: readonly PackageNote[]
  readonly decks: readonly PackageDeck[]
  /** Its media files by name, unpacked when they are asked for: then one that is damaged, or too large, throws. */
  readonly media: ReadonlyMap<string, () => Uint8Array>
}

/** Texts in fields, of which cards are made. */
export interface PackageNote {
  readonly id: number
  readonly guid: string
  /** Seconds since 1970. */
  readonly mod: number
  readonly noteType: PackageNoteType
  /** HTML by the name of the field, in the order of the note type. */
  readonly fields: Readonly<Record<string, string>>
  readonly tags: readonly string[]
  readonly cards: readonly PackageCard[]
}

/** Which fields notes have, and what their cards are drawn by. */
export interface PackageNoteType {
  readonly id: number
  readonly name: string
  /** The one that its templates are most like, whatever language they have their names in. */
  readonly type: CardType
  /** Of an optional reversed one the field that asks for the second card. */
  readonly addReverse?: string
  /** By their names. */
  readonly fields: readonly string[]
  readonly templates: readonly string[]
}

/** One question of a note, and where its learner stands with it. */
export interface PackageCard {
  readonly id: number
  /** Which template, or which cloze number less one. */
  readonly ord: number
  readonly deck: string
  /** Anki's queue: 0 new, 1 and 3 learning, 2 review, below 0 suspended or buried. */
  readonly type: number
  /** Of a review card the interval in days, and the ease in thousandths. */
  readonly interval: number
  readonly ease: number
  /** How often it was answered. */
  readonly answers: number
  /** Of a new card its position, else the day in the package's own count. */
  readonly due: number
}

/** A deck of the package; `::` stands between parent and child. */
export interface PackageDeck {
  readonly name: string
  readonly description: string
  /** Learning steps of its preset in minutes, where the package holds the preset. */
  readonly steps: readonly number[]
}
