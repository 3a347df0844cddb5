import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Card, Deck, PlanOptions } from '../../src/index'
import { daysOf, plan } from '../../src/plan/plan'
import { shared } from '../shared'
import { type Anki, ankiHere, oldestAndNewest, startAnki } from './anki'
import { bothBoxes, deckOf, inDeckOrder, markdownOf, range, useBuilds } from './build'

const lastDay = 45

/** Schedules of one to eight reviews: the same ones each time, and no two alike. */
function generated(count: number): readonly (readonly number[])[] {
  const found = new Map<string, readonly number[]>()
  let state = 20_240_816
  const random = (below: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31
    return Math.floor((state / 2 ** 31) * below)
  }
  while (found.size < count) {
    const days = new Set(range(1 + random(8)).map(() => 1 + random(lastDay)))
    const ladder = [...days].sort((one, other) => one - other)
    found.set(ladder.join(), ladder)
  }
  return [...found.values()]
}

const ladders = generated(200)
const decks: readonly (readonly [string, Deck])[] = [
  [
    '200 generated',
    deckOf(
      markdownOf(
        'Generated',
        ladders.map((days) => ({ front: `Days ${days}`, days }))
      )
    )
  ],
  ...(shared.here
    ? ['seed', 'decks'].flatMap((folder) =>
        shared.files(folder, '.md').map((file) => [file, deckOf(shared.read(file))] as const)
      )
    : [])
]

const growing: readonly (readonly [string, Deck])[] = [
  [
    'written here',
    deckOf(`# Flashcards: Growing

### Card 1 of 2 | Easy
#### Front
Which?
#### Back
This

### Card 2 of 2 | Hard
#### Front
Which else?
#### Back
That

## Review Schedule

| Card | Initial Interval | Difficulty Multiplier |
|---|---|---|
| Card 1 | 4 days | 2.5x |
| Card 2 | 1 day | 1.3x |
`)
  ],
  ...decks.filter(([, { cards }]) => cards.some(({ schedule }) => schedule?.kind === 'growth'))
]

/** A card of a schedule by interval and multiplier, as Anki has it: its ease in thousandths. */
function reviewOf({ schedule }: Card) {
  if (schedule?.kind !== 'growth') throw new Error('a card without an interval and a multiplier')
  const { firstInterval, multiplier } = schedule
  return {
    type: 2,
    queue: 2,
    ivl: firstInterval,
    factor: Math.round(multiplier * 1000),
    inDays: firstInterval
  }
}

/** What is asked of Anki: the days of a plan, of a review card the first. */
function expectedDays(deck: Deck, options: PlanOptions): readonly (readonly number[])[] {
  return plan(deck, options).cards.map((card) => daysOf(card.plan))
}

const table: string[] = []
afterAll(() => {
  if (table.length > 0) process.stdout.write(`\nfollowed to the day, of all:\n${table.join('\n')}\n`)
})

describe.skipIf(!ankiHere).each(oldestAndNewest)('every schedule in Anki %s', (version) => {
  const build = useBuilds()
  let anki: Anki

  beforeAll(() => {
    anki = startAnki({ version })
  })
  afterAll(() => anki.close())

  describe.each([{ fsrs: false }, { fsrs: true }])('FSRS $fsrs', ({ fsrs }) => {
    it('arrives as the interval and the ease that a deck writes', async () => {
      for (const [name, deck] of growing) {
        const collection = await anki.open({ fsrs, ageDays: 400 })
        await collection.importPackage(await build(deck, 'apkg'), bothBoxes)
        const cards = inDeckOrder(deck, (await collection.dump()).cards)
        expect([
          name,
          cards.map(({ type, queue, ivl, factor, inDays }) => ({ type, queue, ivl, factor, inDays }))
        ]).toEqual([name, deck.cards.map(reviewOf)])
      }
    })

    it.each([
      { scheduling: false, presets: false },
      { scheduling: true, presets: false },
      { scheduling: false, presets: true }
    ])(
      'is followed from the first study day when the boxes are ticked in a second import: %o',
      async (boxes) => {
        const [, deck] = decks[0]!
        const path = await build(deck, 'apkg')
        const collection = await anki.open({ fsrs })
        await collection.importPackage(path, boxes)
        expect(await collection.importPackage(path, bothBoxes)).toMatchObject({ new: 0 })
        // What came in with its day keeps it; a new card begins with the first study.
        const expected = ladders.map((days) => (boxes.scheduling ? days : [0, ...days]))
        const studied = inDeckOrder(deck, await collection.study({ days: lastDay + 1 }))
        expect(studied.map(({ days }, index) => days.slice(0, expected[index]!.length))).toEqual(expected)
      }
    )

    describe.each([{ ageDays: 0 }, { ageDays: 400 }])('$ageDays days old', ({ ageDays }) => {
      it.each(['import', 'dated'])(
        'is followed to the day, start: %s',
        async (start) => {
          for (const [name, deck] of decks) {
            const collection = await anki.open({ fsrs, ageDays })
            const options = start === 'import' ? {} : { start: collection.today }
            await collection.importPackage(await build(deck, 'apkg', options), bothBoxes)
            const expected = expectedDays(deck, options)
            const last = Math.max(...expected.flat(), 0)
            const studied = inDeckOrder(deck, await collection.study({ days: last + 1 }))
            const wrong = studied.filter(({ days }, index) => {
              const planned = expected[index]!
              return planned.length > 0 && planned.join() !== days.slice(0, planned.length).join()
            })
            const all = expected.filter((days) => days.length > 0).length
            table.push(
              `${version} FSRS ${fsrs} ${ageDays} days old, ${start}: ${name}: ${all - wrong.length} / ${all}`
            )
            expect(wrong).toEqual([])
            await collection.close()
          }
        },
        120_000
      )
    })
  })
})
