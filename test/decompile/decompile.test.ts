import { describe, expect, it } from 'vitest'
import { compile } from '../../src'
import { decompile } from '../../src/decompile/decompile'
import { guidOf, idForGuid } from '../../src/model/identity'
import { packageWith, type WrittenNote } from './packages'

const basic = { fields: { Front: 'Why?', Back: 'Because.' } }

function decksOf(...notes: readonly WrittenNote[]) {
  return decompile(packageWith(...notes), compile)
}

/** The text of the only deck. */
function deckOf(...notes: readonly WrittenNote[]): string {
  const { decks } = decksOf(...notes)
  expect(decks).toHaveLength(1)
  return decks[0]!.markdown
}

function losses(...notes: readonly WrittenNote[]): readonly string[] {
  return decksOf(...notes).diagnostics.map(({ message }) => message)
}

describe('a note', () => {
  it('is a card with the id that its GUID gives', () => {
    expect(deckOf({ ...basic, guid: 'a|b<c>"&', tags: ['x', 'difficulty::hard'] })).toBe(`# Flashcards: Deck

**Total Cards:** 1

### Card 1 of 1 | Hard
**ID:** guid-617c623c633e2226
**Tags:** x

#### Front

Why?

#### Back

Because.
`)
  })

  it('has sections for the fields that are neither side, under names that no side has', () => {
    const fields = { Word: 'a', Meaning: 'b', Answer: 'c', 'Card 1': 'd', Empty: '<br>', 'Ex*ample*': 'e' }
    const [card] = compile(deckOf({ fields, noteType: 'Vocabulary' })).deck!.cards
    expect(card!.front.text).toBe('a')
    expect(card!.back.text).toBe('b')
    expect(card!.sections.map(({ name, text }) => [name, text])).toEqual([
      ['Field Answer', 'c'],
      ['Field Card 1', 'd'],
      ['Ex*ample*', 'e']
    ])
  })

  it('is a cloze where its note type is one', () => {
    const notes = [
      { isCloze: true, fields: { Text: '{{c1::a}}', 'Back Extra': 'b' } },
      { isCloze: true, fields: { Text: '{{c1::c}}', 'Back Extra': '' } },
      { isCloze: true, fields: { Header: 'd', Text: '{{c2::e::f}}' } },
      { fields: { Front: '{{c1::g}}', Back: 'h' } }
    ]
    const { cards } = compile(deckOf(...notes)).deck!
    expect(cards.map(({ type, front, back }) => [type, front.text, back.text])).toEqual([
      ['cloze', '{{c1::a}}', 'b'],
      ['cloze', '{{c1::c}}', ''],
      ['cloze', '{{c2::e::f}}', ''],
      ['basic', '{{c1::g}}', 'h']
    ])
  })

  it.each([
    ['no answer', { fields: { Front: 'a', Back: '<div><br></div>' } }, 'all, for they have no answer'],
    [
      'a picture with gaps',
      { isCloze: true, fields: { O: '{{c1::image-occlusion:rect}}', I: 'b' } },
      'gaps in pictures'
    ],
    ['more cards', { ...basic, cards: [{}, {}] }, 'all cards but the first'],
    ['what was learned', { ...basic, cards: [{ type: 2, interval: 9 }] }, 'what was learned'],
    ['a GUID that is no text', { ...basic, guid: 'a\u0000b' }, 'the identity'],
    ['a tag with a comma', { ...basic, tags: ['a,b'] }, 'some marks in tags'],
    ['colours', { fields: { Front: '<font color="red">a</font>', Back: 'b' } }, 'colours'],
    ['a class', { fields: { Front: '<b class="x">a</b>', Back: 'b' } }, 'other looks'],
    ['a drawing', { fields: { Front: 'a<svg></svg>', Back: 'b' } }, 'what runs'],
    [
      'a picture in its text',
      { fields: { Front: 'a<img src="data:image/png;base64,x">', Back: 'b' } },
      'what runs'
    ]
  ] as const)('says what is left out of it: %s', (_, note, message) => {
    expect(losses(note)).toEqual([expect.stringContaining(message)])
  })

  it('says nothing where nothing is left out', () => {
    const fields = { Front: 'a<div style="font-weight: bold"><br>b</div>', Back: '<ul><li>&nbsp;c</li></ul>' }
    expect(losses({ fields, tags: ['a::b', 'c.d', 'x/y'] })).toEqual([])
  })

  it('has no id where another has its GUID', () => {
    const { decks, diagnostics } = decksOf({ ...basic, guid: 'a' }, { fields: { A: 'b', B: 'c' }, guid: 'a' })
    expect(diagnostics).toMatchObject([{ message: expect.stringContaining('the identity (`b`)') }])
    expect(compile(decks[0]!.markdown).diagnostics).toEqual([])
  })

  it('is named in the finding, of many a few', () => {
    const notes = ['a', 'b', 'c', 'd', 'e'].map((Front) => ({ fields: { Front, Back: '' } }))
    expect(losses(...notes)).toEqual([
      'Left out of 5 notes: all, for they have no answer (`a`, `b`, `c` and 2 more)'
    ])
    expect(decksOf(...notes).decks).toEqual([])
  })
})

describe('a learned card', () => {
  const learned = { ...basic, cards: [{ type: 2, interval: 12, ease: 2500 }] }

  it('has a row of the schedule where that is asked for', () => {
    const { decks, diagnostics } = decompile(packageWith(learned, basic), compile, { withSchedule: true })
    const { deck } = compile(decks[0]!.markdown)
    expect(diagnostics).toEqual([])
    expect(deck!.cards.map(({ schedule }) => schedule)).toEqual([
      { kind: 'growth', firstInterval: 12, multiplier: 2.5 },
      null
    ])
  })

  it.each([
    [0, 2.5],
    [1000, 1.3],
    [9000, 5]
  ])('has an ease that a deck can have: %i', (ease, multiplier) => {
    const note = { ...basic, cards: [{ type: 2, interval: 3, ease }] }
    const { decks } = decompile(packageWith(note), compile, { withSchedule: true })
    expect(compile(decks[0]!.markdown).deck!.cards[0]!.schedule).toMatchObject({ multiplier })
  })
})

describe('decks', () => {
  it('have a file each, for each of Anki’s', () => {
    const notes = ['A', 'A::B', 'A', 'Card #1 *x*'].map((deck, index) => ({
      deck,
      fields: { Front: `${index}`, Back: 'x' }
    }))
    const { decks } = decksOf(...notes)
    expect(decks.map(({ name, cards }) => [name, cards])).toEqual([
      ['A', 2],
      ['A::B', 1],
      ['Card #1 *x*', 1]
    ])
    expect(decks.map(({ markdown }) => compile(markdown).deck!.name)).toEqual(['A', 'A::B', 'Card #1 *x*'])
  })

  it('have the date of the last change', () => {
    expect(deckOf({ ...basic, mod: 1_790_000_000 })).toContain('**Date Generated:** 2026-09-21\n')
  })
})

describe('the id of a GUID', () => {
  it.each(['a', 'a|b<c>"&', 'Kz,~n]q$0)', 'ÄÖ 漢 🂡', '\ufeffx'])('gives it back: %s', (guid) => {
    expect(guidOf(idForGuid(guid)!)).toBe(guid)
  })

  it.each(['', 'a\u0001', '\ud800', 'a'.repeat(201)])('is none where it cannot: %j', (guid) => {
    expect(idForGuid(guid)).toBeUndefined()
  })

  it.each(['guid-', 'guid-6', 'guid-FF', 'guid-ff', 'guid-01', 'guid-xy'])(
    'is an id as any other: %s',
    (id) => {
      expect(guidOf(id)).toMatch(/^[0-9A-Za-z]{12}$/)
    }
  )
})
