import { describe, expect, it } from 'vitest'
import { type Deck, exportDeck, type PlanOptions } from '../../src'
import { fieldNames } from '../../src/anki/note'
import { noteTypeJson } from '../../src/anki/note-type'
import { plan } from '../../src/plan/plan'
import { deckOf, deckText, written } from '../decks'
import { allRows } from './rows'

const rowsOf = (decks: readonly Deck[], options?: PlanOptions) =>
  allRows(
    decks.map((deck) => plan(deck, options)),
    {}
  )
const decksIn = (decks: readonly Deck[]) =>
  Object.values(JSON.parse(rowsOf(decks).col.decks) as Record<string, { name: string; conf: number }>)
const noon = (date: string) => Date.parse(`${date}T12:00:00Z`) / 1000

describe('a card of a package', () => {
  const [first, second] = rowsOf([written('A', [{ days: [2, 5] }, { front: 'New?' }])]).cards

  it('comes up on the first day of its schedule, with its steps before it', () => {
    expect(first).toMatchObject({ type: 1, queue: 3, due: 2, left: 2, ivl: 0, factor: 0, data: '{"pos":1}' })
  })

  it('is a new one, in the order of the deck, without a schedule', () => {
    expect(second).toMatchObject({ type: 0, queue: 0, due: 2, left: 0, ivl: 0, factor: 0 })
  })

  it('is a review where Anki chooses the later days', () => {
    const deck = written('A', [{ days: [2, 5] }])
    const review = { type: 2, queue: 2, ivl: 2, factor: 2500, left: 0 }
    expect(rowsOf([deck], { schedule: 'review' }).cards[0]).toMatchObject({
      ...review,
      due: 2,
      data: '{"pos":1}'
    })
    const [dated] = rowsOf([deck], { schedule: 'review', start: '2020-03-01' }).cards
    expect(dated).toMatchObject({ ...review, due: 62 })
    expect(JSON.parse(dated!.data)).toEqual({ pos: 1, lrt: noon('2020-03-01') })
  })

  it('counts from a day that is never past, or from the day that is named', () => {
    const deck = written('A', [{ days: [2] }])
    expect(rowsOf([deck]).col.crt).toBe(noon('2100-01-01'))
    const dated = rowsOf([deck], { start: '2026-01-07' })
    expect(dated.col.crt + dated.cards[0]!.due * 86_400).toBe(noon('2026-01-09'))
  })
})

describe('the rows of a package', () => {
  it('have ids that are unique, whole and in the past, whatever is in the deck', () => {
    const cards = Array.from({ length: 300 }, (_, at) => ({ front: `${at}?` }))
    const { notes, cards: rows } = rowsOf([written('A', cards), written('B', cards)])
    expect(new Set([...notes, ...rows].map(({ id }) => id)).size).toBe(1200)
    expect(new Set(notes.map(({ guid }) => guid)).size).toBe(600)
    expect(
      [...notes, ...rows].every(({ id }) => Number.isSafeInteger(id) && id < Date.parse('2025-01-01'))
    ).toBe(true)
  })

  it('say when the deck was changed: as the world has it, else its date, else never', () => {
    const [undated, dated] = ['', '**Date Generated:** 2026-01-07\n\n'].map((label) =>
      deckOf(deckText('A', [{}]).replace('### ', `${label}### `))
    )
    const mod = (deck: Deck, world = {}) => allRows([plan(deck)], world).notes[0]!.mod
    expect(mod(dated!, { modified: new Date('2026-02-01T00:00:00.999Z') })).toBe(
      Date.parse('2026-02-01') / 1000
    )
    expect(mod(dated!)).toBe(noon('2026-01-07'))
    expect(mod(undated!)).toBe(noon('2025-11-25') - 43_200)
  })

  it('hold one deck of a name, and those above it', () => {
    const names = decksIn([written('A::B', [{}]), written('A::b', [{}])]).map(({ name }) =>
      name.toLowerCase()
    )
    expect(names).toEqual(['default', 'a', 'a::b'])
    expect(decksIn([written('Default', [{}])]).map(({ name }) => name)).toEqual(['Default'])
  })

  it('leave decks above ours, and those without a schedule, as the learner has them', () => {
    const presets = (decks: readonly Deck[]) => decksIn(decks).map(({ name, conf }) => [name, conf === 1])
    expect(presets([written('A::B', [{ days: [1] }, {}])])).toEqual([
      ...[
        ['Default', true],
        ['A', true],
        ['A::B::Days 1', false],
        ['A::B', false]
      ]
    ])
    expect(presets([written('A', [{}])])).toEqual([
      ['Default', true],
      ['A', true]
    ])
  })

  it('have as many fields as the note type', () => {
    const [note] = rowsOf([written('A', [{ labels: '**A:** b' }])]).notes
    expect(note!.flds.split('\u001f')).toHaveLength(fieldNames.length)
  })

  it('are refused where two decks hold the same card: Anki would add it twice', () => {
    const decks = [written('A', [{}]), written('A', [{ back: 'Otherwise.' }])]
    return expect(exportDeck(decks, 'apkg')).rejects.toThrow('Two decks hold the card')
  })
})

it('has a note type that never changes: a learner’s notes hang on it', () => {
  const { id, name, flds, tmpls } = noteTypeJson('basic')
  expect({ id, name, templates: tmpls.map(({ id, name }) => [id, name]) }).toEqual({
    id: 1_764_028_800_001,
    name: 'md2anki Basic',
    templates: [[1_764_028_802_000, 'Card 1']]
  })
  expect(flds.map(({ id, name }) => `${id} ${name}`)).toEqual([
    ...['1764028801000 Front', '1764028801001 Back', '1764028801002 Mnemonic', '1764028801003 Key Insight'],
    ...['1764028801004 Common Misconceptions', '1764028801005 Key Trade-offs', '1764028801006 More'],
    ...[
      '1764028801007 Concept',
      '1764028801008 Centrality',
      '1764028801009 Difficulty',
      '1764028801010 Review Plan'
    ],
    ...['1764028801011 Cross-References', '1764028801012 Source', '1764028801013 ID']
  ])
})
