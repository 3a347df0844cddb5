import { describe, expect, it } from 'vitest'
import { nearestOf } from '../src/model/nearest'

describe('nearestOf', () => {
  const words = ['title', 'deck', 'tags', 'schedule', 'id']

  it.each([
    ['titel', 'title'],
    ['Deck', 'deck'],
    ['shedul', 'schedule'],
    ['tgas', 'tags'],
    ['tasg', 'tags'],
    ['di', 'id']
  ])('takes %s for %s', (word, meant) => {
    expect(nearestOf(word, words)).toBe(meant)
  })

  it.each(['author', 'dog', 'x', 'sched', ''])('takes %j for nothing', (word) => {
    expect(nearestOf(word, words.slice(0, -1))).toBeUndefined()
  })
})
