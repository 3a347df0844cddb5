import { beforeAll, describe, expect, it } from 'vitest'
import { fieldNames, noteFields, noteTypeNames } from '../../src/anki/note'
import type { Deck } from '../../src/index'
import { plan } from '../../src/plan/plan'
import { shared } from '../shared'
import { ankiHere, ankiVersions, type DumpedNote, type DumpedPreset, useAnki } from './anki'
import { allBoxes, bothBoxes, inDeckOrder, seed, useBuilds } from './build'

const subdecks = [
  'Transformers::Days 1-3-7',
  'Transformers::Days 1-3-7',
  'Transformers::Days 1-4-10',
  'Transformers::Days 2-5-12',
  'Transformers::Days 3-7-14'
]

const day = 1440
const presets = [
  { name: 'md2anki', steps: [1, 10] },
  { name: 'md2anki Days 1-3-7', steps: [10, day, 2 * day, 4 * day] },
  { name: 'md2anki Days 1-4-10', steps: [10, day, 3 * day, 6 * day] },
  { name: 'md2anki Days 2-5-12', steps: [10, 2 * day, 3 * day, 7 * day] },
  { name: 'md2anki Days 3-7-14', steps: [10, 3 * day, 4 * day, 7 * day] }
]

describe.skipIf(!ankiHere || !shared.here).each(ankiVersions)('the seed deck in Anki %s', (version) => {
  const build = useBuilds()
  const anki = useAnki(version)
  let deck: Deck
  let path: string

  beforeAll(async () => {
    deck = seed.read()
    path = await build(deck, 'apkg')
  })

  describe.each(allBoxes)('with scheduling $scheduling and presets $presets', (boxes) => {
    it('comes in whole', async () => {
      const collection = await anki.open()
      const log = await collection.importPackage(path, boxes)
      expect(log).toMatchObject({ new: 5, updated: 0, duplicate: 0, conflicting: 0 })
      expect(await collection.check()).toEqual({ ok: true, problems: expect.any(String) })
      const { notes, cards, media } = await collection.dump()
      const inOrder = inDeckOrder(deck, notes)
      expect(notes.map(({ noteType }) => noteType)).toEqual(Array(5).fill(noteTypeNames.basic))
      expect(inOrder.map(({ fields }) => Object.keys(fields))).toEqual(Array(5).fill(fieldNames))
      expect(inOrder.map(({ fields }) => fields)).toEqual(
        plan(deck).cards.map((card) => noteFields(card, deck))
      )
      expect(inOrder.map(({ tags }) => tags)).toEqual(
        ['easy', 'easy', 'medium', 'medium', 'hard'].map((word) => [`difficulty::${word}`])
      )
      expect(inDeckOrder(deck, cards).map((card) => card.deck)).toEqual(subdecks)
      expect(media).toEqual([])
    })

    it('brings its decks, open and explained, and its presets when they are ticked', async () => {
      const collection = await anki.open()
      await collection.importPackage(path, boxes)
      const { decks, presets: found } = await collection.dump()
      const ours = decks.filter(({ name }) => name !== 'Default')
      expect(ours.map(({ name }) => name)).toEqual(['Transformers', ...new Set(subdecks)])
      expect(ours.map(({ preset }) => preset)).toEqual(
        boxes.presets ? presets.map(({ name }) => name) : Array(5).fill('Default')
      )
      for (const { collapsed, markdown, description } of ours)
        expect({ collapsed, markdown, description }).toEqual({
          collapsed: false,
          markdown: true,
          description: expect.stringMatching(/come up \*\*.+\*\*.*with both .* ticked/)
        })
      expect(byName(found.filter(({ name }) => name !== 'Default'))).toEqual(
        boxes.presets
          ? presets.map((preset) =>
              expect.objectContaining({
                ...preset,
                reviewsPerDay: 9999,
                buryNew: false,
                buryReviews: false,
                buryLearning: false
              })
            )
          : []
      )
    })
  })

  it('leaves the preset of the learner’s own decks alone', async () => {
    const collection = await anki.open()
    const before = await collection.dump()
    await collection.importPackage(path, bothBoxes)
    const after = await collection.dump()
    expect(after.presets.find(({ name }) => name === 'Default')).toEqual(before.presets[0])
    expect(after.decks.find(({ name }) => name === 'Default')).toEqual(before.decks[0])
  })

  it('changes nothing when it comes in again', async () => {
    const collection = await anki.open()
    await collection.importPackage(path, bothBoxes)
    await collection.study({ days: 5 })
    const before = await collection.dump()
    expect(await collection.importPackage(path, bothBoxes)).toMatchObject({
      new: 0,
      updated: 0,
      duplicate: 5
    })
    expect(await collection.check()).toEqual({ ok: true, problems: expect.any(String) })
    expect(await collection.dump()).toEqual(before)
  })

  it('updates what was changed later, and keeps what was learnt', async () => {
    const [changed, ...others] = answered(deck, 'Another answer').cards
    const later = { ...deck, date: '2026-01-08', cards: [changed!] }
    const update = await build([later, { ...deck, cards: others }], 'apkg')

    const collection = await anki.open()
    await collection.importPackage(path, bothBoxes)
    await collection.study({ days: 5 })
    const before = await collection.dump()
    expect(await collection.importPackage(update, bothBoxes)).toMatchObject({
      new: 0,
      updated: 1,
      duplicate: 4
    })
    expect(await collection.check()).toEqual({ ok: true, problems: expect.any(String) })
    const after = await collection.dump()
    expect({ ...after, notes: [] }).toEqual({ ...before, notes: [] })
    expect(after.cards.filter(({ reps }) => reps > 0)).toHaveLength(5)
    expect(backs(deck, after.notes)).toEqual(['Another answer', ...others.map(({ back }) => back.html)])
  })

  it.each([
    { modified: new Date('2026-01-07T12:00:01Z'), first: 'Another answer' },
    { modified: new Date('2026-01-07T12:00:00Z'), first: undefined }
  ])('takes a file of $modified for what it says', async ({ modified, first }) => {
    const update = await build(answered(deck, 'Another answer'), 'apkg', { modified })
    const collection = await anki.open()
    await collection.importPackage(path, bothBoxes)
    await collection.study({ days: 5 })
    const before = await collection.dump()
    expect(await collection.importPackage(update, bothBoxes)).toMatchObject({ new: 0, conflicting: 0 })
    const after = await collection.dump()
    expect(after.cards).toEqual(before.cards)
    expect(backs(deck, after.notes)[0]).toEqual(first ?? backs(deck, before.notes)[0])
  })

  it('follows the ladder when the boxes were forgotten and the file comes in again', async () => {
    const collection = await anki.open()
    await collection.importPackage(path, { scheduling: false, presets: false })
    expect(await collection.importPackage(path, bothBoxes)).toMatchObject({ new: 0, duplicate: 5 })
    const { decks } = await collection.dump()
    expect(decks.map(({ preset }) => preset)).toEqual(['Default', ...presets.map(({ name }) => name)])
    const days = inDeckOrder(deck, await collection.study({ days: 15 })).map((card) => card.days.slice(0, 4))
    expect(days).toEqual(seed.days.map((planned) => [0, ...planned]))
  })
})

/** The deck with another answer to its first question. */
function answered(deck: Deck, html: string): Deck {
  const [first, ...others] = deck.cards
  return { ...deck, cards: [{ ...first!, back: { ...first!.back, html } }, ...others] }
}

function backs(deck: Deck, notes: readonly DumpedNote[]): readonly (string | undefined)[] {
  return inDeckOrder(deck, notes).map(({ fields }) => fields['Back'])
}

function byName(presets: readonly DumpedPreset[]): DumpedPreset[] {
  return presets.toSorted((one, other) => (one.name < other.name ? -1 : 1))
}
