import type { Root, Text } from 'mdast'
import { describe, expect, it } from 'vitest'
import { Config, compile, defineConfig, plan } from '../src'
import { tooSlow } from '../src/field'
import { narrow } from '../src/model/narrow'
import { nearestOf } from '../src/model/nearest'
import { fileStart } from '../src/model/position'
import { definitionsEnd } from '../src/parse/definition-run'
import { toMdast } from '../src/parse/markdown'
import { highlight } from '../src/render/highlight'
import { render } from '../src/render/render'
import { toMathJax } from '../src/render/tex'
import { toSafeHtml } from '../src/render/to-safe-html'
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

  it('ends where it ends', () => {
    for (const [text, end] of [
      ['[a]: b\n', 7],
      ['[a]: <b>\n', 9],
      ['[a]: <b\\>c>\n', 12],
      ['[a]: <b\nc>\n', 0],
      ['[a]: <b\n', 0]
    ] as const)
      expect([text, definitionsEnd(text)]).toEqual([text, end])
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

describe('front matter that says too little', () => {
  it.each([
    ['- a\n- b', ['frontmatter-unreadable']],
    ['defaults: easy', ['frontmatter-value-unknown']],
    ['tags:\ntitle: ~\nother: [x, null]', []]
  ])('%j has no effect', (settings, codes) => {
    const plain = deckText('Rare', [{}])
    expect(codesOf(`---\n${settings}\n---\n${plain}`)).toEqual(codes)
    const { cards } = compile(`---\n${settings}\n---\n${plain}`).deck!
    expect(cards).toEqual(compile(plain).deck!.cards)
  })
})

describe('what stands for a heading', () => {
  it('may be bold words with nothing under them', () => {
    const deck = '# Deck\n\n**Card 1 of 1 | Easy**\n\n#### Front\nWhy?\n\n#### Back\nSo.\n'
    expect(codesOf(deck)).toEqual(['card-heading-malformed'])
  })

  it('may be indented, also without a difficulty', () => {
    const deck = '# Deck\n\n    ### Card 1\n\n#### Front\nWhy?\n\n#### Back\nSo.\n'
    expect(codesOf(deck)).toEqual(['card-heading-malformed'])
    expect(compile(deck).deck!.cards).toMatchObject([{ number: 1, front: { text: 'Why?' } }])
  })

  it('is no code that is indented, unless it is one of a card', () => {
    const code = ['# a comment', '### Notes', '### Card 2 | x y z']
    const html = htmlOf(code.map((line) => `text\n\n    ${line}`).join('\n\n'))
    for (const line of code) expect(html).toContain(`<pre><code>${line}\n</code></pre>`)
  })

  it('may have definitions under it before the first side', () => {
    const deck =
      '# Deck\n\n### Card 1 of 1 | Easy\n\n[a]: https://a.org\n\n#### Front\n[a]?\n\n#### Back\nSo.\n'
    expect(codesOf(deck)).toEqual([])
    expect(compile(deck).deck!.cards[0]!.front.html).toContain('href="https://a.org"')
  })
})

describe('a list of cards', () => {
  it('may refer to what is defined below it', () => {
    const { deck } = compile(
      '# Deck\n\n- **Q:** One [x] a[^1]? **A:** Two [x][]\n- **Q:** Three ![y]? **A:** Four[^1]\n\n[x]: https://a.org\n\n[y]: a.png\n\n[^1]: The note.\n'
    )
    const [first, second] = deck!.cards
    expect(first!.front.html).toContain('<a href="https://a.org">x</a>')
    expect(first!.front.html).toContain('The note.')
    expect(first!.back.html).toBe('<p>Two <a href="https://a.org">x</a></p>')
    expect(second!.front.html).toContain('<img src="a.png" alt="y">')
    expect(second!.back.html).toContain('The note.')
    expect(deck!.media).toEqual([{ path: 'a.png', name: 'a.png' }])
  })
})

it('sides of a list that say nothing are empty', () => {
  const { deck, diagnostics } = compile(
    '# Deck\n\n- **Q:** One? **A:**\n- **Q:** Two? **A:** x\n- **Q:** **A:** y\n'
  )
  expect(diagnostics.map(({ code, position }) => [code, position!.start.line])).toEqual([
    ['card-back-empty', 3],
    ['card-front-empty', 5]
  ])
  expect(deck!.cards).toMatchObject([{ front: { text: 'Two?' } }])
})

describe('tables of reviews', () => {
  const scheduled = (table: string, cards = [{}, { front: 'Which?' }]) =>
    compile(deckText('Rare', cards, `## Review Schedule\n\n${table}\n`))
  const daysOf = (table: string, cards?: readonly object[]) =>
    scheduled(table, cards as { front: string }[]).deck!.cards.map(
      ({ schedule }) => schedule && 'days' in schedule && schedule.days
    )

  it.each(['2nd Review | 1st Review', 'Review 2 | Review #1'])(
    'have their columns in any order: %s',
    (columns) => {
      expect(daysOf(`| Card | ${columns} |\n|---|---|---|\n| 1 | Day 9 | Day 2 |`)).toEqual([[2, 9], null])
    }
  )

  it('need a column of reviews', () => {
    expect(scheduled('| Card |\n|---|\n| 1 |').diagnostics).toMatchObject([
      { code: 'schedule-column-missing', message: expect.stringContaining('a review') }
    ])
  })

  it('may have rows that are shorter than the header', () => {
    const short = '| What | Group | 1st |\n|---|---|---|\n| x |\n| y | Easy cards | Day 3 |'
    expect(scheduled(short).diagnostics.map(({ code }) => code)).toEqual(['schedule-column-missing'])
  })

  it('have days with a sign', () => {
    expect(daysOf('| Card | Review 1 | Review 2 |\n|---|---|---|\n| 1 | +3 | +1w |')[0]).toEqual([3, 7])
  })

  it('say of sessions how long they are, and how many cards there are in them', () => {
    const sessions = '| Day | Cards |\n|---|---|\n| Day 1 | Card 1 (2 minutes) |\n| Day 3 | 3 easy cards |'
    expect(daysOf(sessions)).toEqual([[1, 3], [3]])
  })

  it('pass over cards whose number is another’s', () => {
    const twice = deckText('Rare', [{}, { front: 'Which?' }]).replace('Card 2', 'Card 1')
    for (const table of [
      '| Card | Review 1 |\n|---|---|\n| All cards | Day 1 |',
      '| Day | Cards |\n|---|---|\n| Day 1 | Card 1 |'
    ]) {
      const { deck } = compile(`${twice}\n## Review Schedule\n\n${table}\n`)
      expect(deck!.cards.map(({ schedule }) => schedule)).toEqual([{ kind: 'days', days: [1] }, null])
    }
  })

  it('that name several cards at once keep numbers from being mended', () => {
    const gap = deckText('Rare', [{}, { front: 'Which?' }]).replace('Card 2', 'Card 3')
    const table = '| Card | Review 1 |\n|---|---|\n| Cards 1, 3 | Day 1 |'
    const { diagnostics } = compile(`${gap}\n## Review Schedule\n\n${table}\n`)
    expect(diagnostics).toMatchObject([{ code: 'card-number-gap', fix: [] }])
  })
})

it('numbers that begin anew in each section are as good as none', () => {
  const card = (front: string) => `### Card 1\n\n#### Front\n${front}\n\n#### Back\nSo.\n\n`
  const { deck, diagnostics } = compile(
    `# Rare\n\n## Easy Cards\n\n${card('Why?')}## Hard Cards\n\n${card('How?')}`
  )
  expect(deck!.cards.map(({ number }) => number)).toEqual([1, 2])
  expect(diagnostics).toEqual([])
})

it('numbers are mended also where a table names one that there is not, or nothing that can be read', () => {
  const gap = deckText('Rare', [{}, { front: 'Which?' }]).replace('Card 2', 'Card 3')
  const { diagnostics } = compile(
    `${gap}\n## Review Schedule\n\n| Card | Review 1 |\n|---|---|\n| 3 | Day 1 |\n| 9 | Day 2 |\n| In all | Day 2 |\n`
  )
  expect(diagnostics.find(({ code }) => code === 'card-number-gap')!.fix!.map(({ text }) => text)).toEqual([
    '2',
    '2'
  ])
})

it.each([
  ...[
    'What of card 3?',
    'What of card **3**?',
    'What of `Card` <b>3</b>?',
    'What of *Cards* 3?',
    'Card&nbsp;3?'
  ],
  ...[
    'See Card [3](#c3)?',
    '[Card](x) 3?',
    'card ==3==?',
    '> card\n> 3?',
    '- 1, 2',
    '> 1-3',
    '`<card 3>`',
    'a < card 3 > b'
  ]
])('numbers are not mended where a text speaks of a card, as in %j', (front) => {
  const gap = deckText('Rare', [{ front }, { front: 'Which?' }]).replace('Card 2', 'Card 3')
  const { diagnostics } = compile(gap)
  expect(diagnostics.find(({ code }) => code === 'card-number-gap')!.fix).toEqual([])
})

it('a line like a label ends no card in which a heading follows', () => {
  const back = 'So.\n\n**Tags:** a\n\n##### More\n\nWords.'
  expect(compile(deckText('Rare', [{ back }])).deck!.cards[0]!.tags).toEqual(['difficulty::easy'])
  expect(compile(deckText('Rare', [{ back: 'So.\n\n**Tags:** a' }])).deck!.cards[0]!.tags).toContain('a')
})

it('a type that is called after ours and is none may be meant for the simplest', () => {
  const { diagnostics } = compile(deckText('Rare', [{ labels: '**Type:** md2anki Something' }]))
  expect(diagnostics).toMatchObject([{ code: 'card-type-unknown', hint: expect.stringContaining('`basic`') }])
})

it('what is no gap in code makes no cloze', () => {
  expect(codesOf('# Deck\n\n### Card 1\n\n#### Front\n`{{c0::x}}`\n')).toEqual(['card-back-missing'])
})

it('of two notes on a card that asks one way the earlier review counts', () => {
  for (const notes of ['!2026-02-03,12,250!2026-01-03,11,230', '!2026-01-03,11,230!2026-02-03,12,250']) {
    const { deck } = compile(`#flashcards\n\nOne::Two <!--SR:${notes}-->\n`)
    expect(deck!.cards[0]!.schedule).toMatchObject({ kind: 'learned', due: '2026-01-03', interval: 11 })
  }
})

it('a card that asks both ways for the same is no other’s double', () => {
  expect(codesOf(deckText('Rare', [{ labels: '**Type:** Reversed', front: 'Same', back: 'Same' }]))).toEqual(
    []
  )
})

it('a gap that is never closed is none', () => {
  const { deck } = compile('# Deck\n\nC: A [gap] and [another\n')
  expect(deck?.cards[0]?.front.html ?? '').not.toContain('c2::')
})

it('code that is written in HTML has its colours beside what is no code', () => {
  const html = htmlOf('<pre>plain</pre>\n\n```js\nlet a = 1\n```\n')
  expect(html).toContain('<pre>plain</pre>')
  expect(html).toContain('<span class="hljs-keyword">let</span>')
})

it('HTML keeps its signs, in what is no element and in addresses', () => {
  const html = htmlOf('a <foo b="x & y"> <img src=\'a"b&c.png\' alt="x">')
  expect(html).toContain('&#x3C;foo b="x &#x26; y">')
  expect(html).toContain('<img src="a%22b%26c.png" alt="x">')
})

it('a link without words leads to a sound, and an address may hold quotes', () => {
  expect(htmlOf('[](a.mp3)')).toBe('<p><span><audio src="a.mp3" controls></audio></span></p>')
  expect(htmlOf('<a href=\'HTTPS://a.org/"x"\'>y</a>')).toBe(
    '<p><a href="https://a.org/&#x22;x&#x22;">y</a></p>'
  )
})

it('a tree that says neither where it stands nor what is defined is shown all the same', () => {
  const text = (value: string): Text => ({ type: 'text', value })
  const reference = { identifier: 'a', referenceType: 'full' } as const
  const root: Root = {
    type: 'root',
    children: [
      { type: 'blockquote', children: [{ type: 'paragraph', children: [text('[!NOTE]\nA\nb')] }] },
      {
        type: 'paragraph',
        children: [
          { type: 'image', url: 'a.png' },
          { type: 'imageReference', alt: 'gone', ...reference },
          { type: 'linkReference', children: [text('b')], ...reference },
          { type: 'footnoteReference', identifier: 'c' }
        ]
      }
    ]
  }
  const slice = { text: 'x *y*', position: fileStart }
  const tools = { toSafeHtml, highlight }
  const { content } = render(
    { slice, as: 'blocks' },
    () => root,
    tools,
    () => {},
    () => {}
  )
  expect(content.html).toContain('<img src="a.png" alt="">gone[b][a]')
  expect(content.html).not.toContain('<section')
})

it('a formula has marks, or is none', () => {
  expect(htmlOf('<span class="math">x</span> and $y$')).toContain('<span class="math">x</span> and')
  expect([toMathJax('x'), toMathJax('$x$')]).toEqual([undefined, '\\(x\\)'])
})

it('a day one that is today comes a day earlier', () => {
  const { deck } = compile(deckText('Rare', [{ days: [1, 3] }]))
  expect(plan(deck!, { dayOne: 'today' }).cards[0]!.plan).toEqual({ kind: 'steps', days: [0, 2] })
})

describe('a configuration fits', () => {
  it.each([
    [{ limit: { nesting: 501 } }, false],
    [{ limit: { nesting: 500, marks: 10_000 } }, true],
    [{ output: 'a.apkg', outDir: 'b' }, false]
  ])('%j: %s', (config, success) => {
    expect(Config.safeParse(config).success).toBe(success)
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

it('code that begins a line begins without blanks', () => {
  expect(htmlOf('one\\\n`  two`')).toBe('<p>one<br>\n<code>two</code></p>')
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
  expect(narrow(text.slice(1))).toBe('a'.repeat(70_000))
  expect(narrow(text.slice(0, 3))).toBe('→aa')
})

it.each([65_532, 65_533, 65_534, 65_535, 65_536, 65_537])(
  'a piece of %i characters is kept whole',
  (length) => {
    for (const [first, last] of ['aa', 'éa', 'aé', 'éé', '→a', 'a→'] as const) {
      const text = `${first}${'b'.repeat(length - 2)}${last}`
      expect(narrow(text) === text).toBe(true)
    }
  }
)

it('a card under bold words behind a wide blank is told of', () => {
  for (const blank of ['', ' ', '\u00a0', '\u3000', '\ufeff']) {
    const text = deckText('Rare', [{}, { front: 'Which?' }]).replace(
      '### Card 2 | Easy',
      `${blank}**Card 2 | Easy**`
    )
    expect(compile(text).diagnostics.map(({ code }) => code)).toContain('card-heading-malformed')
  }
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

it('a cell that refers to what stands elsewhere shows it, beside a bar', () => {
  const { deck, diagnostics } = compile(
    '# Deck\n\n| Question | Answer |\n|---|---|\n| Is `a\\|b` [one][r]? | Yes |\n\n[r]: https://example.org "One \\| two"\n'
  )
  expect(deck!.cards[0]!.front.html).toContain('<code>a|b</code> <a href="https://example.org"')
  expect(diagnostics.map(({ code }) => code)).not.toContain('reference-undefined')
})

it('numbers that leave one out are mended where a section for the schedule says nothing', () => {
  const card = (number: number) => `### Card ${number} | Easy\n\n#### Front\nQ${number}?\n\n#### Back\nA.\n\n`
  const { diagnostics } = compile(`# Deck\n\n${card(1)}${card(3)}## Review Schedule\n\nSome day.\n`)
  const { fix } = diagnostics.find(({ code }) => code.startsWith('card-number'))!
  expect(fix).toMatchObject([{ text: '2' }])
})

it('a box behind a list that ends with an empty item is text', () => {
  expect(htmlOf('*\n[X] a')).toBe('<ul>\n<li></li>\n</ul>\n<p>[X] a</p>')
  expect(toMdast('*\n[ ] a').children[1]).toMatchObject({
    children: [{ type: 'text', value: '[ ] a', position: { start: { offset: 2 }, end: { offset: 7 } } }]
  })
})

it('a bar before bold words that name nothing parts no labels', () => {
  const { deck } = compile(
    '# Deck\n\n### Card 1 | Easy\n**Topic:** One | **two\n\n#### Front\nQ?\n\n#### Back\nA.\n'
  )
  expect(deck!.cards[0]!.fields['Topic']?.text).toBe('One | **two')
})

it('a tag that names no deck is told of where it stands', () => {
  const { diagnostics } = compile('Words.\n\n#flashcards/::\n\nOne::Two\n')
  const found = diagnostics.find(({ code }) => code === 'deck-title-missing')
  expect(found!.position!.start).toEqual({ line: 3, column: 13, offset: 20 })
})

it('a table of many columns takes no longer than it is', () => {
  const row = (cell: string) => `|${` ${cell} |`.repeat(20_000)}\n`
  const schedule = `## Review Schedule\n\n${row('Day')}${row('---')}${row('b')}`
  expect(codesOf(deckText('Rare', [{}], schedule))).toContain('schedule-column-missing')
})

it('a day for cards of a difficulty that no card has is for none', () => {
  const schedule =
    '## Review Schedule\n\n| Day | Focus |\n|---|---|\n| Day 1 | All cards |\n| Day 3 | Hard cards |\n'
  const { deck } = compile(deckText('Rare', [{}], schedule))
  expect(deck!.cards[0]!.schedule).toEqual({ kind: 'days', days: [1] })
})
