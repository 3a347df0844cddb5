// node bench/deck.mjs 1000 > deck.md

import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { pathToFileURL } from 'node:url'
import { cardOf } from './card.mjs'

/**
 * A deck of `count` cards like those that people study, piece by piece: 100,000 cards never lie in memory at once.
 * The same count gives the same text, and card 7 says the same in each deck.
 */
export function* deckOf(count) {
  yield `# Flashcards: Measurements\n\n**Source:** bench/deck.mjs\n**Total Cards:** ${count}\n\n---\n\n`
  for (let number = 1; number <= count; number++) yield markdownOf(cardOf(number), number, count)
  yield '## Review Schedule\n\n| Card | First Review | Second Review | Third Review |\n|---|---|---|---|\n'
  for (let number = 1; number <= count; number++) yield `${scheduled(number)}\n`
}

function markdownOf({ difficulty, concept, connections, front, back, section }, number, count) {
  return [
    `### Card ${number} of ${count} | ${difficulty}`,
    `**Concept:** ${concept}\n**Centrality:** High (${connections} connections)`,
    `#### Front\n${front}`,
    `#### Back\n${back}`,
    `#### ${section.heading}\n${section.text}`,
    '---\n\n'
  ].join('\n\n')
}

const ladders = [
  [1, 3, 7],
  [1, 4, 10],
  [2, 5, 12],
  [3, 7, 14]
]

function scheduled(number) {
  const days = ladders[number % ladders.length].map((day) => `Day ${day}`)
  return `| ${[`Card ${number}`, ...days].join(' | ')} |`
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await pipeline(Readable.from(deckOf(Number(process.argv[2] ?? 1000))), process.stdout)
}
