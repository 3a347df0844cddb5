import { describe, expect, it } from 'vitest'
import type { Deck } from '../../src/index'
import { shared } from '../shared'
import { ankiHere, ankiVersions, type RenderedCard, useAnki } from './anki'
import { bothBoxes, deckOf, inDeckOrder, useBuilds } from './build'
import { type Sequence, type WrittenCard, writtenCards } from './written-text'

/** What Anki or its page would act on, besides what HTML would. */
const marks = [
  '[sound:x.mp3]',
  '[latex]x[/latex]',
  '[$]x[/$]',
  '[$$]x[/$$]',
  '[[type:Front]]',
  '[[type:nc:Front]]',
  '[anki:tts lang=en_US]x[/anki:tts]',
  '[anki:play:q:0]',
  '{{Front}}',
  '{{c1::x}}',
  '{{FrontSide}}',
  '{{#Front}}x{{/Front}}',
  '{{=<% %>=}}',
  'a < b && c > d',
  '&lt;b&gt;'
]

/** Two brackets behind backslashes would be a formula. */
const written = (mark: string) => mark.replace(/[\\<&[$_*#]/g, '\\$&')

const awkward = `# Flashcards: Awkward

**Source:** ${marks.map(written).join(' and ')}

### Card 1 of 3 | Easy
**Concept:** ${marks.map(written).join(' and ')}
**Centrality:** \`${marks[0]}\` & more
**Mixed:** in**side** a \`word\`s and_more_
**Own Label:** ${marks.map(written).join(' and ')}
**Unit separator:** one\u001ftwo

#### Front
${marks.map((mark) => `- before ${written(mark)} after`).join('\n')}

#### Back
${marks.map((mark) => `- before \`${mark}\` after`).join('\n')}

\`\`\`text
${marks.join('\n')}
\`\`\`

#### Sounds like ${written(marks[0]!)} and ${written('{{Front}}')}
| Text | Code |
|------|------|
${marks.map((mark) => `| ${written(mark)} | \`${mark}\` |`).join('\n')}

#### Separated
Text with a\u001funit separator, and more.

### Card 2 of 3 | Medium
**Concept:** Formulas

#### Front
Formulas as typed: \\\\(x\\\\) and \\\\[y\\\\] and \\$z$ and \\$$w$$, in code \`\\(x\\)\` and \`\\[y\\]\`.

#### Back
| Name | Code | \\\\(x\\\\) |
|:-----|:----:|------:|
| a \\| b | \`x \\| y\` | ~~gone~~ **there** |
| [link](https://example.org/?a=1&b=2) | https://example.org | _soft_ |

- [ ] to do \\\\(x\\\\)
- [x] done
  1. nested
  2. again

> A quotation with a footnote[^note] and &copy; 2026.

\`\`\`
┌──────────┐
│ a < b && │  \\(x\\)   {{c1::x}}
└──────────┘
\`\`\`

    indented <code> & more

[^note]: The note says [sound:x.mp3] and \\\\(n\\\\).

#### Key Insight
Hard break at the end  
of the line, and Vec<String> is no tag.

### Card 3 of 3 | Hard
**Concept:** Right-to-left שלום and 漢字 and é é

#### Front
שלום 漢字 🧪 é

#### Back
Zero​width, soft­hyphen, no break.

#### Mnemonic
In the footer: _nothing_.

## Review Schedule

| Card | First | Second |
|------|-------|--------|
| Card 1 (Easy) | Day 1 | Day 3 |
| Card 2 (Medium) | Day 2 | Day 5 |
| Card 3 (Hard) | Day 1 | Day 3 |

## Cross-References

| Card | Notes | Code |
|------|-------|------|
| Card 1 | ${written(marks[0]!)} and ${written('{{Front}}')} | \`[latex]x[/latex]\` |
`

describe.skipIf(!ankiHere).each(ankiVersions)('a card in Anki %s', (version) => {
  const build = useBuilds()
  const anki = useAnki(version)

  async function rendered(deck: Deck): Promise<RenderedCard[]> {
    const collection = await anki.open()
    await collection.importPackage(await build(deck, 'apkg'), bothBoxes)
    expect(await collection.check()).toEqual({ ok: true, problems: expect.any(String) })
    const cards = inDeckOrder(deck, await collection.render())
    await collection.close()
    return cards
  }

  it.skipIf(!shared.here)('shows all that the seed deck says of it', async () => {
    const markdown = shared.read('seed/transformers.md')
    const cards = await rendered(deckOf(markdown))
    expect(missing(writtenCards(markdown), cards)).toEqual([])
    for (const { question, answer } of cards) expect([...question.av, ...answer.av]).toEqual([])
  })

  it('shows as it was typed what Anki acts on', async () => {
    const cards = await rendered(deckOf(awkward))
    expect(missing(writtenCards(awkward), cards)).toEqual([])
    for (const { question, answer } of cards) {
      expect([...question.av, ...answer.av]).toEqual([])
      for (const { html } of [question, answer]) {
        expect(html).not.toMatch(/\[\[type:/i)
        expect(withoutCode(html)).not.toMatch(/\\[([]/)
      }
    }
  })
})

/** What was written and is not to be seen in its order: the front above the back, the rest each by itself. */
function missing(cards: readonly WrittenCard[], shown: readonly RenderedCard[]): string[] {
  expect(cards).toHaveLength(shown.length)
  return cards.flatMap(({ front, back, others }, index) => {
    const { question, answer } = shown[index]!
    const onAnswer = [[...front, ...back], ...others]
    return [...missingIn(question.text, front), ...onAnswer.flatMap((texts) => missingIn(answer.text, texts))]
  })
}

function missingIn(shown: string, texts: Sequence): string[] {
  const page = plain(shown)
  let at = 0
  return texts.map(plain).filter((text) => {
    const found = page.indexOf(text, at)
    if (found >= 0) at = found + text.length
    return found < 0
  })
}

/** A control character, which no field of Anki's can hold, is a blank. */
function plain(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\s\u001f]+/g, ' ')
    .trim()
}

/** MathJax leaves code alone. */
function withoutCode(html: string): string {
  return html.replace(/<code.*?<\/code>/gs, '')
}
