import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import axe from 'axe-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { compile } from '../../src'
import { plan } from '../../src/plan/plan'
import { type PageOptions, previewPage } from '../../src/preview/page'
import type { DeckToShow } from '../../src/preview/section'
import { deckText } from '../decks'
import { browserHere, browserName, type Opened, useBrowser, type View } from './browser'

const example = readFileSync(new URL('../../examples/spaced-repetition.md', import.meta.url), 'utf8')

const fromArabic = '«ما هو الضوء؟»'

/** A card of everything that a page has to cope with. */
const hard = deckText(
  'Everything',
  [
    { front: 'First question, with `code`?', back: 'First answer.', days: [1, 3] },
    {
      front: 'Second <script>hit()</script><img src=x onerror=hit()>?',
      back: `${'| wide '.repeat(30)}|\n${'|---'.repeat(30)}|\n${'| cell '.repeat(30)}|\n\nNote[^1].\n\n[^1]: At the end.`
    },
    { labels: '**Type:** Cloze', front: 'The {{c1::Nile}} and {{c2::Lake Chad}}.' },
    { front: fromArabic, back: `${'word'.repeat(200)}\n\n\`\`\`\n${'─'.repeat(300)}\n\`\`\`` }
  ],
  'Nothing that belongs to a card.'
)

/** A white dot, and half a second of silence. */
const media = new Map([
  [
    'dot.gif',
    new Uint8Array(Buffer.from('R0lGODlhAQABAIAAAP///wAAACH5BAAAAAAALAAAAAABAAEAAAICRAEAOw==', 'base64'))
  ],
  ['tone.wav', silence()]
])

function silence(): Uint8Array {
  const bytes = Buffer.alloc(44 + 4_000, 128)
  bytes.write('RIFF', 0)
  bytes.writeUInt32LE(36 + 4_000, 4)
  bytes.write('WAVEfmt ', 8)
  bytes.writeUInt32LE(16, 16)
  bytes.writeUInt32LE(0x0001_0001, 20)
  bytes.writeUInt32LE(8_000, 24)
  bytes.writeUInt32LE(8_000, 28)
  bytes.writeUInt32LE(0x0008_0001, 32)
  bytes.write('data', 36)
  bytes.writeUInt32LE(4_000, 40)
  return bytes
}

function show(text: string, file = 'deck.md'): DeckToShow {
  const { deck, places, diagnostics } = compile(text, { file })
  return { file, places, findings: diagnostics, ...(deck && { deck: plan(deck) }) }
}

/** The deck, with this HTML as the back of its first card. */
function withBack(shown: DeckToShow, html: string): DeckToShow {
  const [first, ...others] = shown.deck!.cards
  const card = { ...first!, back: { markdown: html, html, text: html } }
  return { ...shown, deck: { ...shown.deck!, cards: [card, ...others] } }
}

const formulas =
  'So \\(a^2 &lt; \\sqrt{b}\\) and \\[\\begin{pmatrix} 1 &amp; 2 \\\\ \\color{red}{3} &amp; 4 \\end{pmatrix} = \\int_0^\\infty f\\] and \\(\\nosuch\\)'

/** What sanitising keeps from ever standing in a card, as if it had not. */
const attack = [
  '<script>hit()</script>',
  '<img src="dot.gif" onload="hit()"><img src="x" onerror="hit()">',
  '<svg onload="hit()"><script>hit()</script></svg>',
  '<a href="javascript:hit()">here</a>',
  '<iframe srcdoc="<script>parent.hit()</script>"></iframe>',
  '<form action="https://example.org/"><input autofocus onfocus="hit()"></form>',
  '<style>@import url(https://example.org/x.css); p { background: url(https://example.org/y.png) }</style>',
  '<link rel="stylesheet" href="https://example.org/x.css"><base href="https://example.org/">',
  '<meta http-equiv="refresh" content="0; url=https://example.org/">',
  '</div></div></article></template><script>hit()</script>'
].join('\n')

/** Milliseconds: a browser takes its time where other tests run beside it. */
const slow = { timeout: 60_000 }

describe.skipIf(!browserHere)(`a page in ${browserName}`, slow, () => {
  const browser = useBrowser()
  let folder = ''
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'md2anki-browser-'))
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  async function open(
    decks: DeckToShow | readonly DeckToShow[],
    view?: View,
    options?: PageOptions
  ): Promise<Opened> {
    const path = join(folder, 'deck.html')
    const all = 'findings' in decks ? [decks] : decks
    writeFileSync(path, await previewPage(all, { media, ...options }))
    return browser.open(pathToFileURL(path).href, view)
  }

  /** What a reader sees of the sides of cards, one after the other. */
  const sides = ({ page }: Opened) => page.locator('.preview-side:visible').allInnerTexts()

  it('turns cards by a click, and by keys', async () => {
    const opened = await open(show(hard))
    const { page } = opened
    expect(await sides(opened)).toHaveLength(5)
    expect((await sides(opened))[0]).toBe('First question, with code?')
    await page.getByRole('button', { name: 'Show answer' }).first().click()
    expect((await sides(opened))[0]).toContain('First answer.')
    await page.keyboard.press('Enter')
    expect((await sides(opened))[0]).not.toContain('First answer.')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Space')
    expect((await sides(opened))[2]).toMatch(/^The Nile and Lake Chad\./)
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('Enter')
    expect((await sides(opened))[1]).toContain('At the end.')
    await opened.close()
  })

  it('turns the first card in view when nothing has the focus', async () => {
    const opened = await open(show(hard))
    await opened.page.keyboard.press('Space')
    expect((await sides(opened))[0]).toContain('First answer.')
    await opened.close()
  })

  it('finds cards by what they hold, and those with findings', async () => {
    const opened = await open(show(hard))
    const { page } = opened
    await page.keyboard.press('/')
    await page.keyboard.type('chad lake')
    expect(await sides(opened)).toHaveLength(2)
    expect(await page.locator('output').textContent()).toBe('2 of 5 cards')
    await page.keyboard.press('Escape')
    expect(await sides(opened)).toHaveLength(5)
    await page.getByRole('button', { name: 'Findings' }).click()
    expect(await sides(opened)).toEqual([expect.stringContaining('Second')])
    await opened.close()
  })

  it('shows both sides, the width of a phone, and dark cards, and remembers that', async () => {
    const opened = await open(show(example))
    const { page } = opened
    await page.getByRole('button', { name: 'Both sides' }).click()
    expect(await sides(opened)).toHaveLength(12)
    await page.getByRole('button', { name: 'Phone' }).click()
    await page.getByRole('button', { name: 'Dark' }).click()
    const looks = () =>
      page
        .locator('.card')
        .first()
        .evaluate((card) => [
          card.parentElement!.getBoundingClientRect().width,
          card.classList.contains('nightMode'),
          getComputedStyle(card).backgroundColor,
          getComputedStyle(card).color
        ])
    const dark = await looks()
    expect(dark.slice(0, 2)).toEqual([360, true])
    await page.reload()
    expect(await looks()).toEqual(dark)
    await page.getByRole('button', { name: 'Dark' }).click()
    expect((await looks())[2]).toBe('rgb(255, 255, 255)')
    await opened.close()
  })

  it('begins dark where the reader’s system is', async () => {
    const opened = await open(show(example), { dark: true })
    expect(await opened.page.getByRole('button', { name: 'Dark' }).getAttribute('aria-pressed')).toBe('true')
    await opened.close()
  })

  it('keeps the card’s stylesheet and the page’s apart', async () => {
    const opened = await open(show(example))
    const fonts = await opened.page.evaluate(() => {
      const host = document.querySelector('.cards')!
      const card = host.shadowRoot!.querySelector('.card')!
      const front = host.shadowRoot!.querySelector('.front')!
      const size = (element: Element) => getComputedStyle(element).fontSize
      return [
        size(card),
        size(front),
        size(document.querySelector('.head h2')!),
        getComputedStyle(card).margin
      ]
    })
    expect(fonts).toEqual(['18px', '20px', '16px', '0px'])
    await opened.close()
  })

  it('leads to footnotes within the card', async () => {
    const opened = await open(show(hard), { height: 400 })
    const { page } = opened
    await page.getByRole('button', { name: 'Both sides' }).click()
    const link = page.locator('.preview-answer a[href^="#"]').first()
    await link.click()
    const target = (await link.getAttribute('href'))!.slice(1)
    expect(await page.locator(`[id="${target}"]`).isVisible()).toBe(true)
    expect(page.url()).not.toContain('#')
    await opened.close()
  })

  it.each([
    ['the example', () => show(example)],
    [
      'everything',
      () => withBack(show(hard), `${formulas} <img src="dot.gif" alt="A dot"> [sound:tone.wav]`)
    ],
    ['several decks', () => [show(example), show(hard), show('no deck')]]
  ] as const)('asks for nothing and breaks no rule of its own: %s', async (_, decks) => {
    const opened = await open(decks())
    await opened.page.getByRole('button', { name: 'Both sides' }).click()
    await opened.page.waitForTimeout(100)
    expect(opened.requests).toEqual([])
    expect(opened.errors).toEqual([])
    await opened.close()
  })

  it('shows media and formulas', async () => {
    const opened = await open(
      withBack(show(hard), `${formulas} <img src="dot.gif" alt="A dot"> [sound:tone.wav]`)
    )
    const { page } = opened
    await page.keyboard.press('Space')
    const image = page.getByRole('img', { name: 'A dot' })
    expect(await image.evaluate((each: HTMLImageElement) => each.naturalWidth)).toBe(1)
    const sound = page.locator('audio').first()
    await sound.evaluate((each: HTMLAudioElement) => each.play())
    expect(await sound.evaluate((each: HTMLAudioElement) => Math.round(each.duration * 10))).toBe(5)
    const matrix = await page.locator('math[display="block"] mtable').first().boundingBox()
    expect(matrix!.height).toBeGreaterThan(30)
    await opened.close()
  })

  it('runs nothing of a deck, even if it were written into the page', async () => {
    for (const deck of [show(hard), withBack(show(hard), attack)]) {
      const opened = await open(deck)
      const { page } = opened
      await page.exposeFunction('hit', () => {
        throw new Error('It ran')
      })
      await page.reload()
      await page.getByRole('button', { name: 'Both sides' }).click()
      await page.waitForTimeout(200)
      expect(opened.errors.filter((error) => error.includes('It ran'))).toEqual([])
      expect(opened.requests).toEqual([])
      expect(await page.locator('script').count()).toBe(1)
      expect(await sides(opened)).toHaveLength(10)
      await opened.close()
    }
  })

  it('would have its policy stop what our own care let through', async () => {
    const path = join(folder, 'broken.html')
    const whole = await previewPage([show(hard)])
    // No policy keeps a page from leading elsewhere by itself.
    const inserted = attack.replace(/<meta.*>/, '')
    writeFileSync(
      path,
      whole.replace('</main>', `<div id="bad">${inserted}<p style="color: red">red</p></div></main>`)
    )
    const opened = await browser.open(pathToFileURL(path).href)
    expect(await opened.page.evaluate(() => 'hit' in window)).toBe(false)
    expect(opened.errors.filter((error) => /Content Security Policy/.test(error)).length).toBeGreaterThan(3)
    expect(opened.errors.filter((error) => /hit is not defined/.test(error))).toEqual([])
    await opened.close()
  })

  it('can be read without JavaScript', async () => {
    const opened = await open(show(example), { javaScript: false })
    expect(await sides(opened)).toHaveLength(12)
    expect(await opened.page.getByRole('button').count()).toBe(0)
    await opened.close()
  })

  it.each([320, 360, 1000])('never scrolls sideways at %i px', async (width) => {
    const opened = await open([show(example), withBack(show(hard), formulas)], { width })
    const { page } = opened
    for (const press of ['', 'Both sides', 'Phone']) {
      if (press) await page.getByRole('button', { name: press }).click()
      else await page.keyboard.press('Space')
      const [scroll, client] = await page.evaluate(() => [
        document.documentElement.scrollWidth,
        document.documentElement.clientWidth
      ])
      expect(scroll).toBe(client)
    }
    await opened.close()
  })

  it.each([
    ['light, one side', false, false],
    ['light, both sides', false, true],
    ['dark, one side', true, false],
    ['dark, both sides', true, true]
  ] as const)('has nothing that axe finds wrong: %s', async (_, dark, both) => {
    for (const decks of [
      [show(example)],
      [show(example), withBack(show(hard), `${formulas} [sound:tone.wav]`)]
    ]) {
      const opened = await open(decks, { dark })
      const { page } = opened
      if (both) await page.getByRole('button', { name: 'Both sides' }).click()
      // What is not drawn has no colours to judge.
      await page.locator('.preview-card').evaluateAll((cards) => {
        for (const card of cards as HTMLElement[]) card.style.contentVisibility = 'visible'
      })
      await page.evaluate(axe.source)
      const { violations } = await page.evaluate(() => (window as unknown as { axe: typeof axe }).axe.run())
      expect(
        violations.map(({ id, nodes }) => [
          id,
          nodes.length,
          nodes[0]!.html.slice(0, 200),
          nodes[0]!.failureSummary
        ])
      ).toEqual([])
      await opened.close()
    }
  })

  it('shows where the focus is', async () => {
    const opened = await open(show(example))
    const { page } = opened
    for (const _ of [1, 2, 3, 4, 5]) {
      await page.keyboard.press('Tab')
      const outline = await page.evaluate(() => getComputedStyle(document.activeElement!).outlineStyle)
      expect(outline).toBe('solid')
    }
    await opened.close()
  })
})

/** So that the pictures in the docs are of the page as it is: `MD2ANKI_PICTURES=1 npx vitest run test/browser/preview`. */
describe.skipIf(!browserHere || !process.env['MD2ANKI_PICTURES'])(
  'the pictures of docs/preview.md',
  slow,
  () => {
    const browser = useBrowser()
    const pictures = fileURLToPath(new URL('../../docs/preview/', import.meta.url))

    it.each([
      ['light-1000', 1000, false],
      ['dark-1000', 1000, true],
      ['light-360', 360, false],
      ['dark-360', 360, true]
    ] as const)('%s', async (name, width, dark) => {
      const folder = mkdtempSync(join(tmpdir(), 'md2anki-pictures-'))
      const path = join(folder, 'deck.html')
      writeFileSync(path, await previewPage([show(example, 'spaced-repetition.md')]))
      const { page, close } = await browser.open(pathToFileURL(path).href, { width, height: 900, dark })
      await page.getByRole('button', { name: 'Show answer' }).first().click()
      await page.evaluate(() => (document.activeElement as HTMLElement).blur())
      await page.evaluate(() => scrollTo(0, 0))
      await page.screenshot({ path: `${pictures}${name}.png` })
      await close()
      rmSync(folder, { recursive: true })
    })
  }
)
