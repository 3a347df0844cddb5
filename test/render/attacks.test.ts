import { describe, expect, it } from 'vitest'
import { compile } from '../../src'
import { noteFields } from '../../src/anki/note'
import { plan } from '../../src/plan/plan'
import { attacks } from './attacks'
import { expectHarmless } from './harmless'

/** The places of a deck whose text comes to a card: sides, sections, labels, rows of tables, the header. */
const places: Readonly<Record<string, (text: string) => string>> = {
  'a side': (text) => `#### Front\nx\n${text}\n\ny\n\n#### Back\n${text}\n\nz`,
  'a line of it': (text) => `#### Front\nx ${inLine(text)} y\n\n#### Back\n**x ${inLine(text)}**`,
  'a section': (text) => `#### Front\nx\n\n#### Back\ny\n\n#### Mnemonic\n${text}\n\n#### ${inLine(text)}\nz`,
  'a label': (text) =>
    `**Concept:** ${inLine(text)}\n**Hint:** ${inLine(text)}\n\n#### Front\nx\n\n#### Back\ny`,
  'a table': (text) => `#### Front\nx\n\n#### Back\n| a |\n|---|\n| ${inLine(text)} |`,
  'a list and a quote': (text) => `#### Front\n- a\n- ${inLine(text)}\n\n#### Back\n> a\n>\n> ${inLine(text)}`
}

const inLine = (text: string) => text.replace(/\s*\n\s*/g, ' ')

const deckWith = (card: string, text: string) =>
  `# Flashcards: ${inLine(text)}\n\n**Source:** ${inLine(text)}\n\n### Card 1 | Easy\n${card}\n\n` +
  `## Cross-References\n\n| Card | ${inLine(text)} |\n|---|---|\n| Card 1 | ${inLine(text)} |\n`

const all = Object.entries(attacks).flatMap(([kind, texts]) => texts.map((text) => ({ kind, text })))

it('are of many kinds', () => {
  expect(all.length).toBeGreaterThan(150)
  expect(new Set(all.map(({ text }) => text)).size).toBe(all.length)
})

describe.each(all)('$kind: $text', ({ text }) => {
  it.each(Object.keys(places))('does nothing in %s', (place) => {
    const { deck, diagnostics } = compile(deckWith(places[place]!(text), text))
    // What is never closed swallows the rest of the deck.
    if (!deck) return expect(diagnostics.map(({ severity }) => severity)).toContain('error')
    const planned = plan(deck)
    for (const card of planned.cards) {
      const fields = noteFields(card, planned)
      for (const html of Object.values(fields)) expectHarmless(withoutOwnSounds(html, planned.media))
    }
  })
})

/** A sound that the card plays is in the media of its deck, under just this name. */
function withoutOwnSounds(html: string, media: readonly { readonly name: string }[]): string {
  return media.reduce((rest, { name }) => rest.replaceAll(`[sound:${name}]`, ''), html)
}
