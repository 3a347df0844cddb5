// node bench/deck.mjs 1000 > deck.md

import { pathToFileURL } from 'node:url'

/**
 * A deck of `count` cards like those that people study: some 1,500 characters each, a fifth of them with a table
 * first, a fifth with code, a fifth with a drawing. The same count gives the same text, and a longer deck begins
 * with the cards of a shorter one.
 */
export function deckOf(count) {
  const numbers = Array.from({ length: count }, (_, index) => index + 1)
  return [
    '# Flashcards: Measurements',
    '**Source:** bench/deck.mjs',
    `**Total Cards:** ${count}`,
    ...numbers.map((number) => cardOf(number, count)),
    `## Review Schedule\n\n${scheduleOf(numbers)}`,
    `## Cross-References\n\n${referencesOf(numbers)}`
  ].join('\n\n')
}

const difficulties = ['Easy', 'Medium', 'Hard']

const subjects = [
  'cache',
  'queue',
  'index',
  'scheduler',
  'parser',
  'replica',
  'lock',
  'router',
  'buffer',
  'log'
]
const qualities = [
  'bounded',
  'shared',
  'lazy',
  'ordered',
  'sharded',
  'durable',
  'adaptive',
  'replicated',
  'sparse'
]
const verbs = [
  'absorbs',
  'delays',
  'reorders',
  'rejects',
  'merges',
  'counts',
  'forwards',
  'splits',
  'retries'
]
const objects = [
  'late writes',
  'hot keys',
  'short reads',
  'stale entries',
  'large batches',
  'slow clients',
  'bursts'
]
const reasons = [
  'because the cost is paid once and not at every call',
  'so that a failure of one part leaves the others alone',
  'which trades a little memory for a steady latency',
  'unless the reader has asked for a newer version',
  'until the next checkpoint makes the work permanent',
  'as long as the clocks of both sides agree within a second'
]
const ladders = [
  [1, 3, 7],
  [1, 4, 10],
  [2, 5, 12],
  [3, 7, 14]
]

function cardOf(number, count) {
  const difficulty = difficulties[number % 3]
  const pick = picker(number)
  const concept = `The ${pick(qualities)} ${pick(subjects)}, number ${number}`
  const extra = number % 2 ? '#### Mnemonic' : '#### Common Misconceptions'
  return [
    `### Card ${number} of ${count} | ${difficulty}`,
    `**Concept:** ${concept}\n**Centrality:** High (${1 + (number % 9)} connections)`,
    '#### Front',
    `${concept}: which ${pick(objects)} does it see, and what does it do with them? Name the case in which it ${pick(verbs)} them too late, and what that costs.`,
    '#### Back',
    shapes[number % shapes.length](pick),
    extra,
    number % 2 ? `**“${sentence(pick)}”**` : bullets(pick, 2),
    '---'
  ].join('\n\n')
}

/** What the back of a card looks like. */
const shapes = [
  (pick) => [paragraph(pick), steps(pick, 4), '**Why so:**', bullets(pick, 4), paragraph(pick)].join('\n\n'),
  (pick) => [tableOf(pick, 4), '**In short:**', bullets(pick, 4)].join('\n\n'),
  (pick) => [paragraph(pick), code(pick), bullets(pick, 4), paragraph(pick)].join('\n\n'),
  (pick) => [drawing(pick), paragraph(pick), steps(pick, 4), paragraph(pick)].join('\n\n'),
  (pick) => [`> ${sentence(pick)}`, nested(pick), paragraph(pick), bullets(pick, 3)].join('\n\n')
]

function sentence(pick) {
  return `A ${pick(qualities)} ${pick(subjects)} ${pick(verbs)} ${pick(objects)} ${pick(reasons)}.`
}

function paragraph(pick) {
  return `${sentence(pick)} ${sentence(pick)}`
}

function bullets(pick, count) {
  return repeat(count, () => `- **${pick(subjects)}:** ${sentence(pick)}`)
}

function steps(pick, count) {
  return repeat(count, (index) => `${index + 1}. ${sentence(pick)}`)
}

function nested(pick) {
  return repeat(
    2,
    () => `- ${sentence(pick)}\n  - \`${pick(verbs)}\`: ${pick(reasons)}\n  - *${pick(objects)}*`
  )
}

function tableOf(pick, count) {
  const row = () => `| **${pick(subjects)}** | ${pick(verbs)} ${pick(objects)} | ${pick(reasons)} |`
  return `| Part | Does | Why |\n|------|------|-----|\n${repeat(count, row)}`
}

function code(pick) {
  const lines = () => `  ${pick(subjects)}.add(${pick(subjects)}.next()) // ${pick(objects)}`
  return `\`\`\`js\nfor (const ${pick(subjects)} of ${pick(subjects)}s) {\n${repeat(5, lines)}\n}\n\`\`\``
}

function drawing(pick) {
  const line = '─'.repeat(36)
  const row = () => `│ ${`${pick(subjects)} → ${pick(objects)}`.padEnd(34)} │`
  return `\`\`\`\n┌${line}┐\n${repeat(3, row)}\n└${line}┘\n\`\`\``
}

function scheduleOf(numbers) {
  const row = (number) =>
    `| ${[`Card ${number}`, ...ladders[number % 4].map((day) => `Day ${day}`)].join(' | ')} |`
  const head = '| Card | First Review | Second Review | Third Review |\n|------|----|----|----|'
  return [head, ...numbers.map(row)].join('\n')
}

function referencesOf(numbers) {
  const row = (number) => `| Card ${number} | Concept ${number} | Problem ${1 + (number % 12)} |`
  return [
    '| Card | Study Notes Section | Practice Problem |',
    '|------|----|----|',
    ...numbers.map(row)
  ].join('\n')
}

function repeat(count, line) {
  return Array.from({ length: count }, (_, index) => line(index)).join('\n')
}

/** Chooses at will, but for the same card always the same: a linear congruential generator. */
function picker(seed) {
  let state = Math.imul(seed, 2654435761) >>> 0
  return (choices) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return choices[Math.floor((state / 2 ** 32) * choices.length)]
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  process.stdout.write(`${deckOf(Number(process.argv[2] ?? 1000))}\n`)
}
