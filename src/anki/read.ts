import { mostInFile } from '../model/media'
import type { Package, PackageCard, PackageDeck, PackageNote, PackageNoteType } from '../model/package'
import { type Container, openContainer } from './container'
import { type Contents, contentsOf } from './contents'
import { likeOf } from './like'
import type { OpenDatabase } from './open-database'
import { unpack } from './zip'
import { unzstd } from './zstd'

/** The rows that are read, by the names that the query gives their columns. */
type NoteRow = Readonly<Record<'id' | 'type' | 'mod', number>> &
  Readonly<Record<'guid' | 'tags' | 'fields', string>>
type CardRow = Readonly<
  Record<'id' | 'note' | 'deck' | 'ord' | 'type' | 'due' | 'interval' | 'ease' | 'answers', number>
> & {
  readonly data: string
}

/** What its notes and cards refer to, by id. */
interface Named {
  readonly noteTypes: ReadonlyMap<number, PackageNoteType>
  readonly decks: ReadonlyMap<number, PackageDeck>
}

/**
 * Reads a package in any of Anki's forms. Rejects with an `Error` that says in words what is wrong with it: `md2anki
 * verify` says more.
 */
export async function readPackage(bytes: Uint8Array): Promise<Package> {
  const container = await openContainer(bytes)
  // Who only compiles need not pack SQLite.
  const { openDatabase } = await import('./open-database')
  const database = await openDatabase(container.collection)
  try {
    const named = namedIn(contentsOf(database, container.format))
    return {
      notes: notesOf(database, named),
      decks: [...named.decks.values()],
      media: mediaFiles(container)
    }
  } finally {
    database.close()
  }
}

/** Those that the package lists and holds. */
function mediaFiles({ format, media, entries }: Container): Package['media'] {
  const byEntry = new Map(entries.map((entry) => [entry.name, entry]))
  return new Map(
    media.flatMap(({ entry, name }) => {
      const packed = byEntry.get(entry)
      if (!packed) return []
      const content = () => unpack(packed, mostInFile)
      return [[name, format === 'latest' ? () => unzstd(name, content(), mostInFile) : content] as const]
    })
  )
}

function notesOf(database: OpenDatabase, named: Named): readonly PackageNote[] {
  const cards = cardsByNote(database, named)
  const rows = database.rows<NoteRow>(
    'select id, mid as type, mod, cast(guid as text) as guid, tags, cast(flds as text) as fields from notes order by id'
  )
  const notes = rows.map((row): readonly [place: number, PackageNote] => {
    const noteType = named.noteTypes.get(row.type)
    if (!noteType) throw new Error(`its note ${row.id} is of a note type that it does not hold`)
    const { place = row.id, cards: own = [] } = cards.get(row.id) ?? {}
    const values = row.fields.split('\u001f')
    const fields = Object.fromEntries(noteType.fields.map((name, index) => [name, values[index] ?? '']))
    const tags = row.tags.split(' ').filter((tag) => tag !== '')
    return [place, { id: row.id, guid: row.guid, mod: row.mod, noteType, fields, tags, cards: own }]
  })
  return notes.toSorted(([one], [other]) => one - other).map(([, note]) => note)
}

interface CardsOfNote {
  readonly place: number
  readonly cards: PackageCard[]
}

function cardsByNote(database: OpenDatabase, { decks }: Named): ReadonlyMap<number, CardsOfNote> {
  const byNote = new Map<number, CardsOfNote>()
  const rows = database.rows<CardRow>(
    'select id, nid as note, did as deck, ord, type, due, ivl as interval, factor as ease, reps as answers, data from cards order by nid, ord'
  )
  for (const { note, deck, data, ...row } of rows) {
    const card = { ...row, deck: decks.get(deck)?.name ?? 'Default' }
    const before = byNote.get(note)
    if (before) before.cards.push(card)
    else byNote.set(note, { place: placeOf(row, data) ?? note, cards: [card] })
  }
  return byNote
}

/** Where the card stood among new ones: Anki keeps it in `data` once it is none any more (`rslib/src/storage/card/data.rs`). */
function placeOf({ type, due }: Pick<CardRow, 'type' | 'due'>, data: string): number | undefined {
  const position = /"pos":(\d+)/.exec(data)?.[1]
  return position ? Number(position) : type === 0 ? due : undefined
}

function namedIn({ noteTypes, decks, presets }: Contents): Named {
  const steps = new Map(presets.map((preset) => [preset.id, preset.steps]))
  return {
    noteTypes: new Map(
      noteTypes.map((noteType) => {
        const { id, name, fields, templates } = noteType
        const named = { id, name, fields, templates: templates.map((template) => template.name) }
        return [id, { ...named, ...likeOf(noteType) }]
      })
    ),
    decks: new Map(
      decks.map(({ id, name, description, preset = 0 }) => [
        id,
        { name, description, steps: steps.get(preset) ?? [] }
      ])
    )
  }
}
