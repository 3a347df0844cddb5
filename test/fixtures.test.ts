import { describe, expect, it } from 'vitest'
import { type Deck, exportDeck } from '../src'
import { nameMedia } from '../src/anki/media'
import { fieldNamesOf } from '../src/anki/note'
import type { NoteRow } from '../src/anki/rows'
import { plan } from '../src/plan/plan'
import { fixtures } from './fixtures'
import { lineOf } from './lines'
import { type AllRows, allRows } from './packages/rows'

/** A deck with an error is not written, so nothing else is expected of it. */
const all = await Promise.all(
  fixtures.names.map(async (name) => ({ name, ...(await fixtures.compiled(name)) }))
)

describe.each(all)('$name', ({ name, deck, files, diagnostics }) => {
  const isWritten = deck !== undefined && diagnostics.every(({ severity }) => severity !== 'error')
  const outputs = isWritten ? ['collection.json', 'deck.csv', 'deck.json'] : []
  const expected = (file: string) => fixtures.expected(name, file)

  it('has these diagnostics', async () => {
    const lines = diagnostics.map((diagnostic) => `${lineOf(diagnostic)}\n`)
    await expect(lines.join('')).toMatchFileSnapshot(expected('diagnostics.txt'))
  })

  if (isWritten)
    it('becomes these files', async () => {
      const { decks, files: media } = nameMedia([{ deck, files }])
      const collection = allRows(
        decks.map((each) => plan(each)),
        { media }
      )
      await expect(asText(collection)).toMatchFileSnapshot(expected('collection.json'))
      await expect(await written(deck, files, 'csv')).toMatchFileSnapshot(expected('deck.csv'))
      await expect(await written(deck, files, 'json')).toMatchFileSnapshot(expected('deck.json'))
    })

  it('is expected to become nothing else', () => {
    expect([...outputs, 'diagnostics.txt']).toEqual(expect.arrayContaining(fixtures.files(name)))
  })
})

async function written(
  deck: Deck,
  files: ReadonlyMap<string, Uint8Array>,
  format: 'csv' | 'json'
): Promise<string> {
  return String((await exportDeck(deck, format, { media: (path) => files.get(path) })).content)
}

/** A collection in few lines: what is the same for every deck is tested elsewhere. */
function asText({ col, notes, cards }: AllRows): string {
  const presets = Object.values(JSON.parse(col.dconf) as Record<string, Preset>)
  const decks = Object.values(JSON.parse(col.decks) as Record<string, AnkiDeck>)
  const rows = {
    crt: col.crt,
    presets: presets.map(({ name, new: { delays, ints } }) => ({ name, delays, ints })),
    decks: decks.map(({ id, name, conf, desc }) => {
      return { id, name, preset: presets.find(({ id }) => id === conf)?.name, desc }
    }),
    notes: notes.map(({ flds, ...note }) => ({ ...note, flds: named(flds) })),
    cards
  }
  return `${JSON.stringify(rows, undefined, 2)}\n`
}

interface Preset {
  readonly id: number
  readonly name: string
  readonly new: { readonly delays: readonly number[]; readonly ints: readonly number[] }
}

interface AnkiDeck {
  readonly id: number
  readonly name: string
  readonly conf: number
  readonly desc: string
}

/** The fields that hold something. */
function named(flds: NoteRow['flds']): Record<string, string> {
  const values = flds.split('\u001f')
  const names = fieldNamesOf[values.length > fieldNamesOf.basic.length ? 'optional-reversed' : 'basic']
  expect(values).toHaveLength(names.length)
  return Object.fromEntries(names.flatMap((name, at) => (values[at] ? [[name, values[at]]] : [])))
}
