import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { type Card, compile, type Schedule } from '../src'
import { dialects } from '../src/read/dialects'

const page = readFileSync(new URL('../docs/deck-format.md', import.meta.url), 'utf8').replaceAll('\r\n', '\n')

const fence = /^(`{3,})(\w+)\n(.*?)^\1$/gms
const prose = (text: string) => text.replace(fence, '')

/** Each deck on the page, with what the comment before it promises and the heading that it stands under. */
const examples = [...page.matchAll(fence)]
  .filter(([, , language]) => language === 'markdown')
  .map(({ 3: deck = '', index }) => {
    const before = prose(page.slice(0, index))
    const heading = [...before.matchAll(/^#{2,3} `?(.*?)`?$/gm)].at(-1)?.[1] ?? ''
    return { deck, heading, promise: /<!-- (.*) -->\s*$/.exec(before)?.[1] ?? '' }
  })

const section = (heading: string) =>
  prose(page)
    .split(`\n${heading}\n`)[1]
    ?.split(/^#{2,3} /m)[0] ?? ''
const rows = (text: string) =>
  [...text.matchAll(/^\| `.*$/gm)].map(([row]) =>
    row
      .split(/(?<!\\)\|/)
      .slice(1, -1)
      .map((cell) => cell.trim().replaceAll('`', '').replaceAll('\\|', '|'))
  )

describe.each(examples)('the deck under $heading', ({ promise, deck: markdown, heading }) => {
  const { cards, findings } = read(markdown)

  it('is what the page promises', () => {
    expect(findings).toEqual([])
    const [count, ...schedules] = promise.split(', ')
    expect(count).toBe(`${cards.length} ${cards.length === 1 ? 'card' : 'cards'}`)
    expect(cards.flatMap(({ schedule }) => (schedule ? saySchedule(schedule) : []))).toEqual(schedules)
  })

  if (dialects.some(({ name }) => name === heading))
    it('is of the dialect that the page says', () => {
      expect(read(`---\ndialect: ${heading}\n---\n\n${markdown}`).cards).toEqual(cards)
    })
})

it('shows every dialect, in the order in which they are preferred', () => {
  const names = dialects.map(({ name }) => name)
  expect(rows(section('## Other dialects')).map(([name]) => name)).toEqual(names)
  expect(
    examples.map(({ heading }) => heading).filter((heading) => names.some((name) => name === heading))
  ).toEqual(names)
})

describe('the headings of cards', () => {
  it.each(rows(section('### The heading of a card')))('%s', (heading, number, difficulty, concept) => {
    const { cards, findings } = read(`# Deck\n\n${heading}\n**Q:** What?\n**A:** That.\n`)
    expect(findings).toEqual([])
    expect(cards).toMatchObject([
      { number: Number(number), difficulty: difficulty || null, concept: concept || null }
    ])
  })
})

it('has a prompt with a deck that has no finding', () => {
  const prompt = [...page.matchAll(fence)].at(-1)?.[3] ?? ''
  const { cards, findings } = read(/^# Flashcards: .*(?=^The notes:)/ms.exec(prompt)?.[0] ?? '')
  expect(findings).toEqual([])
  expect(cards.map(({ schedule }) => schedule && saySchedule(schedule))).toEqual(['days 1 3 7', 'days 1 2 5'])
})

function read(markdown: string): { readonly cards: readonly Card[]; readonly findings: readonly string[] } {
  const { deck, diagnostics } = compile(markdown, { file: 'deck.md' })
  return {
    cards: deck?.cards ?? [],
    findings: diagnostics.flatMap(({ severity, code }) => (severity === 'note' ? [] : code))
  }
}

function saySchedule(schedule: Schedule): string {
  if (schedule.kind === 'days') return `days ${schedule.days.join(' ')}`
  return schedule.kind === 'learned'
    ? `learned ${schedule.due} ${schedule.interval} ${schedule.ease}`
    : `growth ${schedule.firstInterval} ${schedule.multiplier}`
}
