/** Anki's tables in schema 11 (`rslib/src/storage/schema11.sql`): a type each, a property for each column. */
export interface ColRow {
  /** Seconds. Its date is day 0 of the collection. */
  readonly crt: number
  /** Milliseconds. */
  readonly mod: number
  readonly scm: number
  /** Objects as JSON. */
  readonly conf: string
  readonly models: string
  readonly decks: string
  readonly dconf: string
}

export interface NoteRow {
  readonly id: number
  readonly guid: string
  /** The note type. */
  readonly mid: number
  /** Seconds. Anki updates a note it has only when this is later. */
  readonly mod: number
  readonly tags: string
  /** The fields, parted by U+001F. */
  readonly flds: string
  /** The field to sort by, without markup. */
  readonly sfld: string
  readonly csum: number
}

export interface CardRow {
  readonly id: number
  readonly nid: number
  readonly did: number
  /** Which template, or which cloze number less one. */
  readonly ord: number
  readonly mod: number
  readonly type: number
  readonly queue: number
  readonly due: number
  /** Days. */
  readonly ivl: number
  /** Ease in thousandths. */
  readonly factor: number
  /** Learning steps that remain. */
  readonly left: number
  readonly data: string
}

/** Rows that are made when they are asked for: all of them at once take as much memory as the file that they are for. */
export interface Rows<Row> {
  /** In the order of the deck. Each is there once. */
  readonly ids: readonly number[]
  readonly at: (index: number) => Row
  /** Reads what a row will be made of. The number says nothing, but what is read for nothing a compiler may leave out. */
  readonly reach?: (index: number) => number
}

export interface Collection {
  readonly col: ColRow
  readonly notes: Rows<NoteRow>
  readonly cards: Rows<CardRow>
}

/** Where what is done for each note takes more than half a second in all. */
export function isLarge({ notes }: Collection): boolean {
  return notes.ids.length >= 5_000
}
