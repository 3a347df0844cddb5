import initSqlite from '@sqlite.org/sqlite-wasm'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { databaseOf } from '../../src/anki/database'
import { openDatabase } from '../../src/anki/open-database'
import { endFile, sqliteFile, writeIndexOf, writeTable } from '../../src/anki/sqlite/file'
import { asInteger, type Value } from '../../src/anki/sqlite/record'
import { type Part, wholeOf } from '../../src/model/parts'
import { plan } from '../../src/plan/plan'
import { written } from '../decks'
import { allRows, collectionWith } from './rows'

type Row = readonly [id: number, text: Value, number: Value]

/** A file of a table, and an index over its numbers. */
function fileOf(rows: readonly Row[], pageSize: number): Uint8Array {
  const file = sqliteFile(pageSize)
  const at = (index: number) => ({ id: rows[index]![0], values: [null, ...rows[index]!.slice(1)] })
  const sql = 'CREATE TABLE t (id integer primary key, a text, b integer)'
  const parts = [
    ...writeTable(file, { name: 't', sql }, { count: rows.length, at }),
    ...writeIndexOf(file, {
      name: 'i',
      table: 't',
      sql: 'CREATE INDEX i on t (b)',
      columns: [2, 0].map((column) => Float64Array.from(rows, (row) => Number(row[column])))
    }),
    ...endFile(file)
  ]
  return wholeOf(parts)
}

/** What SQLite says of a file: whether it is whole, and its rows, in the order of the table and of the index. */
async function readBack(bytes: Uint8Array) {
  const { rows, close } = await openDatabase(bytes)
  try {
    return {
      check: rows('pragma integrity_check'),
      table: rows<Record<string, string | number>>('select * from t order by id').map((row) =>
        Object.values(row)
      ),
      index: rows<{ b: number }>('select b from t indexed by i order by b').map(({ b }) => b)
    }
  } finally {
    close()
  }
}

async function expectSame(rows: readonly Row[], pageSize: number): Promise<void> {
  const numbers = rows.map(([, , number]) => Number(number)).sort((one, other) => one - other)
  expect(await readBack(fileOf(rows, pageSize))).toEqual({
    check: [{ integrity_check: 'ok' }],
    table: rows.map((row) => [...row]),
    index: numbers
  })
}

const bounds = [7, 8, 15, 16, 23, 24, 31, 32, 47, 48].flatMap((bits) => [2 ** bits - 1, 2 ** bits])
const edges = [...bounds, ...bounds.map((bound) => -bound), 0, 1, -1, Number.MAX_SAFE_INTEGER, 0.5, -1e300]

describe('an SQLite file', () => {
  it('holds numbers of every length', async () => {
    await expectSame(
      edges.map((number, index) => [index + 1, 'x', number]),
      1024
    )
  })

  it('has ids of every length', async () => {
    const ids = edges.filter(Number.isSafeInteger).toSorted((one, other) => one - other)
    await expectSame(
      ids.map((id) => [id, '', 2]),
      1024
    )
  })

  it.each([1024, 4096])('holds texts of every length on pages of %i bytes', async (pageSize) => {
    const around = [0, 1, 57, 63, pageSize - 40, 2 * pageSize, 5 * pageSize]
    const texts = around.flatMap((length) =>
      Array.from({ length: 24 }, (_, more) => 'é'.repeat(length / 2) + 'x'.repeat(more))
    )
    await expectSame(
      texts.map((text, index) => [index + 1, text, index]),
      pageSize
    )
    await expectSame([[1, '😀'.repeat(700_000), 1]], pageSize)
  })

  it('is whole with any number of rows', async () => {
    for (let count = 0; count < 400; count += count < 100 ? 1 : 11) {
      const rows = Array.from({ length: count }, (_, at): Row => [at + 1, 'x'.repeat(200), (at * 7919) % 100])
      expect((await readBack(fileOf(rows, 1024))).check, String(count)).toEqual([{ integrity_check: 'ok' }])
    }
  })

  it('is whole with trees of several levels, and parts that are full before it ends', async () => {
    const rows = Array.from(
      { length: 20_000 },
      (_, at): Row => [at * 2 ** 30 + 1, 'x'.repeat(at % 300), at % 1000]
    )
    expect(fileOf(rows, 1024).length).toBeGreaterThan(3 * 2 ** 20)
    await expectSame(rows, 1024)
  })

  it('holds whatever rows there are', async () => {
    const row = fc.record({
      text: fc.string({ unit: 'grapheme', maxLength: 3000 }),
      number: fc.maxSafeInteger()
    })
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 60 }), async (all) =>
        expectSame(
          all.map(({ text, number }, at) => [at + 1, text, number]),
          1024
        )
      ),
      { numRuns: 15 }
    )
  })

  it('is not made of rows in another order', () => {
    expect(() =>
      fileOf(
        [
          [2, '', 0],
          [1, '', 0]
        ],
        1024
      )
    ).toThrow('in the order of their ids')
  })
})

describe('a text in a column of integers', () => {
  const texts = [
    ...[
      '42',
      ' 42 ',
      '+5',
      '-0',
      '007',
      '1.0',
      '1.5',
      '.5',
      '5.',
      '1e3',
      '1E-3',
      '0x10',
      '1 2',
      '',
      'Why?',
      '1e',
      '٣',
      '\u00a01'
    ],
    ...[
      '9007199254740993',
      '9223372036854775807',
      '9223372036854775808',
      '-9223372036854775808',
      '1e18',
      '1e19',
      '1e999',
      '\t1\n'
    ]
  ]

  it.each(texts)('becomes what SQLite makes of it: %j', async (text) => {
    const sqlite = await initSqlite()
    const database = new sqlite.oo1.DB(':memory:')
    database.exec({ sql: 'create table t (b integer); insert into t values (?)', bind: [text] })
    const said = 'select typeof(b) || quote(b) as said from t not indexed'
    const ours = await openDatabase(fileOf([[1, '', asInteger(text)]], 1024))
    expect(ours.rows(said)).toEqual(database.selectObjects(said))
    ours.close()
    database.close()
  })
})

it('has the rows of a collection, also where a question is a number', async () => {
  const deck = written(
    'A',
    ['42', '1.5', 'Why?'].map((front) => ({ front }))
  )
  const rows = allRows([plan(deck)], {})
  const database = await openDatabase(wholeOf(databaseOf(collectionWith(rows))))
  const notes = database.rows<{ id: number; sfld: string | number }>('select id, sfld from notes')
  expect(notes.map(({ sfld }) => sfld).sort()).toEqual([1.5, 42, 'Why?'])
  expect(notes.map(({ id }) => id)).toEqual(
    rows.notes.map(({ id }) => id).toSorted((one, other) => one - other)
  )
  database.close()
})

it('is whole with the larger pages of a large collection', async () => {
  const fronts = Array.from({ length: 20_000 }, (_, at) => ({ front: `Card ${at}: ${'x'.repeat(at % 50)}` }))
  const rows = allRows([plan(written('A', fronts))], {})
  const whole = wholeOf(databaseOf(collectionWith(rows)))
  const again = wholeOf(copiesOf(databaseOf(collectionWith(rows))))
  expect(Buffer.compare(again, whole)).toBe(0)
  const database = await openDatabase(whole)
  expect(database.rows('pragma integrity_check')).toEqual([{ integrity_check: 'ok' }])
  expect(database.rows('pragma page_size')).toEqual([{ page_size: 16_384 }])
  const count = 'select count(*) as count from'
  expect(database.rows(`${count} notes union all ${count} cards indexed by ix_cards_nid`)).toEqual([
    { count: fronts.length },
    { count: fronts.length }
  ])
  database.close()
})

/** Parts as who packs them takes them: what is done with is used for the parts after it. */
function* copiesOf(parts: Iterable<Part>): Generator<Part> {
  for (const { release, ...part } of parts) {
    yield { ...part, bytes: part.bytes.slice() }
    if (!release) continue
    release()
    part.bytes.fill(0xff)
  }
}
