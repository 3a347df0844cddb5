import { joints, nouns, objects, qualities, syllables, verbs } from './words.mjs'

const difficulties = ['Easy', 'Medium', 'Hard']

/** One card: its parts in Markdown, some 1,500 characters. The same number gives the same card. */
export function cardOf(number) {
  const draw = drawer(number)
  const concept = `${capital(draw(qualities))} ${draw(nouns)} and ${draw(nouns)}, number ${number}`
  return {
    difficulty: difficulties[number % difficulties.length],
    concept,
    connections: 1 + (number % 9),
    front: `${concept}: why does it ${draw(verbs).slice(0, -1)} ${draw(objects)}? Compare it with a ${draw(qualities)} ${draw(nouns)}.`,
    back: shapes[number % shapes.length](draw),
    section:
      number % 2
        ? { heading: 'Mnemonic', text: `**"${capital(draw(nouns))} + ${draw(nouns)} = ${draw(objects)}"**` }
        : { heading: 'Common Misconceptions', text: bullets(draw, 2) }
  }
}

/** What the back of a card looks like. */
const shapes = [
  (draw) => paragraphs(paragraph(draw), steps(draw, 4), `**Why so:**\n${bullets(draw, 3)}`, paragraph(draw)),
  (draw) => paragraphs(table(draw, 4), `**In short:**\n${bullets(draw, 3)}`, paragraph(draw)),
  (draw) => paragraphs(paragraph(draw), code(draw), bullets(draw, 3), paragraph(draw)),
  (draw) => paragraphs(drawing(draw), paragraph(draw), steps(draw, 4)),
  (draw) => paragraphs(table(draw, 3), nested(draw), `**Key insight:**\n${bullets(draw, 3)}`)
]

const paragraphs = (...parts) => parts.join('\n\n')

function sentence(draw) {
  return `A ${draw(qualities)} ${draw(nouns)} ${draw(verbs)} ${draw(objects)} of ${name(draw)} ${reason(draw)}.`
}

/** A word that no other card is likely to have, as names and figures are. */
const name = (draw) => capital(`${draw(syllables)}${draw(syllables)}${draw(syllables)}${draw(syllables)}`)

const reason = (draw) =>
  `${draw(joints).replaceAll('-', ' ')} ${draw(qualities)} ${draw(nouns)}s reach ${figure(draw)} ${draw(objects)} at ${name(draw)}`

const digits = [...'0123456789']

const figure = (draw) => `${draw(digits)}.${draw(digits)}${draw(digits)}`

const paragraph = (draw) => `**${capital(draw(nouns))}** first. ${sentence(draw)} ${sentence(draw)}`

const bullets = (draw, count) => lines(count, () => `- ${name(draw)}: ${sentence(draw)}`)

const steps = (draw, count) =>
  lines(count, (index) => `${index + 1}. **${capital(draw(verbs))}:** ${sentence(draw)}`)

const nested = (draw) =>
  lines(2, () => `- ${sentence(draw)}\n  - \`${draw(verbs)}\` ${reason(draw)}\n  - *${draw(objects)}*`)

function table(draw, count) {
  const row = () => `| **${capital(draw(nouns))}** | ${draw(verbs)} ${draw(objects)} | ${reason(draw)} |`
  return `| Aspect | ${capital(draw(nouns))} | ${capital(draw(nouns))} |\n|---|---|---|\n${lines(count, row)}`
}

function code(draw) {
  const line = () => `    ${draw(nouns)} = ${draw(nouns)}.${draw(verbs)}(${draw(objects)})  # ${reason(draw)}`
  return `\`\`\`python\nfor ${draw(nouns)} in ${draw(objects)}:\n${lines(5, line)}\n\`\`\``
}

function drawing(draw) {
  const rule = '─'.repeat(46)
  const row = () => `│ ${`${draw(nouns)} → ${draw(nouns)} → ${draw(objects)}`.padEnd(44)} │`
  return `\`\`\`\n┌${rule}┐\n${lines(4, row)}\n└${rule}┘\n\`\`\``
}

const lines = (count, line) => Array.from({ length: count }, (_, index) => line(index)).join('\n')

const capital = (word) => word[0].toUpperCase() + word.slice(1)

/** Draws at will, but for the same card always the same: a linear congruential generator. */
function drawer(seed) {
  let state = Math.imul(seed, 2654435761) >>> 0
  return (choices) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return choices[Math.floor((state / 2 ** 32) * choices.length)]
  }
}
