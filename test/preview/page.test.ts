import { describe, expect, it } from 'vitest'
import { compile } from '../../src'
import { cardStyle, drawCards } from '../../src/anki/draw'
import { noteTypesIn, problemsOfLook } from '../../src/anki/look'
import { type PlanOptions, plan } from '../../src/plan/plan'
import { type PageOptions, previewPage } from '../../src/preview/page'
import type { DeckToShow } from '../../src/preview/section'
import { stylesheetHere } from '../../src/preview/stylesheet'
import { deckText } from '../decks'
import { fixtures } from '../fixtures'

const bytes = new Uint8Array([0xff, 0x00, 0x3c])

function show(text: string, options?: PlanOptions): DeckToShow {
  const { deck, places, diagnostics } = compile(text, { file: 'deck.md' })
  return { file: 'deck.md', places, findings: diagnostics, ...(deck && { deck: plan(deck, options) }) }
}

/** A deck whose only card has this as its front, in HTML, as no Markdown could write it. */
function withFront(html: string, type: 'basic' | 'cloze' = 'basic'): DeckToShow {
  const shown = show(deckText('Odd', [{}]))
  const deck = shown.deck!
  const front = { markdown: html, html, text: html }
  return { ...shown, deck: { ...deck, cards: [{ ...deck.cards[0]!, type, front }] } }
}

const page = (deck: DeckToShow, options?: PageOptions) => previewPage([deck], options)

/** The question of the first card. */
async function question(deck: DeckToShow, options?: PageOptions): Promise<string> {
  const html = await page(deck, options)
  return /aria-label="Question">(.*?)<div class="preview-side preview-answer"/s.exec(html)![1]!
}

describe('a page', () => {
  it('shows question and answer of every card, by the templates of its note type', async () => {
    const html = await page(show(deckText('Two', [{ front: 'Why?', back: 'So.' }, { front: 'When?' }])))
    expect(html).toContain('<h1 dir="auto">Two</h1>')
    expect(html.match(/<article /g)).toHaveLength(2)
    const sides = [
      ...html.matchAll(/class="preview-side preview-(\w+)".*?<div class="card card1" lang="">/gs)
    ]
    expect(sides.map(([, side]) => side)).toEqual(['question', 'answer', 'question', 'answer'])
    expect(html).toMatch(/<div class="front"[^>]*><p>Why\?<\/p><\/div>\n<\/div>\n<hr id="answer">/)
    expect(html).toMatch(/<div class="back"[^>]*><p>So\.<\/p><\/div>/)
  })

  it('shows a card for each cloze of a note, under its name', async () => {
    const cloze = 'The {{c1::Nile::river}} and {{c2::Lake Chad}}.'
    const html = await page(show(deckText('Cloze', [{ labels: '**Type:** Cloze', front: cloze }])))
    expect(html.match(/<article /g)).toHaveLength(2)
    expect(html).toContain('Card 1 · Cloze 2')
    expect(html).toContain('>[river]</span>')
  })

  it('says when each card comes up, and draws the days of all', async () => {
    const text = deckText('Days', [{ days: [1, 3, 7] }, { days: [1, 4] }, { front: 'New?' }])
    const html = await page(show(text))
    expect(html).toContain('easy · day 1, 3, 7')
    expect(html).toContain('easy · new')
    expect(html.match(/<rect /g)).toHaveLength(4)
    expect(html).toContain('<title>Day 1: 2 cards</title>')
    expect(html).toContain('1 card as new')
    const dated = await page(show(text, { start: '2026-01-06' }))
    expect(dated).toContain('2026-01-07, 2026-01-09, 2026-01-13')
    expect(dated).toContain('<title>2026-01-07: 2 cards</title>')
  })

  it('shows findings beside the cards that they stand in, the others above', async () => {
    const text = deckText('Findings', [{ front: 'a' }, { front: 'b <script>x</script>' }, { front: 'c' }])
    const html = await page(show(text.replace('# Flashcards: Findings\n', '$&\n**Total Cards:** 9\n')))
    const [, slot] =
      /<div slot="found-([\d-]+)"><ul class="findings"><li class="warning">.*?html-removed/.exec(html)!
    expect(slot).toBe('1-2-1')
    expect(html).toContain(`<slot name="found-${slot}">`)
    const above = html.slice(html.indexOf('<main>'), html.indexOf('<template'))
    expect(above).toContain('deck-total-mismatch')
    expect(above).not.toContain('html-removed')
  })

  it('shows what is wrong with a file that is no deck', async () => {
    const html = await page(show('Nothing of a deck'))
    expect(html).toContain('<h1 dir="auto">deck.md</h1>')
    expect(html).toMatch(/<li class="error">/)
  })

  it.each([
    ['{{Front}}{{CardID}}{{}}', '>Why?0<'],
    ['{{=<% %>=}}<%#Back%>Older: <%Front%><%/Back%>', '>Older: Why?<'],
    ['{{Subdeck}} <!-- {{Nothing}} --> {{furigana:Front}}', '>Odd  Why?<']
  ])('shows what packages may have as a template: %s', async (front, expected) => {
    const look = { templates: { basic: { front } } }
    expect(await problemsOfLook(look)).toEqual([])
    const html = await question(withFront('Why?'), { noteTypeOf: noteTypesIn(look, undefined) })
    expect(html).toContain(expected)
  })

  it('is the same for the same deck, and small without cards', async () => {
    const deck = show(deckText('Same', [{ days: [1, 3] }]))
    const html = await page(deck)
    expect(await page(deck)).toBe(html)
    expect(html.length).toBeLessThan(30_000)
  })

  it('grows with its cards alone', async () => {
    const cards = Array.from({ length: 2_000 }, (_, at) => ({
      front: `Question ${at} <b>?</b>`,
      days: [1, 3]
    }))
    const html = await page(show(deckText('Many', cards)))
    expect(html.match(/<article /g)).toHaveLength(2_000)
    expect(html.length / 2_000).toBeLessThan(2_000)
    // A note type's stylesheet stands there once, not with each card.
    expect(html.split(stylesheetHere(cardStyle({ type: 'basic' }), new Map()))).toHaveLength(2)
  }, 30_000)
})

describe('a page of a case', () => {
  it.each(fixtures.names)('%s has all of its cards and findings, each once', async (name) => {
    const deck = show(fixtures.read(name))
    const html = await page(deck)
    const cards = deck.deck ? deck.deck.cards.flatMap((card) => drawCards(card, deck.deck!)) : []
    expect(html.match(/<article /g)?.length ?? 0).toBe(cards.length)
    expect(html.match(/<code class="code">/g)?.length ?? 0).toBe(deck.findings.length)
    for (const tag of ['article', 'div', 'section', 'template', 'slot'])
      expect(html.match(new RegExp(`</${tag}>`, 'g'))).toEqual(
        html.match(new RegExp(`<${tag}[ >]`, 'g'))?.map(() => `</${tag}>`) ?? null
      )
  })
})

describe('what stands in a card', () => {
  it('has the bytes of its media in it', async () => {
    const media = new Map([
      ['map of.png', bytes],
      ['song.mp3', bytes],
      ['clip.webm', bytes]
    ])
    const html = '<img src="map of.png" alt="A map">[sound:song.mp3][sound:clip.webm]'
    const shown = await question(withFront(html), { media })
    expect(shown).toContain('<img alt="A map" src="data:image/png;base64,/wA8">')
    expect(shown).toContain(
      '<audio controls preload="none" aria-label="song.mp3" src="data:audio/mpeg;base64,/wA8">'
    )
    expect(shown).toContain(
      '<video controls preload="none" aria-label="clip.webm" src="data:video/webm;base64,/wA8">'
    )
  })

  it('finds a file by a name that HTML writes otherwise', async () => {
    const media = new Map([['R&B.mp3', bytes]])
    expect(await question(withFront('[sound:R&amp;B.mp3]'), { media })).toContain('src="data:audio/mpeg;')
  })

  it('plays as a film what the card has as one', async () => {
    const media = new Map([['old phone.3gp', bytes]])
    expect(await question(withFront('[sound:old phone.3gp]'), { media })).toContain(
      '<video controls preload="none" aria-label="old phone.3gp" src="data:video/3gpp;base64,/wA8">'
    )
  })

  it('says which media are missing, and never asks for one of elsewhere', async () => {
    const shown = await question(
      withFront('<img src="https://example.org/x.png" alt="Far"> <img src="gone.png"> [sound:gone.mp3]')
    )
    expect(shown).not.toContain('<img')
    expect(shown).not.toContain(' src=')
    for (const text of ['Image: Far', 'Image: gone.png', 'Sound: gone.mp3']) expect(shown).toContain(text)
  })

  it('plays no sound whose mark is guarded', async () => {
    const shown = await question(show(deckText('Guarded', [{ front: 'What is \\[sound:x.mp3]?' }])))
    expect(shown).toContain('[sound:x.mp3]')
    expect(shown).not.toContain('<audio')
  })

  it('is mathematics between Anki’s marks, in MathML, without a style attribute', async () => {
    const html =
      'So \\(a^2 &lt; \\sqrt{b}\\) and \\[\\begin{matrix} 1 &amp; 2 \\end{matrix}\\] in <code>\\(code\\)</code>'
    const shown = await question(withFront(html))
    expect(shown.match(/<math/g)).toHaveLength(2)
    expect(shown).toContain('<msup>')
    expect(shown).toMatch(/<math[^>]* display="block"/)
    expect(shown).toContain('<code>\\(code\\)</code>')
    expect(shown).not.toContain(' style=')
  })

  it.each([
    ['\\(\\frac{a\\)', '\\frac{a'],
    ['\\(\\nosuchthing x\\)', '\\nosuchthing'],
    [`\\(${'{'.repeat(4_000)}\\)`, '{{{{'],
    [`\\(${'x'.repeat(9_000)}\\)`, 'xxxx']
  ])('that cannot be read as mathematics is shown as it is written: %.20s', async (html, written) => {
    const shown = await question(withFront(html))
    expect(shown).toContain('class="preview-wrong"')
    expect(shown).toContain(written)
  })

  it.each(['\\(never closed', 'a \\] b \\) c', '\\(a\\[b', `${'\\('.repeat(20_000)}`])(
    'stays text where no formula ends: %.12s',
    async (html) => {
      expect(await question(withFront(html))).toContain(`>${html}</div>`)
    }
  )

  it('has ids of its own, on either side', async () => {
    const footnotes = { front: 'Same[^1]?', back: 'Same.\n\n[^1]: Note.' }
    const html = await page(show(deckText('Notes', [footnotes, footnotes])))
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id!).filter((id) => id !== 'answer')
    expect(ids.length).toBeGreaterThan(3)
    expect(new Set(ids).size).toBe(ids.length)
    for (const [, to] of html.matchAll(/ href="#([^"]+)"/g)) expect(ids).toContain(to)
  })

  it('holds nothing that runs, whoever has written it', async () => {
    const shown = await question(
      withFront(
        '<script>x</script><img src=x onerror=alert(1)><a href="#" onclick="x">a</a><p style="color:red">b</p>' +
          '<iframe srcdoc="x"></iframe></div></div></article></template><style>p { color: blue }</style>'
      )
    )
    expect(shown).not.toMatch(/<script|<iframe|\son\w+=|\sstyle=|<\/template|<style/)
    expect(shown).toMatch(/<p class="preview-style-\d">b<\/p>/)
  })

  it('leaves no element open, whatever a template leaves', async () => {
    const html = await page(withFront('<div><p>open <b>and <i>open'))
    const [sides] = /<article .*<\/article>/s.exec(html)!
    const count = (tag: string) => sides.match(new RegExp(`<${tag}[ >]`, 'g'))?.length
    for (const tag of ['div', 'p', 'b', 'i'])
      expect(sides.match(new RegExp(`</${tag}>`, 'g'))).toHaveLength(count(tag)!)
  })
})

describe('a stylesheet', () => {
  it.each([
    ['@media (max-width: 30em) { p { color: red } }', '@container (max-width: 30em) { p { color: red } }'],
    ['@media print { p { color: red } }', '@media print { p { color: red } }'],
    ['@import url(https://example.org/x.css); p { color: red }', ' p { color: red }'],
    ['a { background: url("https://example.org/x.png") }', 'a { background: url(data:,) }'],
    ["a { background: url('_dot.gif') }", 'a { background: url(data:image/gif;base64,/wA8) }'],
    [
      'a { mask: url("data:image/svg+xml,<svg x=\'(1)\'/>") }',
      'a { mask: url("data:image/svg+xml,<svg x=\'(1)\'/>") }'
    ],
    ['</style><script>', '<\\/style><script>']
  ])('stands in the page: %s', (css, here) => {
    expect(stylesheetHere(css, new Map([['_dot.gif', bytes]]))).toBe(here)
  })
})

describe('the policy of a page', () => {
  it('lets nothing in, and names the script and each stylesheet by their hashes', async () => {
    const html = await page(withFront('<p style="color:red">a</p>'))
    const policy = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(html)![1]!
    expect(policy).toMatch(
      /^default-src &#39;none&#39;; base-uri &#39;none&#39;; form-action &#39;none&#39;; /
    )
    expect(policy).not.toMatch(/unsafe|https?:|\*|connect-src/)
    expect(policy.match(/sha256-/g)).toHaveLength(html.match(/<style>|<script>/g)!.length)
  })

  it('lets a page that is served ask for news, and nothing else', async () => {
    expect(await page(show(deckText('Served', [{}])), { version: '1' })).toContain(
      'connect-src &#39;self&#39;'
    )
  })
})
