import { describe, expect, it } from 'vitest'
import type { Deck } from '../../src/index'
import { plan } from '../../src/plan/plan'
import { shared } from '../shared'
import { ankiHere, ankiVersions, type Dump, useAnki } from './anki'
import { bothBoxes, deckOf, inDeckOrder, markdownOf, seed, useBuilds } from './build'

/** Texts that a CSV file could get wrong. */
const cells = [
  { front: '\\# is a comment', back: 'a "quoted" word, and another' },
  { front: 'semi; colon\ttab', back: '```\nline 1\n\n"line 3",\n#line 4\n```' },
  { front: '[sound:x.mp3] {{c1::x}}', back: '<b>bold</b> & &amp;lt;' },
  { front: '=1+1', back: '- one\n- two' }
].map((card) => ({ ...card, days: [1, 3] }))

describe.skipIf(!ankiHere).each(ankiVersions)('CSV in Anki %s', (version) => {
  const build = useBuilds()
  const decks = [deckOf(markdownOf('Cells::In text', cells)), ...(shared.here ? [seed.read()] : [])]
  const anki = useAnki(version)

  describe.each(decks.map((deck) => ({ name: deck.name, deck })))('$name', ({ deck }) => {
    const count = deck.cards.length

    it('says nothing new to a collection that has the package', async () => {
      const collection = await anki.open()
      await collection.importPackage(await build(deck, 'apkg'), bothBoxes)
      await collection.study({ days: 5 })
      // What Anki finds to mend of its own is not the file's doing.
      await collection.check()
      const before = await collection.dump()
      expect(await collection.importCsv(await build(deck, 'csv'))).toMatchObject({
        new: 0,
        updated: 0,
        duplicate: count
      })
      expect(await collection.check()).toEqual({ ok: true, problems: expect.any(String) })
      expect(await collection.dump()).toEqual(before)
    })

    it('brings a changed answer and another tag, and keeps what was learnt', async () => {
      const [first, ...others] = deck.cards
      const changed = { ...first!, back: { ...first!.back, html: '<p>Another</p>' }, tags: ['other'] }
      const collection = await anki.open()
      await collection.importPackage(await build(deck, 'apkg'), bothBoxes)
      await collection.study({ days: 5 })
      const before = await collection.dump()
      const csv = await build({ ...deck, cards: [changed, ...others] }, 'csv')
      expect(await collection.importCsv(csv)).toMatchObject({ new: 0, updated: 1, duplicate: count - 1 })
      const after = await collection.dump()
      expect({ ...after, notes: [] }).toEqual({ ...before, notes: [] })
      expect(inDeckOrder(deck, after.notes)[0]).toMatchObject({
        fields: { Back: '<p>Another</p>' },
        tags: ['other']
      })
    })

    it('brings the notes that the package brings, where the note type is known', async () => {
      const packaged = await anki.open()
      await packaged.importPackage(await build(deck, 'apkg'), bothBoxes)
      const other = await build(deckOf(markdownOf('Other', [{ front: 'Another deck’s' }])), 'apkg')
      const collection = await anki.open()
      await collection.importPackage(other, bothBoxes)
      expect(await collection.importCsv(await build(deck, 'csv'))).toMatchObject({
        new: count,
        found_notes: count,
        missing_notetype: 0,
        missing_deck: 0
      })
      expect(await collection.check()).toEqual({ ok: true, problems: expect.any(String) })
      expect(contents(deck, await collection.dump())).toEqual(contents(deck, await packaged.dump()))
    })

    it('brings nothing to a collection that lacks the note type', async () => {
      const collection = await anki.open()
      expect(await collection.importCsv(await build(deck, 'csv'))).toMatchObject({
        new: 0,
        missing_notetype: count
      })
      expect((await collection.dump()).notes).toEqual([])
    })

    it('is taken with a note type of the learner’s choice in its basic layout', async () => {
      const collection = await anki.open()
      const csv = await build(deck, 'csv', { options: { layout: 'basic' } })
      const log = await collection.importCsv(csv, 'Basic')
      expect(log).toMatchObject({ new: count, found_notes: count, missing_notetype: 0 })
      const { notes, cards } = await collection.dump()
      expect(notes.map(({ noteType, fields, tags }) => ({ noteType, fields, tags }))).toEqual(
        deck.cards.map(({ front, back, tags }) => ({
          noteType: 'Basic',
          fields: { Front: front.html, Back: back.html },
          tags
        }))
      )
      const planned = plan(deck).cards.map((card) => card.deck)
      expect(cards.map((card) => card.deck)).toEqual(planned)
      expect(await collection.check()).toEqual({ ok: true, problems: expect.any(String) })
      expect(await collection.importCsv(csv, 'Basic')).toMatchObject({ new: 0 })
    })
  })
})

/** What there is of the notes but their schedule and ids. */
function contents(deck: Deck, { notes }: Dump) {
  return inDeckOrder(deck, notes).map(({ noteType, fields, tags, cards }) => ({
    noteType,
    fields,
    tags,
    decks: cards.map((card) => card.deck)
  }))
}
