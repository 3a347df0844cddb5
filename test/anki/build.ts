import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { compile, type Deck, type ExportOptions, exportDeck } from '../../src/index'
import { shared } from '../shared'
import type { Boxes } from './anki'

export const bothBoxes: Boxes = { scheduling: true, presets: true }

export const allBoxes: readonly Boxes[] = [
  bothBoxes,
  { scheduling: true, presets: false },
  { scheduling: false, presets: true },
  { scheduling: false, presets: false }
]

/** The deck that the project began with. */
export const seed = {
  read: (): Deck => deckOf(shared.read('seed/transformers.md'), 'transformers.md'),
  /** The days of its cards, as they stand in the file. */
  days: [
    [1, 3, 7],
    [1, 3, 7],
    [1, 4, 10],
    [2, 5, 12],
    [3, 7, 14]
  ]
} as const

/** What compiles, also with findings. */
export function deckOf(markdown: string, file?: string): Deck {
  const { deck, diagnostics } = compile(markdown, file === undefined ? {} : { file })
  if (!deck) throw new Error(`no deck: ${JSON.stringify(diagnostics)}`)
  return deck
}

export interface WrittenCard {
  readonly front: string
  readonly back?: string
  readonly days?: readonly number[]
}

/** A deck as an author writes it. */
export function markdownOf(title: string, cards: readonly WrittenCard[]): string {
  const scheduled = cards.flatMap(({ days }, index) => (days ? { number: index + 1, days } : []))
  const columns = Math.max(0, ...scheduled.map(({ days }) => days.length))
  return [
    `# Flashcards: ${title}`,
    ...cards.map(
      ({ front, back }, index) =>
        `### Card ${index + 1} of ${cards.length} | Easy\n#### Front\n${front}\n\n#### Back\n${back ?? front}`
    ),
    '## Review Schedule',
    row(['Card', ...range(columns).map((index) => `Review ${index + 1}`)]),
    row(['---', ...range(columns).map(() => '---')]),
    ...scheduled.map(({ number, days }) => row([`Card ${number}`, ...days.map((day) => `Day ${day}`)]))
  ]
    .join('\n\n')
    .replaceAll('|\n\n|', '|\n|')
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`
}

/** 0, 1, 2, … */
export function range(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index)
}

/** Writes files into a folder that is there as long as the tests around the call run. */
export function useBuilds() {
  let folder: string | undefined
  let builds = 0
  afterAll(() => {
    if (folder) rmSync(folder, { recursive: true })
  })
  return async (decks: Deck | readonly Deck[], format: 'apkg' | 'csv', options?: ExportOptions) => {
    folder ??= mkdtempSync(join(tmpdir(), 'md2anki-'))
    const path = join(folder, `${++builds}.${format}`)
    writeFileSync(path, (await exportDeck(decks, format, options)).content)
    return path
  }
}

/** Anki's rows in the order of the deck's cards: Anki keeps them in the order of their ids, which mean nothing. */
export function inDeckOrder<Row extends { readonly guid: string }>(
  { cards }: Pick<Deck, 'cards'>,
  rows: readonly Row[]
): Row[] {
  return cards.map(({ guid }) => {
    const found = rows.filter((each) => each.guid === guid)
    if (found.length !== 1) throw new Error(`${found.length} rows with the GUID ${guid}`)
    return found[0]!
  })
}
