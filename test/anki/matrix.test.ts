import { afterAll, describe, expect, it } from 'vitest'
import type { PlanOptions, Strategy } from '../../src/index'
import { addDays } from '../../src/model/days'
import { type Anki, ankiHere, type Boxes, oldestAndNewest, startAnki } from './anki'
import { allBoxes, deckOf, inDeckOrder, markdownOf, useBuilds } from './build'

const zones = ['UTC', 'Asia/Tokyo', 'America/New_York', 'Pacific/Kiritimati']
const ladders = [[1, 3, 7], [1, 2, 3, 4], [5], [2, 9, 10]]
const daysOfStudy = 13

interface Combination extends Required<Omit<PlanOptions, 'start'>> {
  readonly schedule: Strategy
  readonly boxes: Boxes
  readonly fsrs: boolean
  readonly ageDays: number
  /** The schedule starts so many days after the import, by date; nothing when it starts with the import. */
  readonly startsIn: number | undefined
}

const combinations = crossed({
  schedule: ['exact', 'review', 'new'],
  boxes: allBoxes,
  fsrs: [false, true],
  startsIn: [undefined, 2],
  dayOne: ['tomorrow', 'today'],
  ageDays: [0, 400]
} as const satisfies { [Name in keyof Combination]: readonly Combination[Name][] })

/** What the documentation promises: the first days of a ladder's card, counted from the import. */
function promised(ladder: readonly number[], { schedule, boxes, startsIn = 0, dayOne }: Combination) {
  const days = ladder.map((day) => day - (dayOne === 'today' ? 1 : 0))
  const known = days.map((day) => day + startsIn)
  if (schedule === 'new') return [0]
  if (boxes.scheduling) return schedule === 'exact' && boxes.presets ? known : known.slice(0, 1)
  return schedule === 'exact' && boxes.presets ? [0, ...days.filter((day) => day > 0)] : [0]
}

const table: string[] = []
afterAll(() => {
  if (table.length > 0) process.stdout.write(`\nas promised, of all combinations:\n${table.join('\n')}\n`)
})

describe.skipIf(!ankiHere).each(oldestAndNewest)('in Anki %s', (version) => {
  const build = useBuilds()
  const deck = deckOf(
    markdownOf(
      'Ladders',
      ladders.map((days) => ({ front: `Days ${days}`, days }))
    )
  )

  async function studied(anki: Anki, combination: Combination) {
    const { boxes, fsrs, ageDays, startsIn, schedule, dayOne } = combination
    const collection = await anki.open({ fsrs, ageDays })
    const start = startsIn === undefined ? 'import' : addDays(collection.today, startsIn)
    await collection.importPackage(await build(deck, 'apkg', { schedule, dayOne, start }), boxes)
    const cards = inDeckOrder(deck, await collection.study({ days: daysOfStudy }))
    await collection.close()
    return cards.map(({ days }) => days)
  }

  it.each(zones)(
    'a schedule does what is promised for each combination: %s',
    async (TZ) => {
      const anki = startAnki({ version, env: { TZ } })
      const wrong: unknown[] = []
      for (const combination of combinations) {
        const expected = ladders.map((ladder) => promised(ladder, combination))
        const days = (await studied(anki, combination)).map((each, at) => each.slice(0, expected[at]!.length))
        if (JSON.stringify(days) !== JSON.stringify(expected)) wrong.push({ ...combination, expected, days })
      }
      await anki.close()
      table.push(
        `${version} ${TZ}: ${combinations.length - wrong.length} / ${combinations.length} combinations of ${ladders.length} schedules`
      )
      expect(wrong).toEqual([])
    },
    300_000
  )
})

/** Every choice of one value for each name. */
function crossed<Choice>(values: { readonly [Name in keyof Choice]: readonly Choice[Name][] }): Choice[] {
  return Object.entries(values).reduce<Choice[]>(
    (choices, [name, each]) =>
      choices.flatMap((choice) => (each as unknown[]).map((value) => ({ ...choice, [name]: value }))),
    [{} as Choice]
  )
}
