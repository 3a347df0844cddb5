import { describe, expect, it } from 'vitest'
import { compile, defineConfig } from '../src'
import { tooSlow } from '../src/field'
import { nearestOf } from '../src/model/nearest'
import { cutter } from '../src/parse/cutter'
import { deckText } from './decks'

/** What few decks have, and what each line of the compiler that nothing else asks for is there for. */
const htmlOf = (back: string, after = '') =>
  compile(deckText('Rare', [{ back }], after)).deck?.cards[0]?.back.html
const codesOf = (text: string) => compile(text).diagnostics.map(({ code }) => code)

describe('the target of a definition', () => {
  it.each([
    ['a(b)c', '<a href="a(b)c">'],
    ['a\\)b', '<a href="a)b">'],
    ['<a b>', '<a href="a%20b">'],
    ['a "say \\"why\\""', 'title="say &#x22;why&#x22;"']
  ])('may be %s', (target, html) => {
    expect(htmlOf(`[x]\n\n[x]: ${target}\n`)).toContain(html)
  })

  it.each(['a(b', 'a)b', '<a\nb>', 'a "b'])('is none in %j', (target) => {
    expect(htmlOf(`[x]\n\n[x]: ${target}\n`)).not.toContain('<a ')
  })

  it.each(['a(b)', '<a\\>b>', 'a "b \\" c"'])(
    'may stand above an underline, which then makes no heading of it: %s',
    (target) => {
      expect(htmlOf(`[x]\n\n[x]: ${target}\n---\n\nmore`)).toContain('<a href=')
    }
  )

  it('may be none above an underline, which then makes a heading of it', () => {
    expect(codesOf(deckText('Rare', [{ back: 'x\n\n[x]: a)b\n---\n\nmore' }]))).toContain('heading-setext')
  })
})

describe('front matter', () => {
  it('may say labels for cards that have none', () => {
    const text = `---\ndefaults: {topic: [Bridges, Beams], concept: Arch}\n---\n${deckText('Rare', [{ labels: '**Topic:** Own' }, {}])}`
    const topics = compile(text).deck!.cards.map(({ fields }) => fields['Topic']?.text)
    expect(topics).toEqual(['Own', 'Bridges, Beams'])
  })

  it('may ask for a start that the deck has no date for', () => {
    expect(codesOf(`---\nstart: generated\n---\n${deckText('Rare', [{ days: [1, 3] }])}`)).toContain(
      'deck-date-missing'
    )
  })
})

describe('a schedule as a list', () => {
  it('reports what it names that is no card, and days that are none', () => {
    const list = '## Review Schedule\n\n- **Card 1 and others:** Day 1, Day 3\n- **Card 1:** Day 3, Day 1\n'
    expect(codesOf(deckText('Rare', [{}], list))).toEqual(
      expect.arrayContaining(['schedule-card-unreadable', 'schedule-day-unreadable'])
    )
  })
})

describe('addresses of media', () => {
  it.each([
    ['C:\\\\pictures\\\\a.png', 'media-outside-root'],
    ['ftp:a.png', 'media-url-unsupported'],
    ['//host/a.png', 'media-remote'],
    ['/a.png', 'media-outside-root']
  ])('are looked at by their form: %s', (address, code) => {
    expect(codesOf(deckText('Rare', [{ back: `So ![a](${address})` }]))).toContain(code)
  })
})

it('text above a line of dashes that announces something stays a heading', () => {
  const schedule = 'Review Schedule\n---------------\n\n| Card | Review |\n|---|---|\n| 1 | Day 1 |\n'
  const { deck } = compile(deckText('Rare', [{}], schedule))
  expect(deck!.cards[0]!.schedule).toMatchObject({ days: [1] })
})

it('an item that does not begin with words is no card of a list', () => {
  const { deck } = compile(
    '# Deck\n\n- **Q:** One? **A:** Two\n-     **code**\n- **Q:** Three? **A:** Four\n'
  )
  expect(deck?.cards.length).toBe(2)
})

it('a footnote that nothing defines makes no section', () => {
  expect(htmlOf('a[^1]')).not.toContain('<section')
})

it('of several words that are like another the nearest is meant', () => {
  expect(nearestOf('wordz', ['words', 'wordzs', 'wardz', 'wordzz'])).toBe('words')
  expect(nearestOf('wordss', ['wo', 'words', 'wordsss'])).toBe('words')
})

it('a piece that is too long to be made narrow stays as it is', () => {
  const text = `→${'a'.repeat(70_000)}`
  expect(cutter(text)(1, text.length)).toBe('a'.repeat(70_000))
  expect(cutter(text)(0, 3)).toBe('→aa')
})

it('a line with more than one sign of Obsidian between two sides has them where the first stands', () => {
  const { deck } = compile('#flashcards\n\nOne::Two\n\n::Nothing before\n\nNothing behind::\n')
  expect(deck!.cards.map(({ front }) => front.text)).toEqual(['One'])
})

it('a configuration is given back as it is', () => {
  const config = { decks: ['notes'] }
  expect(defineConfig(config)).toBe(config)
})

it('what took too long is its text, as code, with a finding over all of it', () => {
  const { html, diagnostics } = tooSlow({ as: 'blocks', text: 'a <b>\n*c*' }, 5)
  expect(html).toBe('<pre><code>a &lt;b>\n*c*\n</code></pre>')
  expect(diagnostics).toMatchObject([
    { code: 'markdown-too-slow', position: { start: { line: 1, column: 1 }, end: { line: 2, column: 4 } } }
  ])
})
