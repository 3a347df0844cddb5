import { grouped } from '../model/grouped'
import type { Container } from './container'
import type { OpenDatabase } from './open-database'
import { bytesIn, numberIn } from './protobuf'

/** What the rows of a package refer to: note types, decks and presets, from either schema. */
export interface Contents {
  readonly noteTypes: readonly NoteType[]
  readonly decks: readonly Deck[]
  readonly presets: readonly Preset[]
}

export interface NoteType {
  readonly id: number
  readonly name: string
  readonly isCloze: boolean
  readonly fields: readonly string[]
  readonly templates: readonly Template[]
  /** As schema 11 has it. */
  readonly json?: Json
}

export interface Template {
  readonly name: string
  readonly front: string
  readonly back: string
}

export interface Deck {
  readonly id: number
  readonly name: string
  readonly description: string
  /** The id of its preset; a filtered deck has none. */
  readonly preset?: number
  readonly json?: Json
}

export interface Preset {
  readonly id: number
  readonly name: string
  /** Learning steps in minutes. */
  readonly steps: readonly number[]
  readonly json?: Json
}

export type Json = Readonly<Record<string, unknown>>

export function contentsOf(database: OpenDatabase, format: Container['format']): Contents {
  return format === 'latest' ? contentsInTables(database) : contentsInJson(database)
}

function contentsInJson(database: OpenDatabase): Contents {
  const [col] = database.rows<Readonly<Record<'models' | 'decks' | 'dconf', string>>>(
    'select models, decks, dconf from col'
  )
  return {
    noteTypes: objectsIn('note types', col?.models).map(([id, json]) => noteTypeIn(id, json)),
    decks: objectsIn('decks', col?.decks).map(([id, json]) => deckIn(id, json)),
    presets: objectsIn('presets', col?.dconf.replace(wholeNumbers, '$1"$2"')).map(([id, json]) => ({
      id,
      name: text(json['name']),
      steps: numbers(object(json['new'])['delays']),
      json
    }))
  }
}

/**
 * Anki throws away all of `new`, `rev` or `lapse` where one of these is written as `2500.0`
 * (`rslib/src/deckconfig/schema11.rs`). To JavaScript that is a whole number, so it is made a text.
 */
const wholeNumbers = /("(?:initialFactor|maxIvl|leechFails|minInt)"\s*:\s*)(-?\d+(?:\.\d+|e)[^,}\s]*)/gi

export function noteTypeIn(id: number, json: Json): NoteType {
  return {
    id,
    name: text(json['name']),
    isCloze: json['type'] === 1,
    fields: objects(json['flds']).map(({ name }) => text(name)),
    templates: objects(json['tmpls']).map(({ name, qfmt, afmt }) => {
      return { name: text(name), front: text(qfmt), back: text(afmt) }
    }),
    json
  }
}

function deckIn(id: number, json: Json): Deck {
  const isFiltered = json['dyn'] === 1 || json['dyn'] === true
  const deck = { id, name: text(json['name']), description: text(json['desc']) }
  return isFiltered ? deck : { ...deck, preset: Number(json['conf']), json }
}

function objectsIn(what: string, json: string | undefined): readonly (readonly [id: number, Json])[] {
  try {
    const entries = Object.entries(JSON.parse(json ?? '') as Json)
    return entries.map(([id, each]) => [Number(id), object(each)])
  } catch {
    throw new Error(`its ${what} cannot be read`)
  }
}

function object(value: unknown): Json {
  return typeof value === 'object' && value !== null ? (value as Json) : {}
}

export function objects(value: unknown): readonly Json[] {
  return Array.isArray(value) ? value.map(object) : []
}

function numbers(value: unknown): readonly number[] {
  return Array.isArray(value) ? value.map(Number) : []
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

type Row18 = Readonly<{ id: number; name: string; config: Uint8Array }>
type Part18 = Readonly<{ type: number; name: string; config: Uint8Array }>

/** Schema 18 has messages (`proto/anki/notetypes.proto`, `decks.proto`) in place of JSON: what lacks in them has a default. */
function contentsInTables(database: OpenDatabase): Contents {
  const parts = (table: 'fields' | 'templates') =>
    grouped(
      database.rows<Part18>(`select ntid as type, name, config from ${table} order by ntid, ord`),
      ({ type }) => type
    )
  const [fields, templates] = [parts('fields'), parts('templates')]
  const rows = (sql: string) => database.rows<Row18>(sql)
  return {
    noteTypes: rows('select id, name, config from notetypes').map(({ id, name, config }) => ({
      id,
      name,
      isCloze: numberIn(config, 1) === 1,
      fields: (fields.get(id) ?? []).map((field) => field.name),
      templates: (templates.get(id) ?? []).map((template) => ({
        name: template.name,
        front: utf8.decode(bytesIn(template.config, 1)),
        back: utf8.decode(bytesIn(template.config, 2))
      }))
    })),
    decks: rows('select id, name, kind as config from decks').map(deckInRow),
    presets: rows('select id, name, config from deck_config').map(({ id, name, config }) => ({
      id,
      name,
      steps: floatsIn(bytesIn(config, 1))
    }))
  }
}

/** A message of one of two kinds: 1 is a normal deck, whose preset is 1; 2 a filtered one. */
function deckInRow({ id, name, config }: Row18): Deck {
  const normal = bytesIn(config, 1)
  const deck = { id, name: name.replaceAll('\u001f', '::'), description: utf8.decode(bytesIn(normal, 4)) }
  return normal.length > 0 ? { ...deck, preset: numberIn(normal, 1) } : deck
}

/** Numbers of four bytes each. */
function floatsIn(bytes: Uint8Array): readonly number[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return Array.from({ length: Math.floor(bytes.length / 4) }, (_, index) => view.getFloat32(index * 4, true))
}

const utf8 = new TextDecoder()
