import { strToU8 } from 'fflate'
import { noteTypeJson } from '../../src/anki/note-type'
import { packageOf } from '../../src/anki/package'
import { concat } from '../../src/model/parts'
import { plan } from '../../src/plan/plan'
import { written } from '../decks'
import { allRows, collectionWith } from './rows'

export interface AnkiNote {
  readonly fields: Readonly<Record<string, string>>
  readonly guid: string
}

/** A package of a note type that is not ours, with as many cards to a note as it has templates, as bytes. */
export async function ankiPackage(
  deck: string,
  notes: readonly AnkiNote[],
  {
    media = {},
    templates = 1
  }: { readonly media?: Readonly<Record<string, string>>; readonly templates?: number } = {}
): Promise<Uint8Array> {
  const rows = allRows(
    [
      plan(
        written(
          deck,
          notes.map(({ guid }) => ({ front: guid }))
        )
      )
    ],
    {}
  )
  const collection = {
    col: { ...rows.col, models: JSON.stringify({ 1: noteType(notes[0]!, templates) }) },
    notes: rows.notes.map((row, index) => ({
      ...row,
      mid: 1,
      guid: notes[index]!.guid,
      flds: Object.values(notes[index]!.fields).join('\u001f')
    })),
    cards: rows.cards.flatMap((row) =>
      Array.from({ length: templates }, (_, ord) => ({ ...row, id: row.id + ord, ord }))
    )
  }
  const files = new Map(Object.entries(media).map(([name, text]) => [name, strToU8(text)]))
  return concat(await packageOf(collectionWith(collection), files))
}

function noteType({ fields }: AnkiNote, templates: number): object {
  const { flds, tmpls, ...rest } = noteTypeJson('basic') as Record<'flds' | 'tmpls', readonly object[]>
  return {
    ...rest,
    id: 1,
    name: 'Basic',
    flds: Object.keys(fields).map((name, ord) => ({ ...flds[0], name, ord })),
    tmpls: Array.from({ length: templates }, (_, ord) => ({ ...tmpls[0], name: `Card ${ord + 1}`, ord }))
  }
}
