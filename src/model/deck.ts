import * as z from 'zod'
import { CalendarDate } from './calendar'
import { Content } from './content'
import { cardTypes, difficulties, lastCardNumber } from './limits'
import { Schedule } from './schedule'

/** How hard the author finds a card. Anki has no such thing: it becomes a tag and a field. */
export const Difficulty = z.enum(difficulties)
export type Difficulty = z.output<typeof Difficulty>

export const CardNumber = z.int().min(1).max(lastCardNumber)

/** A part of a card besides front and back, under the author's own name for it. */
export const CardSection = z.strictObject({ name: z.string(), ...Content.shape })
export type CardSection = Readonly<z.output<typeof CardSection>>

/** One question as its author wrote it, with everything that belongs to it. */
export const Card = z.strictObject({
  /** The identity of the card's note in Anki. Follows from `id` alone. */
  guid: z.string().min(1),
  /** The explicit id, else the one that the card had before, else one made of the deck's name and its concept or front. */
  id: z.string().min(1),
  /** Who gave the id: the author, the text, or the package that was built before. */
  idFrom: z.enum(['author', 'text', 'previous']),
  number: CardNumber,
  /**
   * - `reversed`: the back asks for the front, too.
   * - `optional-reversed`: so it does where the label `Add Reverse` says it.
   * - `type-in`: the learner types the back.
   * - `cloze`: the front holds Anki's marks `{{c1::…}}`, and each number of theirs is asked for itself.
   */
  type: z.enum(cardTypes),
  difficulty: Difficulty.nullable(),
  concept: z.string().nullable(),
  front: Content,
  back: Content,
  sections: z.array(CardSection).readonly(),
  /** The card's labels, such as `Centrality`, by name. */
  fields: z.record(z.string(), Content).readonly(),
  /** The card's row in the deck's cross-references, by column. */
  references: z.record(z.string(), Content).readonly(),
  tags: z.array(z.string().regex(/^\S+$/)).readonly(),
  schedule: Schedule.nullable()
})
export type Card = Readonly<z.output<typeof Card>>

/** A file that cards show or play. */
export const Medium = z.strictObject({
  /** From the deck's folder: `images/map.png`. It may lead out of it. */
  path: z.string().min(1),
  /** What it is called in Anki, which has all files in one folder. */
  name: z.string().min(1)
})
export type Medium = Readonly<z.output<typeof Medium>>

/** Cards that belong together, with what their author says of all of them. Several become one package. */
export const Deck = z.strictObject({
  /** Anki's name of the deck: `::` stands between parent and child. */
  name: z.string().min(1),
  /** The name of the file it was read from, without folders. */
  file: z.string().nullable(),
  /** The day on which the author says it was made. */
  date: CalendarDate.nullable(),
  /** Day 0 of its schedules, where the author says it: the day of the import, or one of the calendar. */
  start: z.union([z.literal('import'), CalendarDate]).nullable(),
  /** The deck's header fields, such as `Source`, by name. */
  meta: z.record(z.string(), z.string()).readonly(),
  cards: z.array(Card).min(1).readonly(),
  /** Each once, in the order of the cards. */
  media: z.array(Medium).readonly()
})
export type Deck = Readonly<z.output<typeof Deck>>
