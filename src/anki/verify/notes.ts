import type { NoteType } from '../contents'
import type { OpenDatabase } from '../open-database'
import { referencesIn } from '../references'
import type { Called, Findings, Rule } from './findings'
import { wrongId } from './numbers'

type Row = Readonly<{
  id: number
  guid: string
  type: number
  kind: string
  fields: Uint8Array
}>

interface Note extends Called {
  readonly id: unknown
  readonly guid: string
  readonly type: NoteType | undefined
  /** The type that SQLite has the fields as. */
  readonly kind: string
  readonly isUtf8: boolean
  readonly fields: readonly string[]
  /** Another note has its GUID, or its id. */
  readonly isRepeated: boolean
  readonly isDoubled: boolean
  readonly now: number | undefined
}

/** What cards and media need to know of the notes. */
export interface Notes {
  readonly byId: ReadonlyMap<number, KnownNote>
  /** The note that refers to a file first, by the file's name. */
  readonly references: ReadonlyMap<string, string>
}

export interface KnownNote extends Called {
  readonly type: NoteType | undefined
  /** Filled by those who read the cards. */
  readonly ords: Set<number>
}

const code = 'package-note-invalid'

/**
 * The checksum of a note is not looked at: Anki makes it anew when it imports (`rslib/src/notes/mod.rs`), and genanki
 * writes 0.
 */
const rules: readonly Rule<Note>[] = [
  {
    code,
    wrong: ({ id, now }) => wrongId(id, now),
    mend: 'An id is the time when the note was made, in milliseconds since 1970'
  },
  {
    code,
    wrong: ({ isDoubled }) => (isDoubled ? 'has the id of another note' : undefined),
    mend: 'Give each note an id of its own: Anki imports nothing'
  },
  {
    code,
    wrong: ({ guid }) => (guid === '' ? 'has no GUID' : undefined),
    mend: 'Give it one of its own: Anki knows a note by it when it comes again'
  },
  {
    code: 'package-note-repeated',
    wrong: ({ guid, isRepeated }) =>
      isRepeated && guid !== '' ? `has the GUID \`${guid}\` of another note` : undefined,
    mend: 'Give each note its own: a later package would change only one of them'
  },
  {
    code,
    wrong: ({ type }) => (type ? undefined : 'has a note type that the package does not hold'),
    mend: 'Add the note type, or take the note out: Anki imports nothing'
  },
  {
    code,
    wrong: ({ kind }) => (kind === 'text' ? undefined : `has fields of SQLite’s type ${kind}`),
    mend: 'Write them as text: Anki imports nothing'
  },
  {
    code,
    wrong: ({ isUtf8 }) => (isUtf8 ? undefined : 'has text that is not UTF-8'),
    mend: 'Write its text as UTF-8'
  },
  {
    code,
    wrong: ({ type, fields }) =>
      type && fields.length !== type.fields.length
        ? `has ${fields.length} fields, and its note type has ${type.fields.length}`
        : undefined,
    mend: 'Write one for each, parted by U+001F: Anki imports nothing'
  },
  {
    code: 'package-text-changed',
    wrong: ({ fields }) => {
      const found = controls.exec(fields.join(''))?.[0]
      return found && `has the control character ${named(found)}`
    },
    mend: 'Take it out: Anki does'
  },
  {
    code: 'package-text-changed',
    wrong: ({ fields }) =>
      fields.every((field) => field.normalize('NFC') === field)
        ? undefined
        : 'has text that is not in the normal form NFC',
    mend: 'Write it in NFC: Anki does, and files of other names are not found'
  }
]

/** `rslib/src/notes/mod.rs` */
const controls = /[\u0000-\u0008\u000b-\u001f\u007f]/

function named(character: string): string {
  return `U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`
}

export function verifyNotes(
  database: OpenDatabase,
  types: readonly NoteType[],
  now: number | undefined,
  findings: Findings
): Notes {
  const typesById = new Map(types.map((type) => [type.id, type]))
  const guids = new Set<string>()
  const byId = new Map<number, KnownNote>()
  const references = new Map<string, string>()
  database.each<Row>(sql, ({ id, guid, type: typeId, kind, fields: bytes }) => {
    const text = utf8.decode(bytes)
    const fields = text.split('\u001f')
    const type = typesById.get(typeId)
    const called = `Note ${id}${firstWords(fields[0]!)}`
    const isUtf8 = !text.includes('\ufffd') || isWellFormed(bytes)
    const [isRepeated, isDoubled] = [guids.has(guid), byId.has(id)]
    findings.ask(rules, { called, id, guid, type, kind, isUtf8, fields, isRepeated, isDoubled, now })
    guids.add(guid)
    byId.set(id, { called, type, ords: new Set() })
    for (const name of referencesIn(text)) if (!references.has(name)) references.set(name, called)
  })
  return { byId, references }
}

/** Text as bytes, since SQLite would put others in the place of those that are no UTF-8. */
const sql = `select id, coalesce(cast(guid as text), '') as guid, mid as type, typeof(flds) as kind,
  coalesce(cast(flds as blob), x'') as fields from notes`

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true })
const strictUtf8 = new TextDecoder('utf-8', { fatal: true })

/** A U+FFFD that is written in the text is a character. */
function isWellFormed(bytes: Uint8Array): boolean {
  try {
    strictUtf8.decode(bytes)
    return true
  } catch {
    return false
  }
}

/** So that a person finds the note again. */
function firstWords(field: string): string {
  const words = field
    .slice(0, 300)
    .replace(/<[^>]*>?|&[a-z#0-9]+;/gi, ' ')
    .trim()
    .split(/\s+/)
    .slice(0, 6)
    .join(' ')
    .slice(0, 40)
  return words === '' ? '' : ` “${words}”`
}
