import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { compile } from '../src'
import { compileText } from '../src/cli/inputs'
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

/** Bytes that are no text never reach the compiler. */
const noText = /^00[45]-/

const bad = new Map<string, Expected[]>()
for (const [file = '', severity = '', code = '', line] of rowsOf('cases/bad/expected.tsv')) {
  if (noText.test(file)) continue
  bad.set(file, [...(bad.get(file) ?? []), { severity, code, line: Number(line) }])
}

/** Files may lie beside the deck only. */
const alone = { mediaRoots: [] }

const placeOf = ({ severity, code, line }: Expected) => `${line} ${severity} ${code}`

describe('a wrong deck', () => {
  let folder = ''
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'md2anki-'))
    if (!shared.here) return
    cpSync(shared.path('cases/bad'), folder, { recursive: true })
    // An archive of the cases holds no links.
    symlinkSync('/etc/passwd', join(folder, 'assets/escape.png'))
    symlinkSync('loop.png', join(folder, 'assets/loop.png'))
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  it.skipIf(!shared.here).each([...bad])('%s: just what is expected', async (file, expected) => {
    const { diagnostics } = await compileText(join(folder, file), shared.read(`cases/bad/${file}`), alone)
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
  it.skipIf(!shared.here).each(odd)('%s: nothing', async (file) => {
    const { deck, diagnostics } = await compileText(shared.path(file), shared.read(file), alone)
    expect(deck).toBeDefined()
    expect(diagnostics).toEqual([])
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
