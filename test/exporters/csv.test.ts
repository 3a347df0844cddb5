import { describe, expect, it } from 'vitest'
import { type Deck, exportDeck, type PlanOptions } from '../../src'
import { fieldNames, noteFields } from '../../src/anki/note'
import { plan } from '../../src/plan/plan'
import { deckOf, written } from '../decks'
import { fixtures } from '../fixtures'
import { shared } from '../shared'

type Options = PlanOptions & { readonly options?: { readonly layout?: 'full' | 'basic' } }

async function csvOf(deck: Deck | readonly Deck[], options: Options = {}) {
  const { content, advice } = await exportDeck(deck, 'csv', options)
  const text = String(content)
  const head = text
    .split('\n')
    .filter((line, at, all) => all.slice(0, at + 1).every((each) => each.startsWith('#')) && line)
  return { text, head, rows: cellsOf(text.slice(head.join('\n').length + 1)), advice }
}

/** RFC 4180, read strictly: every cell is quoted, and records end with LF. */
function cellsOf(text: string): readonly (readonly string[])[] {
  const rows: string[][] = []
  let row: string[] = []
  for (let at = 0; at < text.length; ) {
    const [whole, cell = '', mark] = /"((?:[^"]|"")*)"([,\n])/y.exec(text.slice(at)) ?? []
    if (whole === undefined) throw new Error(`no cell at ${JSON.stringify(text.slice(at, at + 20))}`)
    at += whole.length
    row.push(cell.replaceAll('""', '"'))
    if (mark === '\n') {
      rows.push(row)
      row = []
    }
  }
  expect(row).toEqual([])
  return rows
}

const hazards = written('A, "B"', [
  {
    front: '"quoted", #hash; tab\there',
    back: '#not a comment\n\n```\n#,"\n\n""\n```',
    labels: '**Tags:** one, two'
  },
  { front: '=1+1', back: '@x -y +z', days: [1, 3] }
])

describe('a CSV file', () => {
  const decks = [
    hazards,
    ...fixtures.names.flatMap((name) => (name === 'html-removed' ? deckOf(fixtures.read(name)) : []))
  ]

  it('gives back what was put into it', async () => {
    const { rows } = await csvOf(decks)
    const expected = decks
      .map((deck) => plan(deck))
      .flatMap((deck) =>
        deck.cards.map((card) => {
          const fields = noteFields(card, deck)
          return [
            card.guid,
            'md2anki Basic',
            card.deck,
            card.tags.join(' '),
            ...fieldNames.map((name) => fields[name])
          ]
        })
      )
    expect(rows.map((row) => row.slice(0, -3))).toEqual(expected)
  })

  it('says when cards come up, for other programs', async () => {
    const deck = deckOf(fixtures.read('mixed-schedules'))
    const plans = async (options: Options) => (await csvOf(deck, options)).rows.map((row) => row.slice(-3))
    expect(await plans({})).toEqual([
      ['1', '1', 'exact 1 3'],
      ['1', '1', 'exact 1 3'],
      ['2', '2', 'exact 2 30'],
      ['', '', 'new']
    ])
    expect(await plans({ schedule: 'review', start: '2026-01-07' })).toEqual([
      ['2026-01-08', '1', 'review 2.5'],
      ['2026-01-08', '1', 'review 2.5'],
      ['2026-01-09', '2', 'review 2.5'],
      ['', '', 'new']
    ])
    expect(await plans({ options: { layout: 'basic' } })).toEqual(await plans({}))
  })

  it.skipIf(!shared.here)('gives back the hazards that are collected beside the project', async () => {
    const deck = deckOf(shared.read('cases/odd/013-csv-hazards.md'))
    const { rows } = await csvOf(deck)
    expect(rows.map(([, , , , front, back]) => [front, back])).toEqual(
      deck.cards.map(({ front, back }) => [front.html, back.html])
    )
  })

  it('tells Anki its columns, and has no other line that Anki takes for a directive', async () => {
    const { text, head } = await csvOf(hazards)
    expect(head).toEqual([
      ...[
        '#separator:Comma',
        '#html:true',
        '#guid column:1',
        '#notetype column:2',
        '#deck column:3',
        '#tags column:4'
      ],
      `#columns:GUID,Note type,Deck,Tags,${fieldNames.join(',')},First Due,Interval,Plan`
    ])
    expect(text.slice(head.join('\n').length + 1)).toMatch(/^"/)
    expect(text.endsWith('"\n')).toBe(true)
  })

  it('says that Anki must know the note type', async () => {
    expect((await csvOf(hazards)).advice).toEqual([expect.stringContaining('md2anki Basic')])
  })

  it('has a layout for collections without the note type', async () => {
    const { head, rows, advice } = await csvOf(hazards, { options: { layout: 'basic' } })
    expect(head).toEqual([
      ...[
        '#separator:Comma',
        '#html:true',
        '#deck column:3',
        '#tags column:4',
        '#columns:Front,Back,Deck,Tags,Review Plan,First Due,Interval,Plan'
      ]
    ])
    expect(rows[1]).toEqual([
      '<p>=1+1</p>',
      '<p>@x -y +z</p>',
      'A, "B"::Days 1-3',
      'difficulty::easy',
      'Day 1, Day 3',
      ...['1', '1', 'exact 1 3']
    ])
    expect(advice).toHaveLength(1)
  })

  it('carries the dates of the reviews where they are known', async () => {
    const { rows } = await csvOf(hazards, { start: '2026-01-07' })
    expect(rows[1]?.[4 + fieldNames.indexOf('Review Plan')]).toBe('Day 1 (2026-01-08), Day 3 (2026-01-10)')
  })

  it('takes no option that it does not know', async () => {
    await expect(exportDeck(hazards, 'csv', { options: { layout: 'wide' } })).rejects.toThrow('layout')
    await expect(exportDeck(hazards, 'csv', { options: { tabs: true } })).rejects.toThrow('tabs')
  })
})
