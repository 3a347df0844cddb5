import type { CalendarDate } from '../model/calendar'
import { addDays, daysBetween, isDate } from '../model/days'
import type { Card, Deck } from '../model/deck'
import type { Reached } from '../model/schedule'

/**
 * How Anki is to follow a schedule.
 * - `exact`: to the day, by learning steps of a preset; intervals that grow become review cards all the same.
 * - `review`: review cards, whose first day holds; the later ones are for Anki to choose.
 * - `new`: only in the order of the deck.
 */
export type Strategy = 'exact' | 'review' | 'new'

/** Day 0 of a schedule: the day on which the learner imports the deck, or a day of the calendar. */
export type Start = 'import' | CalendarDate

/** What is decided for all decks of an export. */
export interface PlanOptions {
  readonly schedule?: Strategy
  /** In place of what each deck says. `generated` is the day on which it says that it was made. */
  readonly start?: Start | 'generated'
  /** When Day 1 is: the day after the start, or the start itself, for authors who call the first day of study Day 1. */
  readonly dayOne?: 'tomorrow' | 'today'
}

/** What Anki is told of a card. Days count from the start, which is 0. */
export type Plan =
  | { readonly kind: 'steps'; readonly days: readonly number[] }
  | (Review & {
      readonly kind: 'review'
      /** Of the other direction of a reversed card, where it has another. */
      readonly reverse?: Review
    })
  | { readonly kind: 'new' }

export interface Review {
  /** Before the start where the review is late. */
  readonly day: number
  readonly interval: number
  readonly ease: number
}

/** A card, and what Anki is told of it. */
export interface PlannedCard extends Card {
  readonly plan: Plan
  /**
   * Anki's deck for the card. Steps belong to a deck, so cards with the same days have a subdeck of their own. It is named
   * after the days alone: Anki never moves a card that it has, and other cards must not change the steps of its deck.
   */
  readonly deck: string
  /** The days of the calendar on which the reviews are, as far as they are known. */
  readonly due: readonly CalendarDate[]
}

/** What follows from a schedule alone. */
type Decided = Pick<PlannedCard, 'plan' | 'deck' | 'due'>

/** A deck whose days are counted from a start that is known. */
export interface PlannedDeck extends Omit<Deck, 'cards' | 'start'> {
  readonly start: Start
  readonly cards: readonly PlannedCard[]
}

/**
 * Decides for each card on which days Anki is to show it, and in which deck it is. Where cards have dates, all days are
 * those of the calendar: others that count from the import then have no start, and are new. Pure. Throws when the start is no
 * date, or is to be the deck's date and it has none.
 */
export function plan(
  deck: Deck,
  { schedule = 'exact', start, dayOne = 'tomorrow' }: PlanOptions = {}
): PlannedDeck {
  const wanted = startOf(deck, start ?? deck.start ?? 'import')
  const firstDue = deck.cards.flatMap((card) => dueOf(card.schedule)).sort()[0]
  const day0 = wanted === 'import' ? (firstDue ?? wanted) : wanted
  const earlier = dayOne === 'today' ? 1 : 0
  const decide = once((own: Card['schedule']): Decided => {
    const isKnown = day0 === wanted || dueOf(own).length > 0
    const plan = isKnown ? planOf(own, schedule, day0, earlier) : unplanned
    return { plan, deck: deckFor(own, plan, deck.name), due: datesOf(plan, day0) }
  })
  // By a spread it would take ten times as long: docs/performance.md, “The shapes of objects”.
  const cards = deck.cards.map((card): PlannedCard => Object.assign({}, card, decide(card.schedule)))
  return { ...deck, start: day0, cards }
}

/** The same, worked out once for each schedule: many cards share theirs. */
function once<Value>(work: (schedule: Card['schedule']) => Value): (schedule: Card['schedule']) => Value {
  const known = new Map<Card['schedule'], Value>()
  return (schedule) => {
    const before = known.get(schedule)
    if (before !== undefined) return before
    const value = work(schedule)
    known.set(schedule, value)
    return value
  }
}

/**
 * From where a package of these decks counts its days; nothing when some start with the import and others on a date. A
 * deck of new cards has no days to count.
 */
export function commonStart(decks: readonly PlannedDeck[]): Start | undefined {
  const counting = decks.filter(({ cards }) => cards.some(({ plan }) => plan.kind !== 'new'))
  const [first = 'import', ...others] = counting.map(({ start }) => start)
  return others.every((start) => (start === 'import') === (first === 'import')) ? first : undefined
}

function startOf({ name, date }: Deck, start: Start | 'generated'): Start {
  if (start === 'import') return start
  if (start !== 'generated') {
    if (!isDate(start)) throw new Error(`The start “${start}” is no day of the calendar`)
    return start
  }
  if (date === null) throw new Error(`The deck “${name}” has no Date Generated to start from`)
  return date
}

/** The dates on which a card is due, where it has some. */
function dueOf(schedule: Card['schedule']): readonly CalendarDate[] {
  if (schedule?.kind !== 'learned') return undated
  return [schedule.due, ...(schedule.reverse ? [schedule.reverse.due] : [])]
}

function planOf(schedule: Card['schedule'], strategy: Strategy, start: Start, earlier: number): Plan {
  if (!schedule || strategy === 'new') return unplanned
  if (schedule.kind === 'learned') {
    const review = ({ due, interval, ease }: Reached): Review => {
      // Where a card has a date, the start is one.
      return { day: daysBetween(start as CalendarDate, due), interval, ease }
    }
    const { reverse } = schedule
    return { kind: 'review', ...review(schedule), ...(reverse && { reverse: review(reverse) }) }
  }
  const [interval, ease] =
    schedule.kind === 'growth'
      ? [schedule.firstInterval, schedule.multiplier]
      : [schedule.days[0]!, defaultEase]
  return schedule.kind === 'days' && strategy === 'exact'
    ? { kind: 'steps', days: schedule.days.map((day) => day - earlier) }
    : { kind: 'review', day: interval - earlier, interval, ease }
}

const unplanned: Plan = { kind: 'new' }

/** Anki's own starting ease (`rslib/src/deckconfig/mod.rs`). */
const defaultEase = 2.5

/** Named after the days as the author counts them. */
function deckFor(schedule: Card['schedule'], plan: Plan, deck: string): string {
  return plan.kind === 'steps' && schedule?.kind === 'days'
    ? `${deck}::Days ${schedule.days.join('-')}`
    : deck
}

function datesOf(plan: Plan, start: Start): readonly CalendarDate[] {
  return start === 'import' ? undated : daysOf(plan).map((day) => addDays(start, day))
}

const undated: readonly CalendarDate[] = []

/** The days of a plan that are known, counted from the start: of a review card the first. */
export function daysOf(plan: Plan): readonly number[] {
  return plan.kind === 'new' ? [] : plan.kind === 'steps' ? plan.days : [plan.day]
}
