import type { Package, PackageCard, PackageDeck, PackageNote, PackageNoteType } from '../model/package'
import { type Container, openContainer } from './container'
import { type OpenDatabase, openDatabase } from './open-database'
import { bytesIn, numberIn } from './protobuf'
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

/** What a package says besides its notes and cards: in schema 11 as JSON, in 18 as tables of messages. */
interface Named {
  readonly noteTypes: ReadonlyMap<number, PackageNoteType>
  readonly decks: ReadonlyMap<number, PackageDeck>
}

/** A package, and the files in it, which are unpacked when they are asked for. */
export interface OpenPackage {
  readonly contents: Package
  readonly media: readonly MediaFile[]
}

export interface MediaFile {
  readonly name: string
  /** Throws when it is damaged, or has more than `most` bytes. */
  readonly read: (most: number) => Uint8Array
}

/**
 * Reads a package in any of Anki's forms. Rejects with an `Error` that says in words what is wrong with it: `md2anki
 * verify` says more.
 */
export async function readPackage(bytes: Uint8Array): Promise<Package> {
  return (await openPackage(bytes)).contents
}

export async function openPackage(bytes: Uint8Array): Promise<OpenPackage> {
  const container = openContainer(bytes)
  const contents = await contentsOf(container)
  return { contents, media: mediaFiles(container) }
}

/** Those that the package lists and holds. */
function mediaFiles({ format, media, entries }: Container): readonly MediaFile[] {
  const byEntry = new Map(entries.map((entry) => [entry.name, entry]))
  return media.flatMap(({ entry, name }) => {
    const packed = byEntry.get(entry)
    if (!packed) return []
    const read = (most: number) =>
      format === 'latest' ? unzstd(name, unpack(packed, most), most) : unpack(packed, most)
    return { name, read }
  })
}

async function contentsOf({ format, collection, media }: Container): Promise<Package> {
  const database = await openDatabase(collection)
  try {
    const named = format === 'latest' ? namedInTables(database) : namedInJson(database)
    return {
      notes: notesOf(database, named),
      decks: [...named.decks.values()],
      media: media.map(({ name }) => name)
    }
  } finally {
    database.close()
  }
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

function namedInJson(database: OpenDatabase): Named {
  const [col] = database.rows<Readonly<Record<'models' | 'decks' | 'dconf', string>>>(
    'select models, decks, dconf from col'
  )
  if (!col) throw new Error('its database holds no collection')
  const presets = new Map(
    objectsIn(col.dconf).map(([id, { new: fresh }]) => [id, numbersIn(inside(fresh)['delays'])])
  )
  return {
    noteTypes: new Map(objectsIn(col.models).map(([id, json]) => [id, noteTypeOf(id, json)])),
    decks: new Map(
      objectsIn(col.decks).map(([id, { name, desc, conf }]) => [
        id,
        { name: String(name), description: String(desc ?? ''), steps: presets.get(Number(conf)) ?? [] }
      ])
    )
  }
}

type Json = Readonly<Record<string, unknown>>

function noteTypeOf(id: number, { name, type, flds, tmpls }: Json): PackageNoteType {
  const names = (list: unknown) =>
    Array.isArray(list) ? list.map((each) => String(inside(each)['name'])) : []
  return { id, name: String(name), isCloze: type === 1, fields: names(flds), templates: names(tmpls) }
}

function objectsIn(text: string): readonly (readonly [id: number, Json])[] {
  return Object.entries(inside(JSON.parse(text))).map(([id, value]) => [Number(id), inside(value)])
}

function inside(value: unknown): Json {
  return typeof value === 'object' && value !== null ? (value as Json) : {}
}

function numbersIn(value: unknown): readonly number[] {
  return Array.isArray(value) ? value.map(Number) : []
}

type Named18 = Readonly<{ id: number; name: string; config: Uint8Array }>
type Part = Readonly<{ type: number; name: string }>

/** Schema 18 (`rslib/src/storage/upgrades/schema15_upgrade.sql`): names in columns, the rest in messages. */
function namedInTables(database: OpenDatabase): Named {
  const steps = new Map(
    database
      .rows<Named18>('select id, name, config from deck_config')
      .map(({ id, config }) => [id, floatsIn(bytesIn(config, 1))])
  )
  const parts = (table: 'fields' | 'templates') => {
    const rows = database.rows<Part>(`select ntid as type, name from ${table} order by ntid, ord`)
    return (type: number) => rows.filter((row) => row.type === type).map(({ name }) => name)
  }
  const [fields, templates] = [parts('fields'), parts('templates')]
  const noteTypes = database.rows<Named18>('select id, name, config from notetypes')
  const decks = database.rows<Named18>('select id, name, kind as config from decks')
  return {
    noteTypes: new Map(
      noteTypes.map(({ id, name, config }) => [
        id,
        { id, name, isCloze: numberIn(config, 1) === 1, fields: fields(id), templates: templates(id) }
      ])
    ),
    decks: new Map(
      decks.map(({ id, name, config }) => {
        const normal = bytesIn(config, 1)
        const description = new TextDecoder().decode(bytesIn(normal, 4))
        return [
          id,
          { name: name.replaceAll('\u001f', '::'), description, steps: steps.get(numberIn(normal, 1)) ?? [] }
        ]
      })
    )
  }
}

function floatsIn(bytes: Uint8Array): readonly number[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return Array.from({ length: Math.floor(bytes.length / 4) }, (_, index) => view.getFloat32(index * 4, true))
}
