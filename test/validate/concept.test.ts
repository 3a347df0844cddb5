import { expect, it } from 'vitest'
import { compile } from '../../src'

it.each([
  ['The *Foo* and `x<y>`', 'The Foo and x<y>'],
  ['A\\*B ==marked==', 'A*B marked'],
  ['2 < 3', '2 < 3']
])('a card that only its heading names has its concept without marks: %s', (title, concept) => {
  const { deck } = compile(`### Card 1: ${title} | Easy\n#### Front\na\n#### Back\nb\n`)
  expect(deck!.cards[0]!.concept).toBe(concept)
})
