import { collectionOf } from '../../src/anki/collection'
import type { CardRow, Collection, ColRow, NoteRow, Rows } from '../../src/anki/rows'

export interface AllRows {
  readonly col: ColRow
  readonly notes: readonly NoteRow[]
  readonly cards: readonly CardRow[]
}

/** The rows of a collection, all at once. */
export function allRows(...decks: Parameters<typeof collectionOf>): AllRows {
  const { col, notes, cards } = collectionOf(...decks)
  return { col, notes: listed(notes), cards: listed(cards) }
}

function listed<Row>({ ids, at }: Rows<Row>): readonly Row[] {
  return ids.map((_, index) => at(index))
}

/** The other way round. */
export function collectionWith({ col, notes, cards }: AllRows): Collection {
  const rowsOf = <Row extends { readonly id: number }>(rows: readonly Row[]): Rows<Row> => {
    return { ids: rows.map(({ id }) => id), at: (index) => rows[index]! }
  }
  return { col, notes: rowsOf(notes), cards: rowsOf(cards) }
}
