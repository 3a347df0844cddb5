import { expect } from 'vitest'
import { compile, type Deck } from '../src'

/** A card as it is written in a deck; what is left out is of no matter to the test. */
export interface WrittenCard {
  readonly labels?: string
  readonly front?: string
  readonly back?: string
  readonly days?: readonly number[]
}

/** A deck in the seed's dialect: cards are numbered in order, and those with days stand in the schedule. */
export function deckText(title: string, cards: readonly WrittenCard[], after = ''): string {
  const rows = cards.flatMap(({ days }, at) => (days ? scheduleRow(at + 1, days) : []))
  const columns = Math.max(0, ...cards.map(({ days = [] }) => days.length))
  const header = `| Card |${' Review |'.repeat(columns)}\n|---|${'---|'.repeat(columns)}`
  const schedule = rows.length > 0 ? ['## Review Schedule', `${header}\n${rows.join('\n')}`] : []
  return `${[`# Flashcards: ${title}`, ...cards.map(cardText), ...schedule, after].join('\n\n')}\n`
}

function cardText({ labels = '', front = 'Why?', back = 'Because.' }: WrittenCard, at: number): string {
  return `### Card ${at + 1} | Easy\n${labels}\n\n#### Front\n${front}\n\n#### Back\n${back}`
}

function scheduleRow(number: number, days: readonly number[]): string {
  return `| ${[number, ...days].join(' | ')} |`
}

/** A deck that must be there. */
export function deckOf(text: string, file?: string): Deck {
  const { deck } = compile(text, file === undefined ? {} : { file })
  expect(deck).toBeDefined()
  return deck!
}

/** The deck of `deckText`. */
export function written(title: string, cards: readonly WrittenCard[], after?: string): Deck {
  return deckOf(deckText(title, cards, after))
}
