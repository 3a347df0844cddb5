import { marked } from 'marked'
import { cardOf } from './card.mjs'

/** The cards of `deckOf(count)` as HTML in JSON, piece by piece: what libraries take that read no Markdown. */
export function* htmlOf(count) {
  for (let number = 1; number <= count; number++) {
    const { difficulty, front, back, section } = cardOf(number)
    const parts = [back, `#### ${section.heading}\n\n${section.text}`]
    const card = {
      front: marked(front),
      back: parts.map((part) => marked(part)).join(''),
      tags: [difficulty.toLowerCase()]
    }
    yield `${number === 1 ? '[' : ',\n'}${JSON.stringify(card)}`
  }
  yield ']\n'
}
