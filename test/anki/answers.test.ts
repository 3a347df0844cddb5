import { describe, expect, it } from 'vitest'
import type { Strategy } from '../../src/index'
import { ankiHere, type Ease, oldestAndNewest, useAnki } from './anki'
import { bothBoxes, deckOf, inDeckOrder, markdownOf, useBuilds } from './build'

const again: Ease = 1
const hard: Ease = 2
const easy: Ease = 4

/** What docs/schedule.md says of answers other than Good, and of late ones. */
describe.skipIf(!ankiHere).each(oldestAndNewest)('days 1, 4, 9, 20 in Anki %s', (version) => {
  const build = useBuilds()
  const anki = useAnki(version)
  const deck = deckOf(markdownOf('Ladder', [{ front: 'A question', days: [1, 4, 9, 20] }]))

  /** The days of a card's reviews, when it is answered once so on a day, and with Good before and after it. */
  async function daysWhen(answer: { day: number; ease?: Ease }, fsrs: boolean, schedule: Strategy = 'exact') {
    const collection = await anki.open({ fsrs })
    await collection.importPackage(await build(deck, 'apkg', { schedule }), bothBoxes)
    const days: number[] = []
    const study = async (count: number, ease?: Ease) => {
      const plan = { days: count, ...(ease && { ease }) }
      days.push(...inDeckOrder(deck, await collection.study(plan))[0]!.days)
    }
    await study(answer.day)
    if (answer.ease) await study(1, answer.ease)
    else await collection.passDays(2)
    const [card] = inDeckOrder(deck, (await collection.dump()).cards)
    await study(30)
    await collection.close()
    return { days, card: card! }
  }

  describe.each([{ fsrs: false }, { fsrs: true }])('FSRS $fsrs', ({ fsrs }) => {
    it.each([
      { day: 1, days: [1, 1, 2, 5, 10, 21] },
      { day: 4, days: [1, 4, 4, 5, 8, 13, 24] },
      { day: 9, days: [1, 4, 9, 9, 10, 13, 18, 29] }
    ])('Again on day $day begins the ladder anew on that day', async ({ day, days }) => {
      expect((await daysWhen({ day, ease: again }, fsrs)).days.slice(0, days.length)).toEqual(days)
    })

    it.each([
      { day: 1, days: [1, 2, 5, 10, 21] },
      { day: 4, days: [1, 4, 7, 12, 23] },
      { day: 9, days: [1, 4, 9, 14, 25] },
      { day: 20, days: [1, 4, 9, 20, 31] }
    ])('Hard on day $day repeats the gap that led there', async ({ day, days }) => {
      expect((await daysWhen({ day, ease: hard }, fsrs)).days.slice(0, days.length)).toEqual(days)
    })

    it.each([1, 4, 9, 20])('Easy on day %i ends the ladder: Anki takes over', async (day) => {
      const { card } = await daysWhen({ day, ease: easy }, fsrs)
      expect(card).toMatchObject({ type: 2, queue: 2 })
      expect(card.ivl).toBeGreaterThan(fsrs ? 1 : 20)
    })

    it.each([
      { day: 1, days: [3, 6, 11, 22] },
      { day: 4, days: [1, 6, 11, 22] },
      { day: 20, days: [1, 4, 9, 22] }
    ])('two days late on day $day moves what follows by as much', async ({ day, days }) => {
      expect((await daysWhen({ day }, fsrs)).days.slice(0, days.length)).toEqual(days)
    })

    it('Good on the last day graduates beyond the last gap', async () => {
      const collection = await anki.open({ fsrs })
      await collection.importPackage(await build(deck, 'apkg'), bothBoxes)
      await collection.study({ days: 21 })
      expect((await collection.dump()).cards[0]).toMatchObject({ type: 2, queue: 2 })
    })

    it('a review card goes on by itself after its first day', async () => {
      const { days, card } = await daysWhen({ day: 1, ease: hard }, fsrs, 'review')
      expect(days[0]).toBe(1)
      expect(card).toMatchObject({ type: 2, queue: 2 })
    })
  })
})
