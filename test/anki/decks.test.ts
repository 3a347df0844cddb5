import { describe, expect, it } from 'vitest'
import type { Deck } from '../../src/index'
import { ankiHere, ankiVersions, useAnki } from './anki'
import { allBoxes, bothBoxes, deckOf, inDeckOrder, markdownOf, range, useBuilds } from './build'

describe.skipIf(!ankiHere).each(ankiVersions)('decks in Anki %s', (version) => {
  const build = useBuilds()
  const anki = useAnki(version)

  /** What a learner has after importing decks as one package. */
  async function imported(decks: readonly Deck[], boxes = bothBoxes) {
    const collection = await anki.open()
    const count = decks.flatMap(({ cards }) => cards).length
    const log = await collection.importPackage(await build(decks, 'apkg'), boxes)
    expect(log).toMatchObject({ new: count, duplicate: 0, conflicting: 0 })
    expect(await collection.check()).toEqual({ ok: true, problems: expect.any(String) })
    const { decks: found, cards } = await collection.dump()
    return {
      collection,
      presets: Object.fromEntries(found.map(({ name, preset }) => [name, preset])),
      decksOf: (deck: Deck) => inDeckOrder(deck, cards).map((card) => card.deck)
    }
  }

  it('come several to a package, each with its own days', async () => {
    const [rivers, lakes] = [deck('Rivers', [1, 3]), deck('Lakes', [2, 4])]
    const { collection, presets, decksOf } = await imported([rivers, lakes])
    expect(Object.keys(presets)).toEqual(expect.arrayContaining(['Default', 'Rivers', 'Lakes']))
    expect(decksOf(rivers)[0]).toMatch(/^Rivers/)
    expect(decksOf(lakes)[0]).toMatch(/^Lakes/)
    expect(presets[decksOf(rivers)[0]!]).toBe('md2anki Days 1-3')
    expect(presets[decksOf(lakes)[0]!]).toBe('md2anki Days 2-4')
    const studied = await collection.study({ days: 5 })
    expect(inDeckOrder(rivers, studied)[0]!.days).toEqual([1, 3])
    expect(inDeckOrder(lakes, studied)[0]!.days).toEqual([2, 4])
  })

  it.each([
    ['the same', 'Rivers', 'Rivers'],
    ['one but for case', 'Rivers', 'RIVERS'],
    ['one but for the form of an accent', 'Flüsse', 'Flüsse'.normalize('NFD')]
  ])('whose names are %s are one, with a subdeck for each schedule', async (_, one, other) => {
    const decks = [deck(one, [1, 3], 'a'), deck(other, [2, 4], 'b')]
    const { collection, presets, decksOf } = await imported(decks)
    expect(presets).toEqual({
      Default: 'Default',
      [one]: 'md2anki',
      [`${one}::Days 1-3`]: 'md2anki Days 1-3',
      [`${one}::Days 2-4`]: 'md2anki Days 2-4'
    })
    expect(decks.flatMap(decksOf)).toEqual([`${one}::Days 1-3`, `${one}::Days 2-4`])
    const studied = await collection.study({ days: 5 })
    expect(decks.map((each) => inDeckOrder(each, studied)[0]!.days)).toEqual([
      [1, 3],
      [2, 4]
    ])
  })

  it('whose names differ in blanks alone are one', async () => {
    const decks = [deck('Nature::Rivers', [1, 3], 'a'), deck('Nature :: Rivers', [1, 3], 'b')]
    const { presets, decksOf } = await imported(decks)
    const [one, other] = decks.flatMap(decksOf)
    expect(other).toBe(one)
    expect(
      Object.keys(presets)
        .slice(1)
        .every((name) => /^Nature(?:::Rivers(?:::Days 1-3)?)?$/.test(name))
    ).toBe(true)
  })

  it('that share a name and a question cannot be in one package', async () => {
    const decks = [deck('Rivers', [1, 3], 'same'), deck('Rivers', [2, 4], 'same')]
    await expect(build(decks, 'apkg')).rejects.toThrow('Two decks hold the card')
  })

  it('that grow by a card with other days keep the days of the cards before', async () => {
    const before = deckOf(markdownOf('Rivers', [{ front: 'a', days: [1, 3, 7] }]))
    const after = deckOf(
      markdownOf('Rivers', [
        { front: 'a', days: [1, 3, 7] },
        { front: 'b', days: [2, 5] }
      ])
    )
    const { collection } = await imported([before])
    const first = await collection.study({ days: 2 })
    await collection.importPackage(await build(after, 'apkg'), bothBoxes)
    const later = inDeckOrder(after, await collection.study({ days: 6 }))
    expect(inDeckOrder(before, first)[0]!.days).toEqual([1])
    expect(later.map(({ days }) => days)).toEqual([
      [3, 7],
      [4, 7]
    ])
  })

  it('stand under those that their names say', async () => {
    const river = deck('Nature::Water::Rivers', [1, 3])
    const { collection, presets, decksOf } = await imported([river])
    expect(presets).toMatchObject({ Nature: 'Default', 'Nature::Water': 'Default' })
    expect(decksOf(river)[0]).toMatch(/^Nature::Water::Rivers/)
    expect(presets[decksOf(river)[0]!]).toBe('md2anki Days 1-3')
    const { decks } = await collection.dump()
    expect(decks.filter(({ collapsed }) => collapsed).map(({ name }) => name)).toEqual(['Default'])
  })

  it.each(['A :: B', 'A::::B', '::A', 'A::', '"A" & <B>', 'Default', 'default', 'A\\B', '  A'])(
    'may be called %j',
    async (name) => {
      const odd = { ...deck('Odd', [1, 3]), name }
      const { collection, presets, decksOf } = await imported([odd])
      expect(presets[decksOf(odd)[0]!]).toBe('md2anki Days 1-3')
      expect(inDeckOrder(odd, await collection.study({ days: 4 }))[0]!.days).toEqual([1, 3])
    }
  )

  it('keep cards without a schedule apart, as new ones', async () => {
    const mixed = deckOf(
      markdownOf('Mixed', [{ front: 'a', days: [1, 3] }, { front: 'b' }, { front: 'c', days: [1, 3] }])
    )
    const { collection, presets, decksOf } = await imported([mixed])
    expect(presets).toEqual({
      Default: 'Default',
      Mixed: 'md2anki with new cards',
      'Mixed::Days 1-3': 'md2anki Days 1-3'
    })
    expect(decksOf(mixed)).toEqual(['Mixed::Days 1-3', 'Mixed', 'Mixed::Days 1-3'])
    const studied = inDeckOrder(mixed, await collection.study({ days: 4 }))
    expect(studied.map(({ days }) => days.slice(0, 2))).toEqual([
      [1, 3],
      [0, 0],
      [1, 3]
    ])
  })

  it('without any schedule ask nothing of Anki', async () => {
    const plain = deckOf(markdownOf('Plain', [{ front: 'a' }, { front: 'b' }]))
    for (const boxes of allBoxes) {
      const { collection, presets } = await imported([plain], boxes)
      expect(presets).toEqual({ Default: 'Default', Plain: 'Default' })
      expect((await collection.dump()).presets).toHaveLength(1)
      expect(await collection.queue('Plain')).toEqual(plain.cards.map(({ guid }) => guid))
    }
  })

  it('of 300 due cards show all of them on their day, studied from the parent', async () => {
    const { many, collection } = await importedMany('Many')
    const studied = inDeckOrder(many, await collection.study({ days: 5, decks: ['Many'] }))
    expect(studied.map(({ days }) => days)).toEqual(
      many.cards.map(({ schedule }) => schedule?.kind === 'days' && schedule.days)
    )
  })

  it('leave the limit of a deck above them to the learner', async () => {
    const { collection } = await importedMany('Top::Many')
    const studied = await collection.study({ days: 2, decks: ['Top'] })
    expect(studied.filter(({ days }) => days.includes(1))).toHaveLength(200)
  })

  async function importedMany(title: string) {
    const cards = range(300).map((index) => ({ front: `Card ${index}`, days: index % 2 ? [1, 3] : [1, 4] }))
    const many = deckOf(markdownOf(title, cards))
    return { many, ...(await imported([many])) }
  }
})

/** A deck of one card, whose question is the deck's own. */
function deck(title: string, days: readonly number[], front = title): Deck {
  return deckOf(markdownOf(title, [{ front, days }]))
}
