import { describe, expect, it } from 'vitest'
import { noteFields, noteTypeNames } from '../../src/anki/note'
import { identify } from '../../src/compare/identify'
import { compile, type Deck } from '../../src/index'
import type { Package } from '../../src/model/package'
import { plan } from '../../src/plan/plan'
import { fc, runs } from '../fast-check'

/** A card as its author has it in mind; `key` says which card it is, whatever becomes of its text. */
interface Draft {
  readonly key: number
  readonly front: readonly string[]
  readonly back: readonly string[]
  readonly concept?: string
  readonly id?: string
}

interface Draw {
  readonly title: string
  readonly cards: readonly Draft[]
}

function markdownOf({ title, cards }: Draw): string {
  const written = cards.map(({ front, back, concept, id }, at) =>
    [
      `### Card ${at + 1} of ${cards.length} | ${at % 2 ? 'Easy' : 'Hard'}`,
      ...(concept ? [`**Concept:** ${concept}`] : []),
      ...(id ? [`**ID:** ${id}`] : []),
      `\n#### Front\n${front.join(' ')}\n\n#### Back\n${back.join(' ')}`
    ].join('\n')
  )
  return [`# Flashcards: ${title}`, ...written].join('\n\n')
}

function deckOf(draw: Draw): Deck {
  return compile(markdownOf(draw)).deck!
}

/** What a package built of decks would be read as. */
function packageOf(decks: readonly Deck[]): Package {
  const notes = decks
    .flatMap((deck) => plan(deck).cards.map((card) => ({ card, deck })))
    .map(({ card, deck }, at) => ({
      id: at,
      guid: card.guid,
      mod: 0,
      noteType: {
        id: card.type === 'cloze' ? 2 : 1,
        name: noteTypeNames[card.type],
        isCloze: card.type === 'cloze',
        fields: [],
        templates: []
      },
      fields: noteFields(card, deck),
      tags: card.tags,
      cards: []
    }))
  return { notes, decks: [], media: new Map() }
}

function identified(before: Deck, draw: Draw): Deck {
  return identify([deckOf(draw)], packageOf([before])).decks[0]!
}

/** A few hundred words that look like words, and are all different. */
const vocabulary = Array.from({ length: 1200 }, (_, at) => {
  const syllables = ['ba', 'ke', 'lo', 'mi', 'nu', 'ra', 'se', 'ti', 'vo', 'zu', 'da', 'fe']
  return [at % 12, Math.floor(at / 12) % 12, Math.floor(at / 144)].map((digit) => syllables[digit]).join('')
})

const wordIn = (many: number) => fc.nat({ max: many - 1 }).map((at) => vocabulary[at]!)
const side = (many: number, least: number) => fc.array(wordIn(many), { minLength: least, maxLength: 14 })

/** An edit of a deck: `roll` picks the card, `words` are what it writes. */
interface Edit {
  readonly name: keyof typeof edits
  readonly roll: number
  readonly words: readonly string[]
}

/** Less than a third of the words are others. */
function reworded(text: readonly string[], words: readonly string[], roll: number): readonly string[] {
  const count = Math.ceil(text.length / 3) - 1
  const first = roll % text.length
  const isNew = (at: number) => (at - first + text.length) % text.length < count
  return text.map((word, at) => (isNew(at) ? `${words[at % words.length]}` : word))
}

let keys = 0

const edits = {
  reword: (card: Draft, { words, roll }: Edit) => [
    { ...card, front: reworded(card.front, words, roll), back: reworded(card.back, words, roll + 1) }
  ],
  answer: (card: Draft, { words }: Edit) => [{ ...card, back: words }],
  concept: (card: Draft, { words }: Edit) => [{ ...card, concept: words.slice(0, 2).join(' ') }],
  remove: () => [],
  insert: (card: Draft, { words }: Edit) => [card, { key: ++keys, front: words, back: words.toReversed() }]
} satisfies Record<string, (card: Draft, edit: Edit) => readonly Draft[]>

function edited({ title, cards }: Draw, edit: Edit): Draw {
  const at = edit.roll % Math.max(1, cards.length)
  return {
    title,
    cards: cards.flatMap((card, index) => (index === at ? edits[edit.name](card, edit) : [card]))
  }
}

interface Round {
  readonly edits: readonly Edit[]
  readonly title: string
  /** How far the cards are turned, and whether they then stand the other way round. */
  readonly turn: number
  readonly flip: boolean
}

const rounds = (many: number): fc.Arbitrary<readonly Round[]> =>
  fc.array(
    fc.record({
      edits: fc.array(
        fc.record({
          name: fc.constantFrom(...(Object.keys(edits) as (keyof typeof edits)[])),
          roll: fc.nat({ max: 1000 }),
          words: side(many, 6)
        }),
        { maxLength: 4 }
      ),
      title: fc.constantFrom('Rivers', 'Lakes', 'Nature::Rivers'),
      turn: fc.nat({ max: 10 }),
      flip: fc.boolean()
    }),
    { minLength: 1, maxLength: 4 }
  )

const drawing = (many: number): fc.Arbitrary<Draw> =>
  fc
    .array(
      fc.record({
        front: side(many, 4),
        back: side(many, 1),
        concept: fc.option(wordIn(many), { nil: undefined }),
        named: fc.boolean()
      }),
      { minLength: 1, maxLength: 12 }
    )
    .map((cards) => ({
      title: 'Rivers',
      cards: cards.map(({ front, back, concept, named }, at) => ({
        key: ++keys,
        front,
        back,
        ...(concept && { concept: `${concept} ${at}` }),
        ...(named && { id: `card-${keys}` })
      }))
    }))

function turned({ title, cards }: Draw, { turn, flip }: Round): Draw {
  const at = cards.length > 0 ? turn % cards.length : 0
  const moved = [...cards.slice(at), ...cards.slice(0, at)]
  return { title, cards: flip ? moved.toReversed() : moved }
}

/** Of how many words of both sides most are the same. */
function changed(one: readonly string[], other: readonly string[]): number {
  const left = [...other]
  const common = one.filter((word) => {
    const at = left.indexOf(word)
    if (at >= 0) left.splice(at, 1)
    return at >= 0
  }).length
  return 1 - (2 * common) / (one.length + other.length)
}

function isTheSameToAReader(before: Draft, after: Draft): boolean {
  if (after.id) return true
  const [front, back] = [changed(before.front, after.front), changed(before.back, after.back)]
  return front < 1 / 3 && back < 1 / 3
}

/** Nobody can tell such cards apart. */
function isTheSameText(one: Draft, other: Draft): boolean {
  return one.front.join() === other.front.join() && one.back.join() === other.back.join()
}

/** Lives through the rounds, and gives each build with the one before it. */
function life(draw: Draw, all: readonly Round[]) {
  let before = { draw, deck: deckOf(draw) }
  return all.flatMap((round) => {
    const next = turned({ ...round.edits.reduce(edited, before.draw), title: round.title }, round)
    if (next.cards.length === 0) return []
    const after = { draw: next, deck: identified(before.deck, next) }
    const pair = { before, after }
    before = after
    return [pair]
  })
}

type Built = ReturnType<typeof life>[number]['before']

function guidsByKey({ draw, deck }: Built): ReadonlyMap<number, string> {
  return new Map(draw.cards.map(({ key }, at) => [key, deck.cards[at]!.guid]))
}

describe('a card', () => {
  it('that a reader would call the same stays the same, over 500 lives of a deck', () => {
    fc.assert(
      fc.property(drawing(1200), rounds(1200), (draw, all) => {
        for (const { before, after } of life(draw, all)) {
          const [had, has] = [guidsByKey(before), guidsByKey(after)]
          for (const card of after.draw.cards) {
            const old = before.draw.cards.find(({ key }) => key === card.key)
            if (old && isTheSameToAReader(old, card)) expect(has.get(card.key)).toBe(had.get(card.key))
          }
        }
      }),
      runs(500)
    )
  })

  it.each([1200, 40])('never takes another one’s place, of %i words', (many) => {
    fc.assert(
      fc.property(drawing(many), rounds(many), (draw, all) => {
        for (const { before, after } of life(draw, all)) {
          const owners = new Map([...guidsByKey(before)].map(([key, guid]) => [guid, key]))
          const now = [...guidsByKey(after)]
          expect(new Set(now.map(([, guid]) => guid)).size).toBe(now.length)
          for (const [key, guid] of now) {
            const owner = before.draw.cards.find((card) => card.key === (owners.get(guid) ?? key))
            const card = after.draw.cards.find((each) => each.key === key)!
            if (owner && !isTheSameText(owner, card)) expect(owner.key).toBe(key)
          }
        }
      }),
      runs(500)
    )
  })
})

describe('cards that share something with many', () => {
  const words = (text: string) => text.split(' ')
  const two: Draft = {
    key: 2,
    concept: 'Definition',
    front: words('What is a lake?'),
    back: words('Still water')
  }
  const cards: readonly Draft[] = [
    { key: 1, concept: 'Definition', front: words('What is a river?'), back: words('Water that flows') },
    two
  ]
  const guids = (deck: Deck) => deck.cards.map(({ guid }) => guid)

  it.each([
    ['a concept', {}, { concept: 'Definition', front: words('Who was Hannibal?'), back: words('A general') }],
    [
      'a front',
      { front: words('What is a river?') },
      { front: words('What is a river?'), back: words('A general') }
    ],
    ['a short back', {}, { front: words('Who was Hannibal?'), back: words('Still water') }]
  ])('are not taken for one that is gone: %s', (_, gone, other) => {
    const before = deckOf({ title: 'Rivers', cards: [cards[0]!, { ...two, ...gone }] })
    const after = identified(before, { title: 'Rivers', cards: [{ key: 4, ...other }, cards[0]!] })
    expect(guids(before)[0]).toBe(guids(after)[1])
    expect(guids(before)).not.toContain(guids(after)[0])
  })

  it('are known by a back that says much, though the question is another', () => {
    const back = words('Because the water of the river carries sand and stones to the sea')
    const before = deckOf({
      title: 'Rivers',
      cards: [...cards, { key: 3, front: words('Why are there deltas?'), back }]
    })
    const after = identified(before, {
      title: 'Lakes',
      cards: [{ key: 3, front: words('How do branches of a mouth come about?'), back }, ...cards]
    })
    expect(guids(after)).toEqual([guids(before)[2], ...guids(before).slice(0, 2)])
  })
})

describe('cards that are made of one sentence', () => {
  const element = (key: number, name: string, property: string): Draft => ({
    key,
    front: `Which property of the chemical element ${name} is most important for its use in industry?`.split(
      ' '
    ),
    back: `In industry its most important property is the ${property}`.split(' ')
  })
  const others = (count: number) =>
    Array.from({ length: count }, (_, at) =>
      element(at, vocabulary[at]!, `${vocabulary[at + 400]} ${vocabulary[at + 800]}`)
    )

  it.each([3, 20, 61, 200])('are not taken for one another among %i', (count) => {
    const [helium, titanium] = [
      element(1000, 'helium', 'low boiling point'),
      element(1001, 'titanium', 'low density')
    ]
    const before = deckOf({ title: 'Elements', cards: [...others(count), helium] })
    const after = identified(before, { title: 'Elements', cards: [...others(count), titanium] })
    expect(after.cards.slice(0, -1).map(({ guid }) => guid)).toEqual(
      before.cards.slice(0, -1).map(({ guid }) => guid)
    )
    expect(before.cards.map(({ guid }) => guid)).not.toContain(after.cards.at(-1)!.guid)
  })
})

describe('a card between the same cards', () => {
  const words = (text: string) => text.split(' ')
  const deck = (front: string) => ({
    title: 'Planets',
    cards: [
      { key: 1, front: words('How many planets are there?'), back: ['Eight'] },
      { key: 2, front: words(front), back: ['Mercury'] },
      { key: 3, front: words('What is a moon?'), back: ['A satellite'] }
    ]
  })
  const guids = (front: string) =>
    identified(deckOf(deck('Which planet is nearest to the sun?')), deck(front)).cards[1]!.idFrom

  it('is the same with a question that is like the one before, and not with any', () => {
    expect(guids('Which of the planets is nearest?')).toBe('previous')
    expect(guids('What metal do old thermometers hold?')).toBe('text')
  })
})

it('that is copied, or was there twice, stays one card', () => {
  const card = (key: number): Draft => ({ key, front: ['Why?'], back: ['Because'] })
  const [one, two] = [
    deckOf({ title: 'A', cards: [card(1)] }),
    deckOf({ title: 'A', cards: [card(1), card(2)] })
  ]
  expect(identified(one, { title: 'A', cards: [card(1), card(2)] }).cards[0]!.guid).toBe(one.cards[0]!.guid)
  expect(identified(two, { title: 'A', cards: [card(1)] }).cards[0]!.guid).toBe(two.cards[0]!.guid)
})

it('takes any text of a package: &#9999999999; is no character', () => {
  const before = packageOf([deckOf({ title: 'A', cards: [{ key: 1, front: ['Why?'], back: ['So'] }] })])
  const odd = {
    ...before,
    notes: before.notes.map((note) => ({
      ...note,
      fields: { ...note.fields, Front: '&#9999999999; &#xfffffff; &#x3C;' }
    }))
  }
  expect(
    identify([deckOf({ title: 'A', cards: [{ key: 1, front: ['How?'], back: ['Thus'] }] })], odd).decks
  ).toHaveLength(1)
})
