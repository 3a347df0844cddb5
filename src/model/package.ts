/** A package of Anki's as it was read: what stands in its tables, under names that say what it is. */
export interface Package {
  /** In the order of their first cards, where those are new, else of their ids. */
  readonly notes: readonly PackageNote[]
  readonly decks: readonly PackageDeck[]
  /** Its media files by name, unpacked when they are asked for: then one that is damaged, or too large, throws. */
  readonly media: ReadonlyMap<string, () => Uint8Array>
}

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

export interface PackageNoteType {
  readonly id: number
  readonly name: string
  readonly isCloze: boolean
  /** By their names. */
  readonly fields: readonly string[]
  readonly templates: readonly string[]
}

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

export interface PackageDeck {
  readonly name: string
  readonly description: string
  /** Learning steps of its preset in minutes, where the package holds the preset. */
  readonly steps: readonly number[]
}
