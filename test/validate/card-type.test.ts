import { describe, expect, it } from 'vitest'
import { type Card, compile } from '../../src'

interface Written {
  readonly front?: string
  readonly back?: string
  readonly labels?: readonly string[]
  readonly header?: string
  readonly matter?: string
}

function cardOf({ front = 'A', back = 'B', labels = [], header = '', matter = '' }: Written) {
  const sides = `#### Front\n${front}\n${back && `\n#### Back\n${back}\n`}`
  const text = `${matter && `---\n${matter}\n---\n\n`}# Flashcards: One\n\n${header}\n\n### Card 1\n${labels.join('\n')}\n\n${sides}`
  const { deck, diagnostics } = compile(text)
  return { card: deck?.cards[0] as Card, codes: diagnostics.map(({ code }) => code) }
}

const gap = '{{c1::A}} or <mark>B</mark>'

describe('the type of a card', () => {
  it.each([
    ['basic', 'Basic'],
    ['reversed', 'reversed'],
    ['reversed', 'Basic (and reversed card)'],
    ['reversed', '**md2anki Basic (and reversed card)**'],
    ['optional-reversed', 'Optional reversed'],
    ['optional-reversed', 'Basic (optional reversed card)'],
    ['type-in', 'Type-in'],
    ['type-in', 'type in'],
    ['type-in', 'Basic (type in the answer)'],
    ['cloze', 'Cloze'],
    ['cloze', 'cloze deletion'],
    ['cloze', 'md2anki Cloze']
  ])('is %s where a label says %s', (type, said) => {
    for (const name of ['Type', 'Note Type', 'card type']) {
      const { card, codes } = cardOf({
        labels: [`**${name}:** ${said}`],
        ...(type === 'cloze' && { front: gap })
      })
      expect([card.type, codes]).toEqual([type, []])
      expect(card.fields).toEqual({})
    }
  })

  it.each([
    ['a gap without a back', 'cloze', { front: gap, back: '' }],
    ['a gap with a back', 'basic', { front: gap }],
    ['a gap with a back, in a deck of clozes', 'cloze', { front: gap, matter: 'type: cloze' }],
    ['marked words', 'basic', { front: '<mark>A</mark>' }],
    ['marked words in a deck of clozes', 'cloze', { front: '<mark>A</mark>', header: '**Type:** cloze' }],
    ['neither in a deck of clozes', 'basic', { matter: 'type: cloze' }],
    ['a deck’s front matter', 'reversed', { matter: 'type: reversed' }],
    ['its defaults', 'type-in', { matter: 'defaults:\n  note type: type-in' }],
    ['the lines under its title', 'reversed', { header: '**Note Type:** Reversed' }],
    ['a card that knows better', 'basic', { header: '**Type:** Reversed', labels: ['**Type:** Basic'] }],
    [
      'a gap without a back, in a deck of reversed cards',
      'cloze',
      { front: gap, back: '', matter: 'type: reversed' }
    ],
    ['`Add Reverse`', 'optional-reversed', { labels: ['**Add Reverse:** y'] }],
    [
      '`Add Reverse` in a deck of reversed cards',
      'optional-reversed',
      { labels: ['**Add Reverse:** y'], matter: 'type: reversed' }
    ],
    ['two labels', 'reversed', { labels: ['**Type:** Definition', '**Note Type:** Reversed'] }]
  ] as const)('follows from %s', (_, type, written) => {
    expect([cardOf(written).card.type, cardOf(written).codes]).toEqual([type, []])
  })

  it.each(['Definition', 'Basic concept', 'Reverse engineering', 'Clozes', 'Music', 'Close', 'List'])(
    'may be any word besides: %s',
    (said) => {
      for (const written of [{ labels: [`**Type:** ${said}`] }, { matter: `type: ${said}` }]) {
        const { card, codes } = cardOf(written)
        expect([card.type, codes.filter((code) => code !== 'frontmatter-value-unknown')]).toEqual([
          'basic',
          []
        ])
      }
      expect(cardOf({ labels: [`**Type:** ${said}`] }).card.fields['Type']?.text).toBe(said)
    }
  )

  it.each([
    ['Reverse', {}],
    ['Optional reverse', {}],
    ['Typ in', {}],
    ['Basic (reverse)', {}],
    ['md2anki Clozes', {}],
    ['Close', { front: gap, back: '' }],
    ['Cloze overlapper', { front: gap }]
  ])('is asked for where %s is nearly one', (said, written) => {
    const { codes } = cardOf({ ...written, labels: [`**Type:** ${said}`] })
    expect(codes).toEqual(['card-type-unknown'])
  })

  it.each([
    ['basic', ['**Type:** Basic', '**Type:** Reversed'], ['card-type-repeated']],
    ['reversed', ['**Type:** Reversed', '**Type:** Reversed'], ['card-type-repeated']],
    ['reversed', ['**Type:** Basic', '**Note Type:** Reversed'], ['card-type-repeated']],
    ['reversed', ['**Type:** Definition', '**Type:** Reversed'], []],
    ['basic', ['**Type:**'], ['card-section-empty']],
    ['reversed', ['**Type:**', '**Note Type:** Reversed'], ['card-section-empty']]
  ])('is %s of %j, and what does not count is told', (type, labels, wanted) => {
    const { card, codes } = cardOf({ labels })
    expect([card.type, codes]).toEqual([type, wanted])
  })

  it.each(['5', '[reversed, basic]', '{ a: 5, b: 6 }', '1.5'])('is none that a deck can have: %s', (said) => {
    const { card, codes } = cardOf({ matter: `type: ${said}` })
    expect([card.type, codes]).toEqual(['basic', ['frontmatter-value-unknown']])
  })

  it('is proposed where a deck nearly says one', () => {
    const text = '---\ntype: Reversd\n---\n# Flashcards: A\n\n### Card 1\n#### Front\nA\n#### Back\nB\n'
    expect(compile(text).diagnostics).toMatchObject([{ hint: 'Did you mean `reversed`?' }])
  })

  it('is none of a cloze without a gap', () => {
    expect(cardOf({ labels: ['**Type:** Cloze'] })).toMatchObject({
      card: { type: 'basic' },
      codes: ['card-cloze-missing']
    })
  })

  it.each([
    ['{{c0::A}} {{c1::B}}', 'card-cloze-unreadable'],
    ['{{c1::A', 'card-cloze-unreadable']
  ])('is a cloze that Anki cannot show: %s', (front, code) => {
    expect(cardOf({ front, back: '' }).codes).toEqual([code, 'deck-cards-missing'].slice(0, 1))
    expect(cardOf({ front })).toMatchObject({ card: { type: 'basic' }, codes: [] })
  })
})

it('a reversed card asks by both sides, so another card may ask the same as its back', () => {
  const { diagnostics } = compile('#flashcards\n\nKeystone:::Top stone\nTop stone::Keystone\n')
  expect(diagnostics.map(({ code, position }) => [code, position!.start.line])).toEqual([
    ['deck-title-missing', 1],
    ['card-front-duplicate', 4]
  ])
})

it.each([
  [
    ':::',
    { due: '2026-03-01', interval: 30, ease: 2.1, reverse: { due: '2026-02-05', interval: 3, ease: 2.7 } }
  ],
  ['::', { due: '2026-02-05', interval: 3, ease: 2.7 }]
])('a card has what was learned of each direction, or what comes first: %s', (sign, learned) => {
  const { deck } = compile(`#flashcards\n\nA${sign}B <!--SR:!2026-03-01,30,210!2026-02-05,3,270-->\n`)
  expect(deck!.cards.map(({ schedule }) => schedule)).toEqual([{ kind: 'learned', ...learned }])
})
