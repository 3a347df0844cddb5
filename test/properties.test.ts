import { describe, expect, it } from 'vitest'
import { compile, type Deck, DeckFile, Deck as DeckSchema, exportDeck } from '../src'
import { compileLazily } from '../src/lazy'
import { anyText } from './any-text'
import { deckText, type WrittenCard, written } from './decks'
import { fc, runs } from './fast-check'
import { fixtures } from './fixtures'
import { lineOf } from './lines'

const texts = fixtures.names.map(fixtures.read)

describe('compile, whatever the text', () => {
  it('does not throw, and says the same twice', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(compile(text)).toEqual(compile(text))
      }),
      runs(500)
    )
  })

  it('has all the parsers that the text needs where it loads only some', async () => {
    const marks = fc.constantFrom(
      '<',
      '</',
      '<!',
      '<?',
      'b',
      'a-1',
      '>',
      ' ',
      '/',
      ':',
      '@',
      '.',
      '\n',
      '\u0001',
      '`',
      '- '
    )
    const tags = fc.array(marks, { maxLength: 12 }).map((all) => deckText('Tags', [{ back: all.join('') }]))
    await fc.assert(
      fc.asyncProperty(fc.oneof(anyText, tags), async (text) => {
        const { deck } = await compileLazily(text, {})
        const whole = compile(text).deck
        expect(deck?.cards.map(({ guid }) => guid)).toEqual(whole?.cards.map(({ guid }) => guid))
      }),
      runs(200)
    )
  }, 30_000)

  it('gives decks that its own schemas take', async () => {
    await fc.assert(
      fc.asyncProperty(anyText, async (text) => {
        const { deck } = compile(text)
        if (!deck) return
        DeckSchema.parse(deck)
        DeckFile.parse(JSON.parse(await json(deck)))
      }),
      runs(400)
    )
  })

  it('names places that are in the text, and quotes what stands there', () => {
    fc.assert(
      fc.property(anyText.filter(isPlain), (text) => {
        for (const diagnostic of compile(text).diagnostics) expectPlace(text, diagnostic)
      }),
      runs(600)
    )
  })

  it.each([
    ['what stands first in a cell', '[^:]'],
    ['what stands behind a bar in a cell', 'a \\| `b \\| c`[^:]']
  ])('names the place of %s', (_, cell) => {
    const schedule = `## Review Schedule\n\n| Card | First |\n|---|---|\n| ${cell} | Day 1 |\n`
    const deck = `# Flashcards: Bars\n\n### Card 1\n\n#### Front\nWhat?\n\n#### Back\nThat.\n\n${schedule}`
    const found = compile(deck).diagnostics.find(({ code }) => code === 'reference-undefined')
    expect(found?.position?.start).toEqual(pointAt(deck, deck.indexOf('[^:]')))
  })
})

/** Where the place of a diagnostic is found wanting by other tests: a byte order mark, a heading of several lines. */
function isPlain(text: string): boolean {
  return !text.startsWith('\ufeff') && !/^(?:==|--)/m.test(text)
}

type Found = ReturnType<typeof compile>['diagnostics'][number]

/** What these quote first is the very text at their place. */
const quoting =
  /^(?:card-id-invalid|card-number-invalid|card-heading-|difficulty-unknown|schedule-day-(?!order)|section-)/

function expectPlace(text: string, { code, message, position }: Found): void {
  const { start, end } = position!
  expect([start, end]).toEqual([start, end].map(({ offset }) => pointAt(text, offset)))
  expect(end.offset).toBeGreaterThanOrEqual(start.offset)
  const quoted = /^`([^`]+)`/.exec(message)?.[1]
  if (!quoting.test(code) || !quoted) return
  const there = withoutControls(text.slice(start.offset, end.offset))
  expect(there.slice(0, quoted.length)).toBe(withoutControls(quoted))
}

/** Control characters are spaces where they are quoted. */
function withoutControls(text: string): string {
  return text.replace(/[\p{Cs}\p{Cc}]/gu, ' ')
}

function pointAt(text: string, offset: number) {
  const lines = text.slice(0, offset).split(/\r\n|\r|\n/)
  return { line: lines.length, column: lines.at(-1)!.length + 1, offset }
}

describe('a fixture', () => {
  it('says the same with every line ending', async () => {
    for (const text of texts) await expectSame(text.replaceAll('\n', '\r\n'), text)
  })

  it('says the same with a byte order mark', async () => {
    for (const text of texts.filter((text) => !text.includes('\u001f')))
      await expectSame(`\ufeff${text}`, text)
  })

  it('counts its places from behind the byte order mark', async () => {
    await expectSame('\ufeff# a\u001f', '# a\u001f')
  })

  it('says the same without its last line ending', async () => {
    for (const text of texts) await expectSame(text.trimEnd(), text)
  })
})

async function expectSame(text: string, like: string): Promise<void> {
  const [one, other] = [compile(text), compile(like)]
  expect(one.diagnostics.map(lineOf)).toEqual(other.diagnostics.map(lineOf))
  expect(one.deck).toEqual(other.deck)
}

const word = fc.constantFrom('river', 'delta', 'ice', 'salt', 'tide', 'reef', 'fjord', 'marsh')
const words = fc.array(word, { minLength: 1, maxLength: 4 }).map((all) => all.join(' '))
const block = fc.oneof(
  words,
  words.map((text) => `- ${text}\n- **${text}**`),
  words.map((text) => `| a | b |\n|---|---|\n| ${text} | \`x\` |`),
  words.map((text) => `\`\`\`\n${text}\n\n# ${text}\n\`\`\``)
)
const content = fc.array(block, { minLength: 1, maxLength: 3 }).map((blocks) => blocks.join('\n\n'))
const days = fc.uniqueArray(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 4 })
const card = fc.record({
  front: content,
  back: content,
  days: days.map((all) => all.toSorted((a, b) => a - b))
})
const cards = fc
  .array(card, { minLength: 1, maxLength: 5 })
  .map((all) => all.map((card, at): WrittenCard => ({ ...card, labels: `**Concept:** Concept ${at}` })))

describe('a deck in the dialect', () => {
  it('means the same with more blank lines between its parts', () => {
    fc.assert(
      fc.property(cards, fc.integer({ min: 1, max: 3 }), (cards, count) => {
        const text = deckText('Water', cards)
        const loose = text.replace(/^(?=#{2,4} [CFBR][a-z]+(?:$| \d| S))/gm, '\n'.repeat(count))
        expect(withoutPlaces(loose)).toEqual(withoutPlaces(text))
      })
    )
  })

  it('keeps every GUID, and the schedule of its card, when cards change places', () => {
    const shuffledCards = cards.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))
    )
    fc.assert(
      fc.property(shuffledCards, ([one, other]) => {
        expect(byGuid(written('Water', other))).toEqual(byGuid(written('Water', one)))
      })
    )
  })

  it('keeps the GUIDs when everything but the concepts is edited', () => {
    fc.assert(
      fc.property(cards, content, content, (all, front, back) => {
        const edited = all.map(({ labels = '' }) => ({ labels, front, back }))
        expect(guids(written('Water', edited))).toEqual(guids(written('Water', all)))
      })
    )
  })

  it('keeps the GUIDs of cards without a concept when their backs are edited', () => {
    fc.assert(
      fc.property(fc.uniqueArray(words, { minLength: 1, maxLength: 4 }), content, (fronts, back) => {
        const before = written(
          'Water',
          fronts.map((front) => ({ front }))
        )
        expect(
          guids(
            written(
              'Water',
              fronts.map((front) => ({ front, back }))
            )
          )
        ).toEqual(guids(before))
      })
    )
  })
})

function withoutPlaces(text: string) {
  const { deck, diagnostics } = compile(text)
  return { deck, messages: diagnostics.map(({ message }) => message.replace(/ on line \d+/, '')) }
}

function guids({ cards }: Deck): readonly string[] {
  return cards.map(({ guid }) => guid)
}

function byGuid({ cards }: Deck) {
  return new Map(cards.map(({ guid, number, ...card }) => [guid, card]))
}

async function json(deck: Deck): Promise<string> {
  return String((await exportDeck(deck, 'json')).content)
}
