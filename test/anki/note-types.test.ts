import { describe, expect, it } from 'vitest'
import type { Card, Deck } from '../../src'
import { ordinalsOf } from '../../src/anki/ordinals'
import { fixtures } from '../fixtures'
import { ankiHere, ankiVersions, type Collection, oldestAndNewest, useAnki } from './anki'
import { bothBoxes, deckOf, useBuilds } from './build'

const names = [
  'note-types',
  'note-type-of-a-deck',
  'cloze-in-full',
  'cloze',
  'obsidian-reviews',
  'hashcards-cloze'
]
const decks = names.map((name) => deckOf(fixtures.read(name), `${name}.md`))

/** A side, as another program may make one, that Anki takes for empty, or not. */
const backs = [
  '',
  ' ',
  '<br>',
  '<div></div>',
  '<div>\n<br /></div>',
  '<p></p>',
  '&nbsp;',
  '<img src="a.png">',
  '\u200b'
]
const [template] = deckOf('# Flashcards: Backs\n\n### Card 1\n#### Front\nA\n#### Back\nB').cards
const hollow: Deck = {
  ...decks[0]!,
  name: 'Hollow',
  cards: (['basic', 'reversed', 'optional-reversed', 'type-in', 'cloze'] as const).flatMap((type) =>
    backs.flatMap((html, index) =>
      ['y', 'no', ''].map((say): Card => {
        const front = { ...template!.front, html: type === 'cloze' ? '{{c1::A}}' : 'A' }
        const fields = say ? { 'add reverse': { markdown: say, html: say, text: say } } : {}
        const id = `${type}-${index}-${say}`
        return { ...template!, type, id, guid: id, front, back: { ...template!.back, html }, fields }
      })
    )
  )
}

const gaps = [
  '{{c1::a}} and {{c1::b}} and {{c3::c::hint}}',
  '{{c1::a {{c2::b {{c3::c}}}}}} {{c2::d}}',
  '{{c1,2::both::hint}} {{c2,4::x}}',
  '{{c1::`a::b }}` c}} `{{c2::d}}`',
  '`{{c1::{ a: {} }}}` and {{c500::last}}',
  '{{c1::[a](https://example.org/b::c "}}")}} {{{c2::d}}}',
  '{{c01::a}} {{ c2::b }} {c3::c} {{c1::}}',
  `${'{{c1::'.repeat(10)}x${'}}'.repeat(10)}`,
  '{{c2::**a** b}}\n\n- {{c4::c\n- d}}',
  '{{c1::a}} }} {{c2::b}}'
].map((front, index) => `### Card ${index + 1}\n#### Front\n${front}\n`)
const cloze = deckOf(`# Flashcards: All gaps\n\n${gaps.join('\n')}`)

const all = [...decks, hollow, cloze]
const cardsOf = ({ cards }: Deck) =>
  cards.flatMap((card) => ordinalsOf(card).map((ord) => ({ guid: card.guid, ord }))).sort(byGuid)
const byGuid = (one: { guid: string; ord: number }, other: { guid: string; ord: number }) =>
  one.guid.localeCompare(other.guid) || one.ord - other.ord

async function cardsIn(collection: Collection) {
  return (await collection.dump()).cards.map(({ guid, ord }) => ({ guid, ord })).sort(byGuid)
}

describe.skipIf(!ankiHere).each(oldestAndNewest)('the cards of notes in Anki %s', (version) => {
  const build = useBuilds()
  const anki = useAnki(version)

  it.each(all.map((deck) => ({ name: deck.name, deck })))(
    'are those that Anki makes itself: $name',
    async ({ deck }) => {
      const collection = await anki.open()
      await collection.importPackage(await build(deck, 'apkg'), bothBoxes)
      expect(await cardsIn(collection)).toEqual(cardsOf(deck))
      expect(await collection.regenerate()).toEqual({ added: [], empty: [] })
      expect(await collection.check()).toEqual({ ok: true, problems: expect.any(String) })
    }
  )

  it.each(all.map((deck) => ({ name: deck.name, deck })))(
    'are made of a text file, too: $name',
    async ({ deck }) => {
      const collection = await anki.open()
      const types = deck.cards.map((card, index) => ({
        ...card,
        id: `known-${index}`,
        guid: `known-${index}`
      }))
      await collection.importPackage(await build({ ...deck, cards: types }, 'apkg'), bothBoxes)
      expect(await collection.importCsv(await build(deck, 'csv'))).toMatchObject({ new: deck.cards.length })
      const made = (await cardsIn(collection)).filter(({ guid }) => !guid.startsWith('known-'))
      expect(made).toEqual(cardsOf(deck))
    }
  )

  it.each([{ fsrs: false }, { fsrs: true, ageDays: 400 }])(
    'all come up on the days of the note: %o',
    async (opening) => {
      const [deck] = decks
      const collection = await anki.open(opening)
      await collection.importPackage(await build(deck!, 'apkg'), bothBoxes)
      const studied = await collection.study({ days: 4 })
      expect(studied.map(({ guid, ord }) => ({ guid, ord })).sort(byGuid)).toEqual(cardsOf(deck!))
      expect(studied.map(({ days }) => days)).toEqual(studied.map(() => [1, 3]))
    }
  )

  it('go on from where each direction stands', async () => {
    const collection = await anki.open()
    const today = Date.parse(collection.today)
    const note = (days: number, interval: number, ease: number) =>
      `!${new Date(today + days * 86_400_000).toISOString().slice(0, 10)},${interval},${ease}`
    const deck = deckOf(
      `#flashcards\n\nKeystone:::Top stone <!--SR:${note(2, 3, 270)}${note(5, 30, 210)}-->\n`
    )
    await collection.importPackage(await build(deck, 'apkg'), bothBoxes)
    const { cards } = await collection.dump()
    expect(cards.map(({ ord, type, ivl, factor, inDays }) => ({ ord, type, ivl, factor, inDays }))).toEqual([
      { ord: 0, type: 2, ivl: 3, factor: 2700, inDays: 2 },
      { ord: 1, type: 2, ivl: 30, factor: 2100, inDays: 5 }
    ])
    expect((await collection.study({ days: 6 })).map(({ days }) => days[0])).toEqual([2, 5])
  })

  it('ask and answer as their types say', async () => {
    const collection = await anki.open()
    const [deck] = decks
    await collection.importPackage(await build(deck!, 'apkg'), bothBoxes)
    const { notes } = await collection.dump()
    expect(new Set(notes.map(({ noteType }) => noteType))).toEqual(
      new Set([
        'md2anki Basic',
        'md2anki Basic (and reversed card)',
        'md2anki Basic (optional reversed card)',
        'md2anki Basic (type in the answer)',
        'md2anki Cloze'
      ])
    )
    const cards = (await collection.render()).toSorted(
      (one, other) => placeIn(deck!, one) - placeIn(deck!, other)
    )
    expect(cards.map(({ question }) => question.text)).toEqual([
      'Keystone',
      'The stone that closes an arch',
      'Abutment',
      'What an arch stands on',
      'Span',
      'In which year did the Golden Gate open?\n[[type:Back]]',
      'An arch is [...], a cable is pulled.',
      'An arch is pressed, a cable is [...].',
      'Beam or arch?'
    ])
    expect(cards.map(({ answer }) => answer.text.split('\n').slice(0, 3).join('|'))).toEqual([
      expect.stringMatching(/^Keystone\|The stone that closes an arch\|/),
      expect.stringMatching(/^The stone that closes an arch\|Keystone\|/),
      expect.stringMatching(/^Abutment\|What an arch stands on\|/),
      expect.stringMatching(/^What an arch stands on\|Abutment\|/),
      expect.stringMatching(/^Span\|From one support to the next\|/),
      'In which year did the Golden Gate open?|[[type:Back]]|1937',
      expect.stringMatching(/^An arch is pressed, a cable is pulled\.\|And a beam is both\.\|/),
      expect.stringMatching(/^An arch is pressed, a cable is pulled\.\|And a beam is both\.\|/),
      expect.stringMatching(/^Beam or arch\?\|An arch for stone\.\|/)
    ])
  })

  it('keep in their gaps what is no mark of one', async () => {
    const collection = await anki.open()
    const deck = deckOf(
      [
        '# Flashcards: Code',
        '### Card 1\n#### Front\n{{c1::`a::b {{}}` c::hint}} `x::{{c2::f({})::y}}`',
        '### Card 2\n**Type:** Cloze\n#### Front\n<mark>std::swap({{}})</mark> <mark>`}}`</mark>'
      ].join('\n\n')
    )
    await collection.importPackage(await build(deck, 'apkg'), bothBoxes)
    const cards = (await collection.render()).toSorted(
      (one, other) => placeIn(deck, one) - placeIn(deck, other)
    )
    expect(cards.map(({ question, answer }) => [question.text, answer.text.split('\n')[0]])).toEqual([
      ['[hint] x::f({})', 'a::b {{}} c x::f({})'],
      ['a::b {{}} c x::[y]', 'a::b {{}} c x::f({})'],
      ['[...] }}', 'std::swap({{}}) }}'],
      ['std::swap({{}}) [...]', 'std::swap({{}}) }}']
    ])
  })

  const comma = '{{c1,2::both::hint}} {{c3::x}}'
  const shown = [
    ['[hint] x', 'both x'],
    ['[hint] x', 'both x'],
    ['both [...]', 'both x']
  ]

  it('show a gap with several numbers, in versions that do not know the comma, too', async () => {
    const collection = await anki.open()
    const deck = deckOf(`# Flashcards: Comma\n\n### Card 1\n#### Front\n${comma}`)
    await collection.importPackage(await build(deck, 'apkg'), bothBoxes)
    expect(await firstLines(collection)).toEqual(shown)
  })

  it.runIf(version === ankiVersions[0])('show it as this version does with the comma', async () => {
    const collection = await anki.open()
    await collection.addNote({ noteType: 'Cloze', deck: 'Comma', fields: { Text: comma, 'Back Extra': '' } })
    expect(await firstLines(collection)).toEqual(shown)
  })
})

async function firstLines(collection: Collection) {
  const cards = (await collection.render()).toSorted((one, other) => one.ord - other.ord)
  return cards.map(({ question, answer }) => [question.text, answer.text.split('\n')[0]])
}

function placeIn({ cards }: Deck, { guid, ord }: { guid: string; ord: number }): number {
  return cards.findIndex((card) => card.guid === guid) + ord / 1000
}
