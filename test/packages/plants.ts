import { strToU8 } from 'fflate'
import { exportDeck } from '../../src'
import type { PackageCode } from '../../src/anki/verify/findings'
import { deckOf, deckText } from '../decks'
import { directoryAt, withBytes, withFiles, withMedia, withSql } from './broken'

/** A package that md2anki writes: cards with days, a new one, a cloze. */
export async function wholePackage(): Promise<Uint8Array> {
  const cards = [
    { front: 'Which planet is the largest?', days: [1, 3] },
    { front: 'Why is Mars red?' },
    { labels: '**Type:** Cloze', front: 'The {{c1::Moon}} goes around the {{c2::Earth}}.', days: [2, 5] }
  ]
  const { content } = await exportDeck(deckOf(deckText('Sky::Planets', cards)), 'apkg')
  return content as Uint8Array
}

/** One thing that is broken in a package. */
export interface Plant {
  readonly name: string
  readonly plant: (apkg: Uint8Array) => Uint8Array | Promise<Uint8Array>
  /** All that is to be found. */
  readonly code: PackageCode
  readonly says: string
  /** Anki imports nothing; otherwise it imports, and something is lost, changed or in doubt. */
  readonly isRefused?: true
}

const sql = (statement: string) => (apkg: Uint8Array) => withSql(apkg, statement)

/** The database, with a member changed of a JSON object that stands under an id. */
const json = (column: 'models' | 'decks' | 'dconf', member: string, value: unknown, index = 0) =>
  jsonText(column, member, JSON.stringify(value), index)

/** The same with a value as text, since JavaScript does not know `2500.0` from `2500`; without one the member goes. */
function jsonText(column: string, member: string, value: string | undefined, index: number) {
  const path = `'$."' || (select key from json_each(${column}) limit 1 offset ${index}) || '".${member}'`
  const changed =
    value === undefined
      ? `json_remove(${column}, ${path})`
      : `json_set(${column}, ${path}, json('${value.replaceAll("'", "''")}'))`
  return sql(`update col set ${column} = ${changed}`)
}

const media =
  (names: readonly string[], shown = names) =>
  async (apkg: Uint8Array) =>
    withMedia(await withSql(apkg, shows(shown)), names)

/** The first note shows pictures. */
function shows(names: readonly string[]): string {
  const pictures = names
    .map((name) => `<img src="${name}">`)
    .join('')
    .replaceAll("'", "''")
  return `update notes set flds = '${pictures}' || flds where id = (select min(id) from notes)`
}

const oneNote = 'where id = (select min(id) from notes)'
const oneCard = 'where id = (select min(id) from cards where type = 0)'
const oneCloze = 'where id = (select id from cards where ord = 1)'

export const plants: readonly Plant[] = [
  // The zip.
  {
    name: 'is cut short',
    plant: (apkg) => apkg.subarray(0, apkg.length - 100),
    code: 'package-unreadable',
    says: 'no zip',
    isRefused: true
  },
  {
    name: 'is no zip',
    plant: () => strToU8('# Flashcards: Planets\n'),
    code: 'package-unreadable',
    says: 'no zip',
    isRefused: true
  },
  {
    name: 'is empty',
    plant: () => new Uint8Array(),
    code: 'package-unreadable',
    says: 'no zip',
    isRefused: true
  },
  {
    name: 'has another byte in the database',
    plant: (apkg) => withBytes(apkg, 500, [apkg[500]! ^ 0xff]),
    code: 'package-unreadable',
    says: 'cannot be read',
    isRefused: true
  },
  {
    name: 'holds no collection',
    plant: (apkg) => withFiles(apkg, (files) => void delete files['collection.anki2']),
    code: 'package-unreadable',
    says: 'no collection',
    isRefused: true
  },
  {
    name: 'is encrypted',
    plant: (apkg) => withBytes(apkg, directoryAt(apkg, 'collection.anki2') + 8, [1]),
    code: 'package-unreadable',
    says: 'encrypted',
    isRefused: true
  },
  {
    name: 'says less than its database has',
    plant: (apkg) => withBytes(apkg, directoryAt(apkg, 'collection.anki2') + 24, [16, 0, 0, 0]),
    code: 'package-unreadable',
    says: 'more than it says'
  },
  {
    name: 'says more than its database has',
    plant: (apkg) => withBytes(apkg, directoryAt(apkg, 'collection.anki2') + 24, [0, 0, 0, 3]),
    code: 'package-unreadable',
    says: 'holds less than it says'
  },
  {
    name: 'says that it is huge',
    plant: (apkg) => withBytes(apkg, directoryAt(apkg, 'collection.anki2') + 24, [0, 0, 0, 0xf0]),
    code: 'package-unreadable',
    says: 'may have'
  },
  {
    name: 'holds a name that leads out',
    plant: (apkg) =>
      withFiles(apkg, (files) => {
        files['../../evil.sh'] = strToU8('rm')
      }),
    code: 'package-damaged',
    says: 'leads out'
  },
  {
    name: 'holds a name from the root',
    plant: (apkg) =>
      withFiles(apkg, (files) => {
        files['/etc/passwd'] = strToU8('root')
      }),
    code: 'package-damaged',
    says: 'leads out'
  },
  {
    name: 'holds a name twice',
    plant: (apkg) => {
      const doubled = withFiles(apkg, (files) => {
        files['medix'] = strToU8('{}')
      })
      const at = directoryAt(doubled, 'medix')
      return withBytes(doubled, at + 46, [...strToU8('media')])
    },
    code: 'package-damaged',
    says: 'twice'
  },
  {
    name: 'holds files that share their bytes',
    plant: async (apkg) => {
      const two = await media(['a.png', 'b.png'])(apkg)
      const [first, second] = [directoryAt(two, '0'), directoryAt(two, '1')]
      return withBytes(two, second + 42, [...two.subarray(first + 42, first + 46)])
    },
    code: 'package-damaged',
    says: 'shares its bytes'
  },
  {
    name: 'holds a damaged picture',
    plant: async (apkg) => {
      const one = await media(['a.png'])(apkg)
      return withBytes(one, directoryAt(one, '0') + 16, [1, 2, 3, 4])
    },
    code: 'package-damaged',
    says: 'File `0` is damaged',
    isRefused: true
  },
  {
    name: 'is of a newer form',
    plant: (apkg) =>
      withFiles(apkg, (files) => {
        files['meta'] = Uint8Array.of(8, 9)
      }),
    code: 'package-unreadable',
    says: 'newer form',
    isRefused: true
  },
  {
    name: 'has a list of media that is no JSON',
    plant: (apkg) =>
      withFiles(apkg, (files) => {
        files['media'] = strToU8('{"0":')
      }),
    code: 'package-unreadable',
    says: 'list of media',
    isRefused: true
  },

  // The database.
  {
    name: 'has a damaged index',
    plant: sql(
      "pragma writable_schema = on; update sqlite_schema set rootpage = (select rootpage from sqlite_schema where name = 'ix_notes_usn') where name = 'ix_cards_usn'"
    ),
    code: 'package-damaged',
    says: 'The database is damaged'
  },
  {
    name: 'has no table of reviews',
    plant: sql('drop table revlog'),
    code: 'package-unreadable',
    says: 'no table `revlog`',
    isRefused: true
  },
  {
    name: 'has an index of a newer schema',
    plant: sql('create index idx_notes_mid on notes (mid)'),
    code: 'package-damaged',
    says: 'idx_notes_mid',
    isRefused: true
  },
  {
    name: 'has a view that never ends',
    plant: sql(
      "alter table notes rename to other; create view notes as with recursive n(id) as (select 1 union all select id + 1 from n) select id, '' as guid, 1 as mid, '' as flds, '' as tags from n"
    ),
    code: 'package-unreadable',
    says: 'holds the view `notes`',
    isRefused: true
  },
  {
    name: 'has a trigger',
    plant: sql('create trigger t after insert on notes begin delete from notes; end'),
    code: 'package-unreadable',
    says: 'holds the trigger `t`'
  },
  {
    name: 'has a virtual table',
    plant: sql('drop table graves; create virtual table graves using fts5(usn, oid, type)'),
    code: 'package-unreadable',
    says: 'holds the virtual table `graves`'
  },
  {
    name: 'is of a schema that is too old',
    plant: sql('update col set ver = 10'),
    code: 'package-unreadable',
    says: 'schema 10',
    isRefused: true
  },
  {
    name: 'has presets that are no JSON',
    plant: sql("update col set dconf = '{'"),
    code: 'package-unreadable',
    says: 'presets cannot be read',
    isRefused: true
  },

  // Notes.
  {
    name: 'has a note from the future',
    plant: sql(
      `update cards set nid = 4000000000000 where nid = (select min(id) from notes); update notes set id = 4000000000000 ${oneNote}`
    ),
    code: 'package-note-invalid',
    says: 'lies in the future'
  },
  {
    name: 'has a note with the id 0',
    plant: sql(
      `update cards set nid = 0 where nid = (select min(id) from notes); update notes set id = 0 ${oneNote}`
    ),
    code: 'package-note-invalid',
    says: 'no whole number above 0'
  },
  {
    name: 'has two notes of one id',
    plant: sql(`alter table notes rename to old; create table notes as select * from old; drop table old;
      insert into notes select id, guid || 'x', mid, mod, usn, tags, flds, sfld, csum, flags, data from notes ${oneNote}`),
    code: 'package-note-invalid',
    says: 'id of another note',
    isRefused: true
  },
  {
    name: 'has a note without a GUID',
    plant: sql(`update notes set guid = '' ${oneNote}`),
    code: 'package-note-invalid',
    says: 'no GUID'
  },
  {
    name: 'has a GUID twice',
    plant: sql(
      'update notes set guid = (select guid from notes order by id limit 1) where id = (select max(id) from notes)'
    ),
    code: 'package-note-repeated',
    says: 'of another note'
  },
  {
    name: 'has a note of an unknown type',
    plant: sql(`update notes set mid = 5 ${oneNote}`),
    code: 'package-note-invalid',
    says: 'note type that the package does not hold',
    isRefused: true
  },
  {
    name: 'has a note with a field too many',
    plant: sql(`update notes set flds = flds || char(31) ${oneNote}`),
    code: 'package-note-invalid',
    says: 'has 15 fields, and its note type has 14',
    isRefused: true
  },
  {
    name: 'has fields as bytes',
    plant: sql(`update notes set flds = cast(flds as blob) ${oneNote}`),
    code: 'package-note-invalid',
    says: 'type blob',
    isRefused: true
  },
  {
    name: 'has text that is not UTF-8',
    plant: sql(`update notes set flds = cast(x'4fff' || cast(flds as blob) as text) ${oneNote}`),
    code: 'package-note-invalid',
    says: 'not UTF-8',
    isRefused: true
  },
  {
    name: 'has a note without a card',
    plant: sql(`delete from cards where nid = (select nid from cards ${oneCard})`),
    code: 'package-note-invalid',
    says: 'no card'
  },
  {
    name: 'has a control character',
    plant: sql(`update notes set flds = char(7) || flds ${oneNote}`),
    code: 'package-text-changed',
    says: 'U+0007'
  },
  {
    name: 'has text in another normal form',
    plant: sql(`update notes set flds = 'a' || char(776) || flds ${oneNote}`),
    code: 'package-text-changed',
    says: 'NFC'
  },

  // Cards.
  {
    name: 'has a card from the future',
    plant: sql(`update cards set id = 4000000000000 ${oneCard}`),
    code: 'package-card-invalid',
    says: 'lies in the future'
  },
  {
    name: 'has a card without a note',
    plant: sql(
      'insert into cards select id + 1, 5, did, ord, mod, usn, type, queue, due, ivl, factor, reps, lapses, left, odue, odid, flags, data from cards limit 1'
    ),
    code: 'package-card-invalid',
    says: 'is of the note 5'
  },
  {
    name: 'has a card without a deck',
    plant: sql(`update cards set did = 5 ${oneCard}`),
    code: 'package-card-invalid',
    says: 'is in the deck 5'
  },
  {
    name: 'has a card of a template that is not there',
    plant: sql(`update cards set ord = 1 ${oneCard}`),
    code: 'package-card-invalid',
    says: 'is of template 1, and its note type has 1'
  },
  {
    name: 'has a card of a cloze beyond the last',
    plant: sql(`update cards set ord = 500 ${oneCloze}`),
    code: 'package-card-invalid',
    says: 'is of cloze 500'
  },
  {
    name: 'has two cards of a cloze',
    plant: sql(`update cards set ord = 0 ${oneCloze}`),
    code: 'package-card-invalid',
    says: 'same template or cloze'
  },
  {
    name: 'has a card in an unknown queue',
    plant: sql(`update cards set queue = 9 ${oneCard}`),
    code: 'package-card-invalid',
    says: 'the queue 9',
    isRefused: true
  },
  {
    name: 'has a new card too far back',
    plant: sql(`update cards set due = 1000000 ${oneCard}`),
    code: 'package-card-invalid',
    says: 'place 1000000'
  },
  {
    name: 'has a review in thousands of years',
    plant: sql(`update cards set type = 2, queue = 2, ivl = 1, factor = 2500, due = 100001 ${oneCard}`),
    code: 'package-card-invalid',
    says: 'due on day 100001'
  },
  {
    name: 'has a card that is due at no number',
    plant: sql(`update cards set queue = -1, type = 1, due = 1.5 ${oneCard}`),
    code: 'package-card-invalid',
    says: 'due at 1.5'
  },
  {
    name: 'has an interval below 0',
    plant: sql(`update cards set ivl = -1 ${oneCard}`),
    code: 'package-card-invalid',
    says: 'interval of -1 days',
    isRefused: true
  },
  {
    name: 'has an ease that is too large',
    plant: sql(`update cards set factor = 70000 ${oneCard}`),
    code: 'package-card-invalid',
    says: 'out of range',
    isRefused: true
  },

  {
    name: 'has a review from the future',
    plant: sql('insert into revlog select 4000000000000, id, -1, 3, 1, 1, 2500, 5000, 1 from cards limit 1'),
    code: 'package-card-invalid',
    says: 'ids of 1 reviews lie in the future'
  },

  // Decks and presets.
  {
    name: 'has a deck with an empty level',
    plant: json('decks', 'name', 'Sky::::Planets', 2),
    code: 'package-deck-invalid',
    says: 'empty part'
  },
  {
    name: 'has two decks of one name',
    plant: json('decks', 'name', 'SKY', 0),
    code: 'package-deck-invalid',
    says: 'name of another deck'
  },
  {
    name: 'has a deck without a preset',
    plant: json('decks', 'conf', 5, 2),
    code: 'package-deck-invalid',
    says: 'names the preset 5',
    isRefused: true
  },
  {
    name: 'has a deck without a member',
    plant: json('decks', 'lrnToday', undefined, 2),
    code: 'package-deck-invalid',
    says: 'lacks `lrnToday`',
    isRefused: true
  },
  {
    name: 'has a preset without a member',
    plant: json('dconf', 'maxTaken', undefined, 1),
    code: 'package-deck-invalid',
    says: 'lacks `maxTaken`',
    isRefused: true
  },
  {
    name: 'has a preset without new.order',
    plant: json('dconf', 'new.order', undefined, 1),
    code: 'package-deck-invalid',
    says: 'lacks `new.order`'
  },
  {
    name: 'has a preset with a broken number for a whole one',
    plant: jsonText('dconf', 'new.initialFactor', '2500.0', 1),
    code: 'package-deck-invalid',
    says: 'lacks `new.initialFactor`'
  },
  {
    name: 'has a preset for six days a week',
    plant: json('dconf', 'easyDaysPercentages', [1, 1, 1, 1, 1, 1], 1),
    code: 'package-deck-invalid',
    says: 'easy days'
  },

  // Note types.
  {
    name: 'has a note type without a member',
    plant: json('models', 'css', undefined),
    code: 'package-note-type-invalid',
    says: 'lacks `css`',
    isRefused: true
  },
  {
    name: 'has a field without a member',
    plant: json('models', 'flds[3].font', undefined),
    code: 'package-note-type-invalid',
    says: 'lacks `font`',
    isRefused: true
  },
  {
    name: 'has a note type without a template',
    plant: json('models', 'tmpls', []),
    code: 'package-note-type-invalid',
    says: 'no template',
    isRefused: true
  },
  {
    name: 'has two fields of one name',
    plant: json('models', 'flds[13].name', 'back'),
    code: 'package-note-type-invalid',
    says: 'two fields “back”'
  },
  {
    name: 'has a field with a colon in its name',
    plant: json('models', 'flds[13].name', 'I:D'),
    code: 'package-note-type-invalid',
    says: 'sign in its name'
  },
  {
    name: 'has a template whose front shows no field',
    plant: json('models', 'tmpls[0].qfmt', 'Front'),
    code: 'package-note-type-invalid',
    says: 'no field on its front'
  },
  {
    name: 'has a template that names an unknown field',
    plant: json('models', 'tmpls[0].afmt', '{{FrontSide}} {{hint:Rear}}'),
    code: 'package-note-type-invalid',
    says: 'names the field “Rear”'
  },
  {
    name: 'has a template with a condition that is never closed',
    plant: json('models', 'tmpls[0].afmt', '{{FrontSide}} {{#Back}}{{Back}}'),
    code: 'package-note-type-invalid',
    says: 'never closes it'
  },
  {
    name: 'has a template that closes what is not open',
    plant: json('models', 'tmpls[0].afmt', '{{#Back}}{{^More}}{{Back}}{{/Back}}{{/More}}'),
    code: 'package-note-type-invalid',
    says: 'closes `{{/Back}}`'
  },
  {
    name: 'has a template with braces that are never closed',
    plant: json('models', 'tmpls[0].afmt', '{{FrontSide}} {{Back'),
    code: 'package-note-type-invalid',
    says: 'opens `{{`'
  },
  {
    name: 'has a cloze type without a cloze',
    plant: json('models', 'tmpls[0].qfmt', '{{Text}}', 1),
    code: 'package-note-type-invalid',
    says: 'no cloze on its front'
  },

  // Media.
  {
    name: 'has a list of media that counts otherwise',
    plant: async (apkg) =>
      withFiles(await media(['a.png'])(apkg), (files) => {
        files['media'] = strToU8('{"one":"a.png"}')
        files['one'] = files['0']!
        delete files['0']
      }),
    code: 'package-media-invalid',
    says: 'is the file `one`',
    isRefused: true
  },
  {
    name: 'lacks a file that is in the list',
    plant: async (apkg) => withFiles(await media(['a.png'])(apkg), (files) => void delete files['0']),
    code: 'package-media-invalid',
    says: 'should be the file `0`',
    isRefused: true
  },
  {
    name: 'has a picture whose name leads out',
    plant: media(['../a.png']),
    code: 'package-media-invalid',
    says: 'leads out',
    isRefused: true
  },
  {
    name: 'has a picture with a bracket in its name',
    plant: media(['a[1].png']),
    code: 'package-media-invalid',
    says: 'sign in its name'
  },
  {
    name: 'has a picture with a name of Windows',
    plant: media(['con.png']),
    code: 'package-media-invalid',
    says: 'Windows'
  },
  {
    name: 'has a picture with a very long name',
    plant: media([`${'a'.repeat(117)}.png`]),
    code: 'package-media-invalid',
    says: '120 bytes'
  },
  {
    name: 'has two pictures of one name',
    plant: media(['a.png', 'A.png']),
    code: 'package-media-invalid',
    says: 'name of another file'
  },
  { name: 'lacks a picture', plant: sql(shows(['a.png'])), code: 'package-media-missing', says: '`a.png`' },
  {
    name: 'lacks a sound',
    plant: sql(`update notes set flds = '[sound:a.mp3]' || flds ${oneNote}`),
    code: 'package-media-missing',
    says: '`a.mp3`'
  },
  {
    name: 'has a picture that no note shows',
    plant: media(['a.png'], []),
    code: 'package-media-unused',
    says: 'in no field'
  },
  {
    name: 'has a file without a name',
    plant: (apkg) =>
      withFiles(apkg, (files) => {
        files['0'] = strToU8('x')
      }),
    code: 'package-media-unused',
    says: 'no name for it'
  },
  {
    name: 'has a picture that is too large',
    plant: async (apkg) =>
      withFiles(await media(['a.png'])(apkg), (files) => {
        files['0'] = new Uint8Array(100 * 2 ** 20 + 1)
      }),
    code: 'package-too-large',
    says: '100 MiB'
  }
]
