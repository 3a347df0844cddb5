import { addDays, type CalendarDate } from '../model/calendar'
import type { Card, Deck } from '../model/deck'
import type { Day } from '../model/schedule'

/**
 * How Anki is to follow a schedule.
 * - `exact`: to the day, by learning steps of a preset; intervals that grow become review cards all the same.
 * - `review`: review cards, whose first day holds; the later ones are for Anki to choose.
 * - `new`: only in the order of the deck.
 */
export type Strategy = 'exact' | 'review' | 'new'

/** Day 0 of a schedule: the day on which the learner imports the deck, or a day of the calendar. */
export type Start = 'import' | CalendarDate

export interface PlanOptions {
  readonly schedule?: Strategy
  /** `generated` is the day on which each deck says that it was made. */
  readonly start?: Start | 'generated'
}

/** What Anki is told of a card. Days count from the start. */
export type Plan =
  | { readonly kind: 'steps'; readonly days: readonly Day[] }
  | { readonly kind: 'review'; readonly day: Day; readonly interval: number; readonly ease: number }
  | { readonly kind: 'new' }

export interface PlannedCard extends Card {
  readonly plan: Plan
  /** Anki's deck for the card. Cards with different steps cannot share one, since steps belong to a deck. */
  readonly deck: string
  /** The days of the calendar on which the reviews are, as far as they are known. */
  readonly due: readonly CalendarDate[]
}

export interface PlannedDeck extends Omit<Deck, 'cards'> {
  readonly start: Start
  readonly cards: readonly PlannedCard[]
}

/**
 * Decides for each card on which days Anki is to show it, and in which deck it is. Pure. Throws when the start is to
 * be the deck's date and it has none.
 */
export function plan(decks: readonly Deck[], options: PlanOptions = {}): readonly PlannedDeck[] {
  const { schedule = 'exact', start = 'import' } = options
  const planned = decks.map((deck) => deck.cards.map((card) => ({ card, plan: planCard(card, schedule) })))
  const ladders = laddersByDeck(decks, planned)
  return decks.map((deck, index) => {
    const day0 = startOf(deck, start)
    const parted = ladders.get(deckKey(deck.name))!.size > 1
    const cards = planned[index]!.map(({ card, plan }) => ({
      ...card,
      plan,
      deck: parted && ladderOf(plan) ? `${deck.name}::${ladderOf(plan)}` : deck.name,
      due: day0 === 'import' ? [] : daysOf(plan).map((day) => addDays(day0, day))
    }))
    return { ...deck, start: day0, cards }
  })
}

function startOf({ name, date }: Deck, start: Start | 'generated'): Start {
  if (start !== 'generated') return start
  if (date === null) throw new Error(`The deck “${name}” has no Date Generated to start from`)
  return date
}

/** The ladders in each of Anki's decks, to which several files may add. Cards without one count as another. */
function laddersByDeck(decks: readonly Deck[], planned: readonly (readonly { readonly plan: Plan }[])[]) {
  const ladders = new Map<string, Set<string | undefined>>()
  for (const [index, { name }] of decks.entries()) {
    const known = ladders.get(deckKey(name)) ?? new Set()
    for (const { plan } of planned[index]!) known.add(ladderOf(plan))
    ladders.set(deckKey(name), known)
  }
  return ladders
}

/** Anki takes names that differ in case for one name (`rslib/src/storage/sqlite.rs`, unicase). */
function deckKey(name: string): string {
  return name.toLowerCase()
}

function planCard({ schedule }: Card, strategy: Strategy): Plan {
  if (!schedule || strategy === 'new') return { kind: 'new' }
  if (schedule.kind === 'growth') return review(schedule.firstInterval, schedule.multiplier)
  return strategy === 'exact'
    ? { kind: 'steps', days: schedule.days }
    : review(schedule.days[0]!, defaultEase)
}

function review(interval: Day, ease: number): Plan {
  return { kind: 'review', day: interval, interval, ease }
}

/** Anki's own starting ease (`rslib/src/deckconfig/mod.rs`). */
const defaultEase = 2.5

/** The name of the subdeck for cards that need steps of their own: `Days 1-3-7`. */
function ladderOf(plan: Plan): string | undefined {
  return plan.kind === 'steps' ? `Days ${plan.days.join('-')}` : undefined
}

function daysOf(plan: Plan): readonly Day[] {
  return plan.kind === 'steps' ? plan.days : plan.kind === 'review' ? [plan.day] : []
}
