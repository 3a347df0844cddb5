import { undated } from '../anki/released'
import type { CalendarDate } from '../model/calendar'
import { grouped } from '../model/grouped'
import type { DeckNotes } from './deck-text'
import type { NoteCard } from './note-card'

/** The decks of cards, one for each of Anki's, and for each source that a deck of ours names. */
export function decksOf(cards: readonly NoteCard[]): readonly DeckNotes[] {
  const decks = grouped(cards, (card) => JSON.stringify([titleOf(card), card.source ?? '']))
  return [...decks.values()].map(deckOf)
}

function deckOf(cards: readonly NoteCard[]): DeckNotes {
  const [first] = cards
  const date = dateOf(cards)
  const start = cards.flatMap(({ plan }) => (plan?.kind === 'days' ? (plan.start ?? []) : []))[0]
  return {
    name: titleOf(first!),
    ...(first!.source !== undefined && { source: first!.source }),
    ...(date !== undefined && { date }),
    ...(start !== undefined && { start }),
    cards
  }
}

/** Without the level that `plan/plan.ts` makes for the days: it comes back by the schedule. */
function titleOf({ deck, plan }: NoteCard): string {
  const level = plan?.kind === 'days' ? `::Days ${plan.days.join('-')}` : ''
  return level !== '' && deck.endsWith(level) ? deck.slice(0, -level.length) : deck
}

/** When the last of the notes was changed, so that those built from the deck are no older. */
function dateOf(cards: readonly NoteCard[]): CalendarDate | undefined {
  const last = cards.reduce((most, { mod }) => Math.max(most, mod), 0)
  return last > undated ? new Date(last * 1000).toISOString().slice(0, 10) : undefined
}
