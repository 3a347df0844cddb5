import type { CalendarDate } from '../model/calendar'
import { counted } from '../model/counted'
import { addDays } from '../model/days'
import { daysOf, type PlannedCard, type PlannedDeck } from './plan'

/** A day on which cards come up. */
export interface CalendarDay {
  /** Counted from the start, which is 0. */
  readonly day: number
  /** Absent where the days count from the import. */
  readonly date?: CalendarDate
  /** How many cards come up in each of Anki's decks, by its name. */
  readonly cards: Readonly<Record<string, number>>
}

export interface Calendar {
  /** The days in their order, as far as they are known: of a review card it is the first. */
  readonly days: readonly CalendarDay[]
  /** Cards whose first review is planned, and the later ones are Anki's choice. */
  readonly open: number
  /** Cards that come up as new ones, when Anki has room for them. */
  readonly new: number
}

/** On which days the cards of a deck come up. Pure. */
export function calendarOf(deck: PlannedDeck): Calendar {
  const days = new Map<number, Map<string, number>>()
  for (const card of deck.cards) {
    for (const day of daysOf(card.plan)) {
      const cards = days.get(day) ?? new Map<string, number>()
      days.set(day, cards.set(card.deck, (cards.get(card.deck) ?? 0) + 1))
    }
  }
  const count = (kind: PlannedCard['plan']['kind']) =>
    deck.cards.filter(({ plan }) => plan.kind === kind).length
  return {
    days: [...days]
      .sort(([one], [other]) => one - other)
      .map(([day, cards]) => ({
        day,
        ...(deck.start !== 'import' && { date: addDays(deck.start, day) }),
        cards: Object.fromEntries(cards)
      })),
    open: count('review'),
    new: count('new')
  }
}

/** What is said of reviews on days that nobody knows yet. */
export function sayRest({ open, new: fresh }: Calendar): readonly string[] {
  return [
    ...(open > 0 ? [`${counted(open, 'card')} after that on days that Anki chooses`] : []),
    ...(fresh > 0 ? [`${counted(fresh, 'card')} as new, a few a day`] : [])
  ]
}
