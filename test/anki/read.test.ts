import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readPackage } from '../../src/anki/read'
import { ankiHere, ankiVersions, useAnki } from './anki'
import { bothBoxes, deckOf, inDeckOrder, markdownOf, useBuilds } from './build'

const deck = deckOf(
  markdownOf('Reading::Süß', [
    { front: 'A first', days: [1, 3] },
    { front: 'A second' },
    { front: 'Ångström', back: '一番', days: [2, 5] }
  ])
)

describe.skipIf(!ankiHere).each(ankiVersions)('a package that Anki %s writes', (version) => {
  const build = useBuilds()
  const anki = useAnki(version)

  it.each([{ legacy: true }, { legacy: false }])('is read as what is in the collection: %o', async (form) => {
    const own = await build(deck, 'apkg')
    const collection = await anki.open()
    await collection.importPackage(own, bothBoxes)
    const exported = `${own}.exported.apkg`
    await collection.exportPackage(exported, form)
    const { notes, cards, decks } = await collection.dump()
    const read = await readPackage(readFileSync(exported))
    expect(new Map(read.notes.map((note) => [note.guid, note.fields]))).toEqual(
      new Map(notes.map(({ guid, fields }) => [guid, fields]))
    )
    const found = read.notes.flatMap(({ guid, cards: own }) => own.map((card) => ({ guid, ...card })))
    expect(
      inDeckOrder(deck, found).map(({ id, ord, deck: name, type }) => ({ id, ord, deck: name, type }))
    ).toEqual(
      inDeckOrder(deck, cards).map(({ id, ord, deck: name, type }) => ({ id, ord, deck: name, type }))
    )
    const steps = Object.fromEntries(read.decks.map(({ name, steps: each }) => [name, each]))
    expect(steps).toMatchObject({ 'Reading::Süß::Days 1-3': [10, 1440, 2880] })
    expect(read.decks.find(({ name }) => name === 'Reading::Süß')?.description).toBe(
      decks.find(({ name }) => name === 'Reading::Süß')?.description
    )
    expect(inDeckOrder(deck, read.notes).map(({ noteType, tags }) => [noteType.name, tags])).toEqual(
      deck.cards.map(({ tags }) => ['md2anki Basic', tags])
    )
  })

  it('is read by its own rows when it is ours', async () => {
    const read = await readPackage(readFileSync(await build(deck, 'apkg')))
    expect(read.notes.map(({ guid }) => guid)).toEqual(deck.cards.map(({ guid }) => guid))
  })
})
