import { describe, expect, it } from 'vitest'
import { compile } from '../src'
import { deckText } from './decks'

// The command's are in `cli/limits.test.ts`.
describe('a deck above a limit of the library', () => {
  it('is an error, until more is allowed', () => {
    const deck = deckText('Hard', [{ back: '*a* '.repeat(1500) }])
    expect(compile(deck).diagnostics.map(({ code }) => code)).toContain('markdown-too-slow')
    expect(compile(deck, { limits: { marks: 10_000 } }).diagnostics).toEqual([])
    expect(
      compile(deckText('Easy', [{ back: '*a* *b*' }]), { limits: { marks: 3 } }).diagnostics
    ).toMatchObject([{ code: 'markdown-too-slow' }])
  })

  it.each<readonly [what: string, (long: string) => string]>([
    ['its source', (long) => `**Source:** ${long}`],
    ['its tags', (long) => `**Tags:** ${long.replaceAll(' ', '')}`]
  ])('is one by %s, which is in the note of each card', (_, label) => {
    const deck = (length: number) =>
      deckText(
        `Repeated\n\n${label('so long '.repeat(length))}`,
        Array.from({ length: 90 }, (_, at) => ({ front: `Which is ${at}?` }))
      )
    expect(compile(deck(4000)).diagnostics.map(({ code }) => code)).toEqual(['output-too-large'])
    expect(compile(deck(400)).diagnostics).toEqual([])
    expect(compile(deck(4000), { limits: { growth: 1000 } }).diagnostics).toEqual([])
  })

  it('takes no time for what many cards refer to', () => {
    const back = `${'[a] '.repeat(20)}`
    const address = `https://example.com/${'a'.repeat(10_000)}`
    const deckOf = (length: number) =>
      deckText(
        'Referring',
        Array.from({ length }, (_, at) => ({ front: `Which is ${at}?`, back })),
        `[a]: ${address}`
      )
    const deck = deckOf(300)
    const { deck: compiled, diagnostics } = compile(deck)
    expect(new Set(diagnostics.map(({ code }) => code))).toEqual(new Set(['output-too-large']))
    const html = compiled!.cards.map((card) => card.back.html).join('')
    expect(html.length).toBeLessThan(20 * deck.length + 2 ** 20)
    expect(compile(deckOf(100), { limits: { growth: 3000 } }).diagnostics).toEqual([])
  })
})
