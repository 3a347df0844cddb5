import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { gfm } from 'micromark-extension-gfm'
import { describe, expect, it } from 'vitest'
import { compile, type Deck, type Diagnostic } from '../src'
import { fc, runs } from './fast-check'
import { fixtures } from './fixtures'
import { shared } from './shared'

interface Text {
  readonly value: string
  readonly offset: number
}

type Node = { type: string; value?: string; position?: unknown; children?: Node[] }

/**
 * What of a file can be seen, by a reader that has nothing to do with ours. Headings are the structure of a deck, and a
 * schedule becomes days: their own words are not kept.
 */
function visibleIn(markdown: string): readonly Text[] {
  const found: Text[] = []
  const collect = (node: Node): void => {
    const { start } = node.position as { start: { offset: number } }
    if ((node.type === 'text' || node.type === 'inlineCode' || node.type === 'code') && node.value)
      for (const value of node.value.split('\n'))
        found.push({ value, offset: Math.max(markdown.indexOf(value, start.offset), start.offset) })
    for (const child of node.children ?? []) collect(child)
  }
  const options = { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] }
  let inSchedule = false
  for (const node of fromMarkdown(markdown, options).children) {
    if (node.type === 'heading') inSchedule = /schedule/i.test(JSON.stringify(node))
    else if (!inSchedule) collect(node as Node)
  }
  return found
}

const words = (text: string) => text.match(/[\p{L}\p{N}]+/gu) ?? []

/** All words that a deck holds, and those that its file is named by. */
function wordsOf(deck: Deck): ReadonlySet<string> {
  const texts: string[] = []
  JSON.stringify(deck, (key, value) => {
    texts.push(key, typeof value === 'string' ? value : '')
    return value
  })
  return new Set(words(texts.join(' ')))
}

/** Words that say how a deck is written: they become its structure. */
const structure =
  /^(?:Flashcards?|Set|Cards?|Easy|Medium|Hard|Front|Back|FRONT|BACK|Question|Answer|Review|Schedule|Spaced|Repetition|Cross|References|Source|Mapping|of|[QAC]\d*|Mặt|trước|sau|Day|First|Second|Third|Mastery|Session|Focus|Initial|Interval|Difficulty|Multiplier|Recommended|Note|Type|Basic|Reversed|Cloze|md2anki|\d+|\d+x|d|days?|\p{Extended_Pictographic})$/iu

function isIn(offset: number, { position }: Diagnostic): boolean {
  return position !== undefined && offset >= position.start.offset && offset <= position.end.offset
}

/** Lines that decks are made of; each `%` becomes a word of its own, which can be seen. */
const lines = [
  ...[
    '',
    '',
    '',
    '%',
    '% %',
    '- %',
    '1. %',
    '> %',
    '    %',
    '---',
    '***',
    '**%**',
    '*%* `%`',
    '| % | % |',
    '|---|---|',
    '| Front | Back |'
  ],
  ...[
    '### Card 1',
    '### Card 2 | Easy',
    '## Card 3',
    '#### Front',
    '#### Back',
    '#### Hint',
    '## Section',
    '# Flashcards: %'
  ],
  ...[
    '**Q:** %',
    '**A:** %',
    '**Front:** %',
    '**Back:** %',
    'Q: %',
    'A: %',
    'C: % [%]',
    '**%:** %',
    '**Tags:** %'
  ],
  ...[
    '#flashcards',
    '%::%',
    '- %::%',
    '?',
    '% {{c1::%}}',
    '```',
    '**Difficulty:** Easy',
    '### Front',
    '### Back'
  ],
  ...[
    '<details>',
    '<summary>%</summary>',
    '<details><summary>%</summary>',
    '</details>',
    '## Easy Cards',
    '## Why?'
  ]
]

describe('what can be seen of a deck', () => {
  const family = ['seed', 'decks', 'decks/other'].flatMap((folder) => shared.files(folder, '.md'))
  const decks: readonly (readonly [string, string])[] = [
    ...fixtures.names.map((name) => [`fixtures/${name}`, fixtures.read(name)] as const),
    ...(shared.here ? family.map((file) => [file, shared.read(file)] as const) : [])
  ]

  it.each(decks)('is in its cards, or where a finding is: %s', (_, markdown) => {
    const { deck, diagnostics } = compile(markdown)
    // A deck with an error is not written; front matter is no Markdown.
    if (!deck || diagnostics.some(({ severity }) => severity === 'error') || markdown.startsWith('---'))
      return
    const kept = wordsOf(deck)
    const lost = visibleIn(markdown)
      .filter(({ offset }) => !diagnostics.some((diagnostic) => isIn(offset, diagnostic)))
      .flatMap(({ value }) => words(value))
      .filter((word) => !kept.has(word) && !structure.test(word))
    expect(lost).toEqual([])
  })

  it('is so in any order of lines, word by word', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...lines), { maxLength: 25 }), (chosen) => {
        let count = 0
        const markdown = chosen.join('\n').replaceAll('%', () => `word${count++}x`)
        const { deck, diagnostics } = compile(markdown)
        if (!deck || diagnostics.some(({ severity }) => severity === 'error')) return
        const kept = wordsOf(deck)
        const lost = [...markdown.matchAll(/word\d+x/g)].filter(
          ({ 0: word, index }) =>
            !kept.has(word) && !diagnostics.some((diagnostic) => isIn(index, diagnostic))
        )
        expect(lost.map(([word]) => word)).toEqual([])
      }),
      runs(2000)
    )
  })
})
