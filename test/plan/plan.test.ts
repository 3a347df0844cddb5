import { describe, expect, it } from 'vitest'
import { type Deck, exportDeck, type PlanOptions } from '../../src'
import { commonStart, plan } from '../../src/plan/plan'
import { deckOf, deckText, written } from '../decks'

/** A card for each schedule, with a front of its own. */
function deckOfDays(title: string, ...schedules: readonly (readonly number[])[]): Deck {
  return written(
    title,
    schedules.map((days, at) => (days.length > 0 ? { front: `${at}?`, days } : { front: `${at}?` }))
  )
}

function decksOf(deck: Deck, options?: PlanOptions): readonly string[] {
  return plan(deck, options).cards.map((card) => card.deck)
}

it('decides anew for a deck that was planned before', () => {
  const deck = deckOfDays('A', [1, 3], [2, 3])
  const options = { schedule: 'review', start: '2026-01-07' } as const
  expect(plan(plan(deck), options)).toEqual(plan(deck, options))
})

describe('the deck of a card', () => {
  it('is a subdeck named after its days', () => {
    expect(decksOf(deckOfDays('A::B', [1, 3], [2, 3], [1, 3]))).toEqual([
      'A::B::Days 1-3',
      'A::B::Days 2-3',
      'A::B::Days 1-3'
    ])
  })

  it('does not hang on the other cards: Anki never moves a card that it has', () => {
    const [alone] = decksOf(deckOfDays('A', [1, 3]))
    const [among] = decksOf(deckOfDays('A', [1, 3], [2, 3], []))
    expect(among).toBe(alone)
  })

  it('is the one that the title names for a card without a schedule', () => {
    expect(decksOf(deckOfDays('A', [1, 3], []))).toEqual(['A::Days 1-3', 'A'])
  })

  it('is the one that the title names when nothing but the order is planned, or Anki chooses the days', () => {
    const deck = deckOfDays('A', [1, 3], [2, 3])
    expect(decksOf(deck, { schedule: 'new' })).toEqual(['A', 'A'])
    expect(decksOf(deck, { schedule: 'review' })).toEqual(['A', 'A'])
  })
})

describe('a plan', () => {
  const planOf = (options: PlanOptions, schedule: Deck['cards'][number]['schedule']) => {
    const [card] = deckOfDays('A', [2, 5]).cards
    const deck = { ...deckOfDays('A', [2, 5]), cards: [{ ...card!, schedule }] }
    return plan(deck, options).cards[0]!.plan
  }
  const days = { kind: 'days', days: [2, 5] } as const
  const growth = { kind: 'growth', firstInterval: 3, multiplier: 2 } as const

  it('has a step for each day', () => {
    expect(planOf({}, days)).toEqual({ kind: 'steps', days: [2, 5] })
    expect(planOf({ schedule: 'exact' }, days)).toEqual({ kind: 'steps', days: [2, 5] })
  })

  it('makes a review of the first day where Anki chooses the others', () => {
    expect(planOf({ schedule: 'review' }, days)).toEqual({ kind: 'review', day: 2, interval: 2, ease: 2.5 })
  })

  it('lets intervals grow as they are written', () => {
    const review = { kind: 'review', day: 3, interval: 3, ease: 2 }
    expect(planOf({}, growth)).toEqual(review)
    expect(planOf({ schedule: 'review' }, growth)).toEqual(review)
  })

  it('begins a day earlier where Day 1 is the start itself', () => {
    expect(planOf({ dayOne: 'today' }, days)).toEqual({ kind: 'steps', days: [1, 4] })
    expect(planOf({ dayOne: 'tomorrow' }, days)).toEqual({ kind: 'steps', days: [2, 5] })
    const review = { kind: 'review', day: 1, interval: 2, ease: 2.5 }
    expect(planOf({ schedule: 'review', dayOne: 'today' }, days)).toEqual(review)
  })

  it('is a new card without a schedule, and where only the order is wanted', () => {
    expect(planOf({}, null)).toEqual({ kind: 'new' })
    expect(planOf({ schedule: 'review' }, null)).toEqual({ kind: 'new' })
    expect(planOf({ schedule: 'new' }, days)).toEqual({ kind: 'new' })
    expect(planOf({ schedule: 'new' }, growth)).toEqual({ kind: 'new' })
  })
})

describe('the days on which cards are due', () => {
  const dueOf = (deck: Deck, options: PlanOptions) => plan(deck, options).cards.map(({ due }) => due)
  const dated = (date: string) =>
    deckOf(deckText('A', [{ days: [1, 30] }]).replace('\n', `\n\n**Date Generated:** ${date}\n`))

  it('are not known when the start is the import', () => {
    expect(dueOf(deckOfDays('A', [1, 3]), {})).toEqual([[]])
  })

  it('count from the start, over the end of a year', () => {
    const due = ['2026-12-31', '2027-01-01', '2027-12-30']
    expect(dueOf(deckOfDays('A', [1, 2, 365]), { start: '2026-12-30' })).toEqual([due])
  })

  it('count leap days where there are some', () => {
    const deck = deckOfDays('A', [1, 2, 3])
    expect(dueOf(deck, { start: '2028-02-27' })).toEqual([['2028-02-28', '2028-02-29', '2028-03-01']])
    expect(dueOf(deck, { start: '2026-02-27' })).toEqual([['2026-02-28', '2026-03-01', '2026-03-02']])
    expect(dueOf(deck, { start: '2100-02-27' })).toEqual([['2100-02-28', '2100-03-01', '2100-03-02']])
  })

  it('count from each deck’s own date', () => {
    const planned = [dated('2026-01-07'), dated('2026-02-01')].map((deck) =>
      plan(deck, { start: 'generated' })
    )
    expect(planned.map(({ start }) => start)).toEqual(['2026-01-07', '2026-02-01'])
    expect(planned.map(({ cards }) => cards[0]!.due)).toEqual([
      ['2026-01-08', '2026-02-06'],
      ['2026-02-02', '2026-03-03']
    ])
  })

  it('are the first one only, where Anki chooses the others', () => {
    expect(dueOf(deckOfDays('A', [1, 3], []), { start: '2026-01-07', schedule: 'review' })).toEqual([
      ['2026-01-08'],
      []
    ])
  })

  it('need a date to count from', () => {
    const deck = deckOfDays('Undated', [1])
    expect(() => plan(deck, { start: 'generated' })).toThrow('Undated')
    return expect(exportDeck(deck, 'json', { start: 'generated' })).rejects.toThrow('Undated')
  })

  it.each(['2026-02-30', '2026-1-7', 'tomorrow'])('do not count from %s, which is no day', async (start) => {
    await expect(exportDeck(deckOfDays('A', [1]), 'json', { start })).rejects.toThrow(start)
  })
})

describe('cards with dates', () => {
  const learned = (due: string, reverse?: string) => {
    const reached = (day: string) => ({ due: day, interval: 12, ease: 2.5 })
    return { kind: 'learned' as const, ...reached(due), ...(reverse && { reverse: reached(reverse) }) }
  }
  const withSchedules = (...schedules: readonly Deck['cards'][number]['schedule'][]) => {
    const deck = deckOfDays('A', ...schedules.map(() => [1, 3]))
    return { ...deck, cards: deck.cards.map((card, at) => ({ ...card, schedule: schedules[at]! })) }
  }

  it('make a deck begin on the first of them, which others that count from the import have no part in', () => {
    const days = { kind: 'days', days: [1, 3] } as const
    const { start, cards } = plan(withSchedules(learned('2026-02-03'), days, learned('2026-01-30')))
    expect(start).toBe('2026-01-30')
    expect(cards.map((card) => card.plan)).toEqual([
      { kind: 'review', day: 4, interval: 12, ease: 2.5 },
      { kind: 'new' },
      { kind: 'review', day: 0, interval: 12, ease: 2.5 }
    ])
    expect(cards.map(({ deck }) => deck)).toEqual(['A', 'A', 'A'])
  })

  it('may have one for each direction', () => {
    const { start, cards } = plan(withSchedules(learned('2026-02-03', '2026-01-30')))
    expect(start).toBe('2026-01-30')
    expect(cards[0]!.plan).toMatchObject({ day: 4, reverse: { day: 0 } })
  })

  it('are late or early where the deck says a start', () => {
    const { start, cards } = plan(withSchedules(learned('2026-02-03')), { start: '2026-02-10' })
    expect(start).toBe('2026-02-10')
    expect(cards[0]!.plan).toMatchObject({ day: -7 })
  })
})

describe('the start of a package', () => {
  const planned = (start: string, ...schedules: readonly (readonly number[])[]) =>
    plan(deckOfDays('A', ...schedules), { start })

  it('is that of its decks, of which none counts that has nothing to count', () => {
    expect(commonStart([])).toBe('import')
    expect(commonStart([planned('2026-01-07', []), planned('import', [1])])).toBe('import')
    expect(commonStart([planned('2026-01-07', [1]), planned('import', [])])).toBe('2026-01-07')
    expect(commonStart([planned('2026-01-07', [1]), planned('2026-02-07', [1], [])])).toBe('2026-01-07')
    expect(commonStart([planned('import', [1]), planned('import', [1])])).toBe('import')
  })

  it('is none, where some count from the import and others from a day', () => {
    expect(commonStart([planned('2026-01-07', [1]), planned('import', [1])])).toBeUndefined()
    expect(commonStart([planned('import', [1]), planned('2026-01-07', [1])])).toBeUndefined()
  })
})
