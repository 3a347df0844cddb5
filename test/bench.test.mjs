import { expect, it } from 'vitest'
import { cardOf } from '../bench/card.mjs'
import { complaints, noiseOf } from '../bench/check.mjs'
import { deckOf } from '../bench/deck.mjs'
import { htmlOf } from '../bench/html.mjs'
import { shapes } from '../bench/shapes.mjs'
import { compile } from '../src'

const deck = (count) => [...deckOf(count)].join('')

it('makes the same deck of the same count', () => {
  expect(deck(20)).toBe(deck(20))
  expect(cardOf(7)).toEqual(cardOf(7))
  expect(cardOf(7)).not.toEqual(cardOf(8))
})

it('makes decks that have no findings', () => {
  const { deck: compiled, diagnostics } = compile(deck(60))
  expect(diagnostics).toEqual([])
  expect(compiled?.cards).toHaveLength(60)
})

it('makes the same cards as HTML', () => {
  const cards = JSON.parse([...htmlOf(20)].join(''))
  expect(cards).toHaveLength(20)
  expect(cards[0].front).toContain(cardOf(1).concept)
})

it.each(Object.keys(shapes))('has a deck of any size of: %s', (name) => {
  const [few, many] = [10, 40].map((size) => shapes[name](size))
  expect(many.length / few.length).toBeGreaterThan(2)
  const { deck, diagnostics } = compile(many)
  expect(deck?.cards.length ?? diagnostics.length).toBeGreaterThan(0)
})

const recorded = { time: { min: 0.9, median: 1, max: 1.3 } }

it.each([
  ['as recorded', { time: { min: 1, median: 1, max: 1 } }, 0],
  ['worse within noise', { time: { min: 1, median: 1.19, max: 1.4 } }, 0],
  ['worse by more than noise', { time: { min: 1, median: 1.21, max: 1.4 } }, 1],
  ['better', { time: { min: 0.1, median: 0.2, max: 0.3 } }, 0]
])('of a ratio %s says so or nothing', (_, now, count) => {
  expect(complaints('row', {}, now, recorded)).toHaveLength(count)
})

it('says what is over its bar, recorded or not', () => {
  expect(complaints('row', { MB: 20 }, { MB: 20 })).toEqual([])
  expect(complaints('row', { MB: 20 }, { MB: 21 })).toEqual(['row, MB: 21.00 is over the bar of 20'])
  expect(complaints('row', { time: 1.1 }, recorded)).toEqual([])
  expect(complaints('row', { time: 0.9 }, recorded)).toHaveLength(1)
})

it('says of a bar that was not kept before only what has become worse', () => {
  expect(complaints('row', { time: 0.9 }, { time: 1.1 }, recorded)).toEqual([])
  expect(complaints('row', { time: 0.9 }, { time: 1.3 }, recorded)).toHaveLength(1)
  expect(complaints('row', { time: 1.05 }, { time: 1.1 }, recorded)).toHaveLength(1)
})

it('takes a single pair for less certain than many', () => {
  expect(noiseOf({ min: 1, median: 1, max: 1 })).toBeGreaterThan(noiseOf({ min: 0.99, median: 1, max: 1.01 }))
})
