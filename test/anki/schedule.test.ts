import { beforeAll, describe, expect, it } from 'vitest'
import type { CalendarDate, Deck } from '../../src/index'
import { shared } from '../shared'
import { ankiHere, ankiVersions, type Collection, startAnki, useAnki } from './anki'
import { bothBoxes, deckOf, inDeckOrder, markdownOf, range, seed, useBuilds } from './build'

const newest = ankiVersions[0]!
const ladders = [[1, 3, 7], [1, 2, 3, 4], [5], [1, 30], [2, 3, 40], [7, 14, 28, 35]]

describe.skipIf(!ankiHere).each(ankiVersions)('a schedule in Anki %s', (version) => {
  const build = useBuilds()
  const anki = useAnki(version)
  let deck: Deck
  let path: string

  beforeAll(async () => {
    deck = deckOf(
      markdownOf(
        'Ladders',
        ladders.map((days) => ({ front: `Days ${days}`, days }))
      )
    )
    path = await build(deck, 'apkg')
  })

  describe.each([{ fsrs: false }, { fsrs: true }])('FSRS $fsrs', ({ fsrs }) => {
    it.each([{ ageDays: 0 }, { ageDays: 400 }])(
      'is followed to the day in a collection $ageDays days old',
      async ({ ageDays }) => {
        const collection = await anki.open({ fsrs, ageDays })
        await collection.importPackage(path, bothBoxes)
        expect(await walk(collection, deck, 41, ladders)).toEqual(ladders)
      }
    )

    it('begins on its day when only the scheduling was ticked', async () => {
      const collection = await anki.open({ fsrs })
      await collection.importPackage(path, { scheduling: true, presets: false })
      const first = ladders.map(([day]) => [day])
      expect(await walk(collection, deck, 8, first)).toEqual(first)
    })

    it('begins with the first study when only the presets were ticked', async () => {
      const collection = await anki.open({ fsrs })
      await collection.importPackage(path, { scheduling: false, presets: true })
      const fromToday = ladders.map((days) => [0, ...days])
      expect(await walk(collection, deck, 41, fromToday)).toEqual(fromToday)
    })

    it('is picked up where it was when a card is studied late', async () => {
      const collection = await anki.open({ fsrs })
      await collection.importPackage(path, bothBoxes)
      await collection.passDays(10)
      const days = inDeckOrder(deck, await collection.study({ days: 8 })).map((card) => card.days)
      expect(days[0]).toEqual([10, 12, 16])
    })
  })

  it('begins anew with a card that was not known', async () => {
    const collection = await anki.open()
    await collection.importPackage(path, bothBoxes)
    const [forgotten] = inDeckOrder(deck, await collection.study({ days: 2, ease: 1 }))
    const [after] = inDeckOrder(deck, await collection.study({ days: 7 }))
    expect([forgotten!.days, after!.days]).toEqual([
      [1, 1],
      [2, 4, 8]
    ])
  })

  it('is only an order when neither was ticked', async () => {
    const collection = await anki.open()
    await collection.importPackage(path, { scheduling: false, presets: false })
    const cards = inDeckOrder(deck, (await collection.dump()).cards)
    expect(cards.map(({ type, queue }) => ({ type, queue }))).toEqual(Array(6).fill({ type: 0, queue: 0 }))
    expect(cards.map(({ due }) => due)).toEqual(cards.map(({ due }) => due).toSorted((a, b) => a - b))
  })

  describe.each([{ ageDays: 0 }, { ageDays: 400 }])('started by date, $ageDays days old', ({ ageDays }) => {
    it.each([-40, -3, 0, 1, 90])('has its days in the calendar: %i days from today', async (offset) => {
      const collection = await anki.open({ ageDays })
      const start = addDays(collection.today, offset)
      await collection.importPackage(await build(deck, 'apkg', { start }), bothBoxes)
      const cards = inDeckOrder(deck, (await collection.dump()).cards)
      expect(cards.map(({ inDays }) => inDays)).toEqual(ladders.map(([day]) => day! + offset))
    })

    it('is followed to the day', async () => {
      const collection = await anki.open({ ageDays })
      const start = addDays(collection.today, 3)
      await collection.importPackage(await build(deck, 'apkg', { start }), bothBoxes)
      const later = ladders.map((days) => days.map((day) => day + 3))
      expect(await walk(collection, deck, 44, later)).toEqual(later)
    })
  })

  it('takes effect for review cards when the boxes were forgotten, the deck deleted, and imported anew', async () => {
    const collection = await anki.open()
    const reviews = await build(deck, 'apkg', { schedule: 'review' })
    await collection.importPackage(reviews, { scheduling: false, presets: false })
    await collection.importPackage(reviews, bothBoxes)
    expect((await collection.dump()).cards.every(({ type }) => type === 0)).toBe(true)
    await collection.deleteDeck('Ladders')
    await collection.importPackage(reviews, bothBoxes)
    const cards = inDeckOrder(deck, (await collection.dump()).cards)
    expect(cards.map(({ type, inDays }) => ({ type, inDays }))).toEqual(
      ladders.map(([day]) => ({ type: 2, inDays: day }))
    )
  })

  it.each([
    { schedule: 'exact', first: { type: 1, queue: 3, left: 3, ivl: 0, factor: 0 } },
    { schedule: 'review', first: { type: 2, queue: 2, left: 0, ivl: 1, factor: 2500 } }
  ] as const)('$schedule starts on the date that the deck says', async ({ schedule, first }) => {
    const collection = await anki.open()
    const date = addDays(collection.today, 9)
    const dated = await build({ ...deck, date }, 'apkg', { schedule, start: 'generated' })
    await collection.importPackage(dated, bothBoxes)
    const cards = inDeckOrder(deck, (await collection.dump()).cards)
    expect(cards[0]).toMatchObject({ ...first, inDays: 10 })
    expect(await collection.check()).toEqual({ ok: true, problems: expect.any(String) })
  })

  it('becomes review cards that start on their day', async () => {
    const growing = {
      ...deck.cards[0]!,
      schedule: { kind: 'growth', firstInterval: 4, multiplier: 1.7 }
    } as const
    const both = { ...deck, cards: [growing, ...deck.cards.slice(1)] }
    const reviews = await build(both, 'apkg', { schedule: 'review' })
    const first = [[4], [1], [5], [1], [2], [7]]
    for (const opening of [{ fsrs: false }, { fsrs: true, ageDays: 400 }]) {
      const collection = await anki.open(opening)
      await collection.importPackage(reviews, bothBoxes)
      const cards = inDeckOrder(deck, (await collection.dump()).cards)
      expect(cards.map(({ type, queue, ivl, factor }) => ({ type, queue, ivl, factor }))).toEqual(
        first.map(([ivl], index) => ({ type: 2, queue: 2, ivl, factor: index === 0 ? 1700 : 2500 }))
      )
      expect(new Set(cards.map((card) => card.deck))).toEqual(new Set(['Ladders']))
      expect(await walk(collection, deck, 8, first)).toEqual(first)
      expect(await collection.check()).toEqual({ ok: true, problems: expect.any(String) })
    }
  })

  describe.each([{ fsrs: false }, { fsrs: true, ageDays: 400 }])('with day 1 today, %o', (opening) => {
    const earlier = ladders.map((days) => days.map((day) => day - 1))

    it('is followed to the day', async () => {
      const collection = await anki.open(opening)
      await collection.importPackage(await build(deck, 'apkg', { dayOne: 'today' }), bothBoxes)
      expect(await walk(collection, deck, 40, earlier)).toEqual(earlier)
      expect(await collection.check()).toEqual({ ok: true, problems: expect.any(String) })
    })

    it('is followed from the first study when only the presets were ticked', async () => {
      const collection = await anki.open(opening)
      const path = await build(deck, 'apkg', { dayOne: 'today' })
      await collection.importPackage(path, { scheduling: false, presets: true })
      await collection.passDays(5)
      const fromThen = earlier.map((days) => [5, ...days.filter((day) => day > 0).map((day) => day + 5)])
      expect(await walk(collection, deck, 45, fromThen)).toEqual(fromThen)
    })
  })

  it.each([
    { fsrs: false, ageDays: 0 },
    { fsrs: true, ageDays: 400 }
  ])('goes on from what Obsidian has noted: %o', async (opening) => {
    const collection = await anki.open(opening)
    const noted = [
      { inDays: -20, ivl: 12, ease: 250 },
      { inDays: 0, ivl: 4, ease: 130 },
      { inDays: 6, ivl: 30, ease: 270 }
    ]
    const cards = noted.map(({ inDays, ivl, ease }, index) => {
      return `Question ${index}::Answer <!--SR:!${addDays(collection.today, inDays)},${ivl},${ease}-->`
    })
    const learned = deckOf(`#flashcards/Learned\n\n${cards.join('\n')}\nA new one::Answer\n`)
    await collection.importPackage(await build(learned, 'apkg'), bothBoxes)
    const dumped = inDeckOrder(learned, (await collection.dump()).cards)
    expect(dumped.map(({ type, ivl, factor, inDays }) => ({ type, ivl, factor, inDays }))).toEqual([
      ...noted.map(({ ivl, ease, inDays }) => ({ type: 2, ivl, factor: ease * 10, inDays })),
      { type: 0, ivl: 0, factor: 0, inDays: null }
    ])
    expect(await collection.check()).toEqual({ ok: true, problems: expect.any(String) })
    expect(await walk(collection, learned, 7, [[0], [0], [6], [0]])).toEqual([[0], [0], [6], [0]])
  })

  it('is nothing but an order when it is to be new', async () => {
    const collection = await anki.open()
    await collection.importPackage(await build(deck, 'apkg', { schedule: 'new' }), bothBoxes)
    const { cards, decks, presets } = await collection.dump()
    expect(inDeckOrder(deck, cards).map(({ type, queue, due }) => ({ type, queue, due }))).toEqual(
      range(6).map((index) => ({ type: 0, queue: 0, due: index + 1 }))
    )
    expect(presets.map(({ name }) => name)).toEqual(['Default'])
    expect(decks.map(({ name, description }) => ({ name, description }))).toEqual([
      { name: 'Default', description: '' },
      { name: 'Ladders', description: '' }
    ])
    expect(await collection.queue('Ladders')).toEqual(deck.cards.map(({ guid }) => guid))
  })
})

describe.skipIf(!ankiHere)('far zones', () => {
  const build = useBuilds()

  it.each(['Pacific/Kiritimati', 'Etc/GMT+12', 'America/New_York', 'Asia/Kolkata'])(
    'hold the same days: %s',
    async (TZ) => {
      const anki = startAnki({ version: newest, env: { TZ } })
      const deck = deckOf(
        markdownOf(
          'Ladders',
          ladders.map((days) => ({ front: `Days ${days}`, days }))
        )
      )
      const path = await build(deck, 'apkg')
      const first = ladders.map(([day]) => day)

      const counted = await anki.open()
      await counted.importPackage(path, bothBoxes)
      expect(inDeckOrder(deck, (await counted.dump()).cards).map(({ inDays }) => inDays)).toEqual(first)

      const dated = await anki.open({ ageDays: 400 })
      await dated.importPackage(await build(deck, 'apkg', { start: dated.today }), bothBoxes)
      expect(inDeckOrder(deck, (await dated.dump()).cards).map(({ inDays }) => inDays)).toEqual(first)
      await anki.close()
    }
  )
})

describe.skipIf(!ankiHere || !shared.here).each(ankiVersions)('the seed deck in Anki %s', (version) => {
  const build = useBuilds()
  const anki = useAnki(version)

  it.each([{ fsrs: false }, { fsrs: true }])(
    'comes up on the days of its file, FSRS $fsrs',
    async (opening) => {
      const deck = seed.read()
      const collection = await anki.open(opening)
      await collection.importPackage(await build(deck, 'apkg'), bothBoxes)
      expect(await walk(collection, deck, 40, seed.days)).toEqual(seed.days)
    }
  )

  it('is new in the order of its file when no box was ticked', async () => {
    const deck = seed.read()
    const collection = await anki.open()
    await collection.importPackage(await build(deck, 'apkg'), { scheduling: false, presets: false })
    expect(await collection.queue('Transformers')).toEqual(deck.cards.map(({ guid }) => guid))
  })
})

/** The first days on which each card came up: as many as are planned. Afterwards the days are Anki's own choice. */
async function walk(
  collection: Collection,
  deck: Deck,
  days: number,
  planned: readonly (readonly unknown[])[]
): Promise<readonly (readonly number[])[]> {
  const studied = inDeckOrder(deck, await collection.study({ days }))
  return studied.map((card, index) => card.days.slice(0, planned[index]!.length))
}

function addDays(date: CalendarDate, days: number): CalendarDate {
  const [year, month, day] = date.split('-').map(Number)
  return new Date(Date.UTC(year!, month! - 1, day! + days)).toISOString().slice(0, 10)
}
