import { daysOf, type PlannedCard, type PlannedDeck } from '../plan/plan'

/** The boxes of Anki's import window, by the names that it shows (`ftl/core/importing.ftl`). They are off at first. */
const boxes = '“Import any learning progress” and “Import any deck presets”'

/**
 * What a learner reads in the deck, in Markdown. On the day of the import nothing is due, and Anki says only
 * “Congratulations! You have finished this deck for now.” above it.
 */
export function describe(deck: PlannedDeck): string {
  return [sayDays(deck), saySource(deck)].filter((paragraph) => paragraph !== '').join('\n\n')
}

function sayDays(deck: PlannedDeck): string {
  const first = firstOf([deck])
  if (first === undefined) return ''
  return [
    `The cards of this deck come up on the days of their review plan. The first come up **${first}**.`,
    `If Anki shows them as new cards instead, ${rescue([deck])} ${boxes} ticked.`
  ].join(' ')
}

/** Where the deck comes from, as its author says. A package does not tell how the deck's file was called. */
function saySource({ name, meta }: PlannedDeck): string {
  const source = meta['Source']?.trim()
  return source ? `“${plain(name)}” was made from ${plain(source)}.` : ''
}

/** Words as Markdown that shows just them, in one paragraph. */
function plain(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\`*_[\]<>#|~&]/g, '\\$&')
}

/** The same for the person who made the package. */
export function advise(decks: readonly PlannedDeck[]): readonly string[] {
  const first = firstOf(decks)
  if (first === undefined) return []
  return [
    `In Anki’s import window tick ${boxes}`,
    `The first cards come up ${first}. If Anki shows them as new cards instead, ${rescue(decks)} ticked`
  ]
}

/**
 * For who forgot the boxes. Anki leaves the cards that it has as they are, but gives presets to their decks: steps are
 * then followed from the first study. A review card would stay a new one.
 */
function rescue(decks: readonly PlannedDeck[]): string {
  const steps = decks.every(({ cards }) => cards.every(({ plan }) => plan.kind !== 'review'))
  return steps
    ? 'import the file once more with both'
    : 'delete the deck in Anki, and import the file with both'
}

/** When the first card comes up; nothing where none has a day. */
function firstOf(decks: readonly PlannedDeck[]): string | undefined {
  // Where days count from the import, no card has a date.
  const dated = decks.filter(({ start }) => start !== 'import')
  const date = leastOf(dated, ({ due }) => due[0])
  if (date !== undefined) return `on ${date}`
  const day = leastOf(decks, ({ plan }) => daysOf(plan)[0])
  return day === undefined ? undefined : sayDaysAfter(day)
}

function leastOf<Value extends string | number>(
  decks: readonly PlannedDeck[],
  factOf: (card: PlannedCard) => Value | undefined
): Value | undefined {
  let least: Value | undefined
  for (const { cards } of decks)
    for (const card of cards) {
      const value = factOf(card)
      if (value !== undefined && (least === undefined || value < least)) least = value
    }
  return least
}

function sayDaysAfter(day: number): string {
  if (day === 0) return 'on the day of the import'
  return day === 1 ? 'the day after the import' : `${day} days after the import`
}
