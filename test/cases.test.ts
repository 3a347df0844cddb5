import { describe, expect, it } from 'vitest'
import { compile } from '../src'
import { shared } from './shared'

interface Expected {
  readonly severity: string
  readonly code: string
  readonly line: number
}

/** Rows of a table beside the cases, as cells. */
function rowsOf(file: string): readonly (readonly string[])[] {
  if (!shared.here) return []
  const [, ...rows] = shared.read(file).trim().split('\n')
  return rows.map((row) => row.split('\t'))
}

/** Media are not read yet, and bytes that are no text never reach the library. */
const notYet = /^(?:00[45]|10[6-9]|1[12][0-5]|11\d)-/

const bad = new Map<string, Expected[]>()
for (const [file = '', severity = '', code = '', line] of rowsOf('cases/bad/expected.tsv')) {
  if (notYet.test(file)) continue
  bad.set(file, [...(bad.get(file) ?? []), { severity, code, line: Number(line) }])
}

const placeOf = ({ severity, code, line }: Expected) => `${line} ${severity} ${code}`

describe('a wrong deck', () => {
  it.skipIf(!shared.here).each([...bad])('%s: just what is expected', (file, expected) => {
    const { diagnostics } = compile(shared.read(`cases/bad/${file}`), { file })
    const found = diagnostics.map(({ severity, code, position }) => ({
      severity,
      code,
      line: position!.start.line
    }))
    expect(found.map(placeOf).sort()).toEqual(expected.map(placeOf).sort())
  })
})

describe('an unusual deck that is right', () => {
  const odd = shared.files('cases/odd', '.md')
  it.skipIf(!shared.here).each(odd)('%s: nothing', (file) => {
    const { deck, diagnostics } = compile(shared.read(file), { file })
    expect(deck).toBeDefined()
    expect(diagnostics.filter(({ code }) => code !== 'media-not-packed')).toEqual([])
  })
})

describe('a deck of the seed’s family', () => {
  const decks = ['seed', 'decks'].flatMap((folder) => shared.files(folder, '.md'))
  it.skipIf(!shared.here).each(decks)('%s: five cards, no error, no warning', (file) => {
    const { deck, diagnostics } = compile(shared.read(file), { file })
    expect(deck?.cards).toHaveLength(5)
    expect(diagnostics.filter(({ severity }) => severity !== 'note')).toEqual([])
    for (const { difficulty, concept } of deck!.cards) expect([difficulty, concept]).not.toContain(null)
  })
})

describe('a deck of another family', () => {
  const counts = rowsOf('decks/other/manifest.tsv').map(([file, , cards]) => [file!, Number(cards)] as const)
  const words = (text: string) => text.replace(/\s+/g, ' ').trim()

  it.skipIf(!shared.here).each(counts)('%s: %i cards', (file, count) => {
    const { deck, diagnostics } = compile(shared.read(`decks/other/${file}`), { file })
    expect(deck?.cards).toHaveLength(count)
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([])
  })

  const fronts = rowsOf('decks/other/expected.tsv')
  it.skipIf(!shared.here).each(fronts)('%s: card %s asks “%s”', (file, place, front) => {
    const { deck } = compile(shared.read(`decks/other/${file}`), { file: file! })
    const asked = deck!.cards[Number(place) - 1]!.front.text
    expect(words(asked).startsWith(words(front!))).toBe(true)
  })
})
