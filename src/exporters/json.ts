import * as z from 'zod'
import { CalendarDate } from '../model/calendar'
import type { Content } from '../model/content'
import { Card, Deck } from '../model/deck'
import { lastDay } from '../model/limits'
import { Day } from '../model/schedule'
import type { PlannedCard, PlannedDeck } from '../plan/plan'
import { defineExporter } from './exporter'

const Review = z.strictObject({ day: z.int(), interval: Day, ease: z.number() })

const Plan = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('steps'), days: z.array(z.int().min(0).max(lastDay)) }),
  Review.extend({ kind: z.literal('review'), reverse: Review.optional() }),
  z.strictObject({ kind: z.literal('new') })
])

const texts = z.record(z.string(), z.string())

const DeckJson = Deck.extend({
  /** Day 0 of the schedules. */
  start: z.union([z.literal('import'), CalendarDate]),
  cards: z.array(
    Card.extend({
      fields: texts,
      references: texts,
      plan: Plan,
      /** Anki's deck for the card. */
      deck: z.string(),
      /** The days of the calendar on which the reviews are; none when the start is the import. */
      due: z.array(CalendarDate)
    })
  )
})

/** What the `json` exporter writes. */
export const DeckFile = z.strictObject({
  format: z.literal('md2anki'),
  version: z.literal(1),
  decks: z.array(DeckJson)
})
export type DeckFile = z.output<typeof DeckFile>

/** Decks with all that is known of them, for other programs. `md2anki.schema.json` describes it. */
export const json = defineExporter({
  format: 'json',
  extension: '.json',
  options: z.strictObject({ indent: z.int().min(0).max(10).default(2) }),
  encode: (decks, { indent }) => {
    const file = { format: 'md2anki', version: 1, decks: decks.map(deckJson) }
    return { content: `${JSON.stringify(file, undefined, indent)}\n` }
  }
})

function deckJson({ cards, ...deck }: PlannedDeck) {
  return { ...deck, cards: cards.map(cardJson) }
}

function cardJson({ fields, references, ...card }: PlannedCard) {
  return { ...card, fields: textsOf(fields), references: textsOf(references) }
}

function textsOf(contents: Readonly<Record<string, Content>>): Record<string, string> {
  return Object.fromEntries(Object.entries(contents).map(([name, { text }]) => [name, text]))
}
