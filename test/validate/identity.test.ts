import { describe, expect, it } from 'vitest'
import type { Deck } from '../../src'
import { derivedId, guidOf } from '../../src/model/identity'
import { type WrittenCard, written } from '../decks'

const one = (card: WrittenCard, title = 'A') => guids(written(title, [card]))[0]
const guids = ({ cards }: Deck) => cards.map(({ guid }) => guid)

describe('the GUID of a card', () => {
  it('is the same in every version: a learner’s cards hang on it', () => {
    expect(guidOf('rivers.rhine-1')).toBe('NSHxt2LoxqDx')
    expect(derivedId(['Rivers', 'Sources'])).toBe('kxsa55lmzk')
  })

  it('follows from an id alone, however it is written', () => {
    const guid = guidOf('r-1')
    expect(one({ labels: '**ID:** r-1' })).toBe(guid)
    expect(one({ labels: '**id**: r-1\n**Concept:** X', front: 'Other?' }, 'B')).toBe(guid)
    expect(one({ labels: '<!-- id: r-1 -->' }, 'C')).toBe(guid)
    expect(one({ labels: '**Concept:** X\n\n<!--ID:r-1-->' })).toBe(guid)
  })

  it('follows from deck and concept where there is no id', () => {
    const guid = one({ labels: '**Concept:** Delta', front: 'What?' })
    expect(one({ labels: '**Concept:** Delta', front: 'Which?', back: 'So.' })).toBe(guid)
    expect(one({ labels: '**Concept:** Delta' }, 'B')).not.toBe(guid)
    expect(one({ labels: '**Concept:** Mouth' })).not.toBe(guid)
  })

  it('follows from deck and front where there is no concept either', () => {
    const guid = one({ front: 'What is a delta?' })
    expect(one({ front: 'What is a delta?', back: 'So.' })).toBe(guid)
    expect(one({ front: 'What is *a* delta?' })).toBe(guid)
    expect(one({ front: 'What is the delta?' })).not.toBe(guid)
  })

  it('does not heed case, spacing, and the form of accents', () => {
    expect(one({ front: 'What  is\nCAF\u00c9?' })).toBe(one({ front: 'what is cafe\u0301?' }))
  })

  it('takes deck and concept for two names, not for one text', () => {
    expect(one({ labels: '**Concept:** b' }, 'A a')).not.toBe(one({ labels: '**Concept:** a b' }, 'A'))
  })
})

describe('cards that one concept names', () => {
  const labels = '**Concept:** Delta'

  it('are told apart by their fronts, in whatever order they stand', () => {
    const cards = [
      { labels, front: 'One?' },
      { labels, front: 'Two?' }
    ]
    const [first, second] = guids(written('A', cards))
    expect(first).not.toBe(second)
    expect(guids(written('A', cards.toReversed()))).toEqual([second, first])
  })

  it('are told apart by their order when they ask the same', () => {
    const cards = [{ labels }, { labels }, { labels }]
    expect(new Set(guids(written('A', cards))).size).toBe(3)
    expect(guids(written('A', cards))).toEqual(guids(written('A', cards)))
  })

  it('are told apart by their fronts also where one is written in capitals', () => {
    const cards = [
      { labels, front: 'One?' },
      { labels: labels.toUpperCase(), front: 'Two?' }
    ]
    expect(guids(written('A', cards.toReversed()))).toEqual(guids(written('A', cards)).toReversed())
  })
})
