// npm run pictures -- DECK [FOLDER]
//
// Draws the cards of a deck as Anki shows them: questions and answers come from real Anki, the pictures from Chromium. One
// sheet for each width and mode goes to FOLDER. Exits with 1 when a page is wider than its window.

import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, extname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'

const path = (file) => fileURLToPath(new URL(file, import.meta.url))
const environments = path('../../.anki/')
const command = path('../../dist/cli/cli.cjs')
const browserPath = process.env.CHROMIUM ?? '/usr/bin/chromium'

/** Of a window in CSS pixels, and how much smaller its cards stand on the sheet. */
const widths = [
  { width: 320, columns: 0 },
  { width: 360, columns: 5, scale: 0.75 },
  { width: 1000, columns: 3, scale: 0.5 }
]
const modes = ['light', 'dark']

const [deck, folder = '.'] = process.argv.slice(2)
if (!deck) fail('Use: npm run pictures -- DECK [FOLDER]')
if (!existsSync(browserPath)) fail(`Chromium is needed at ${browserPath}, or where CHROMIUM says`)
if (!existsSync(environments)) fail('Real Anki is needed: npm run anki:setup')
process.exitCode = await main()

async function main() {
  const cards = await cardsOf(deck)
  mkdirSync(folder, { recursive: true })
  const browser = await chromium.launch({ executablePath: browserPath, args: ['--no-sandbox'] })
  let tooWide = 0
  for (const mode of modes)
    for (const size of widths) {
      const page = await browser.newPage({ viewport: { width: size.width, height: 160 } })
      const pictures = []
      for (const [index, { css, question, answer }] of cards.entries())
        for (const [side, { html }] of Object.entries({ question, answer })) {
          await page.setContent(cardPage(html, css, mode))
          const over = await page.evaluate('document.documentElement.scrollWidth - innerWidth')
          if (over > 0) {
            tooWide++
            console.error(`${side} ${index + 1}, ${size.width} px, ${mode}: ${over} px too wide`)
          }
          if (size.columns > 0) pictures.push(await page.screenshot({ fullPage: true }))
        }
      if (size.columns > 0) await drawSheet(page, pictures, size, join(folder, sheetName(size.width, mode)))
      await page.close()
    }
  await browser.close()
  return tooWide > 0 ? 1 : 0
}

function sheetName(width, mode) {
  return `${basename(deck, extname(deck))}-${width}-${mode}.png`
}

/** A page as Anki's reviewer makes it (`qt/aqt/theme.py`, `body_classes_for_card_ord`). */
function cardPage(html, css, mode) {
  const classes = mode === 'dark' ? 'card card1 nightMode night_mode' : 'card card1'
  return `<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width">
    <body class="${classes}"><div id="qa"><style>${css}</style>${html}</div></body>`
}

async function drawSheet(page, pictures, { width, columns, scale }, file) {
  const images = pictures.map((png) => `<img src="data:image/png;base64,${png.toString('base64')}">`)
  const cardWidth = Math.round(width * scale)
  await page.setViewportSize({ width: (cardWidth + 12) * columns + 12, height: 400 })
  await page.setContent(`<!doctype html><style>
    body { margin: 0; padding: 12px; background: #8a8f98; columns: ${columns}; column-gap: 12px }
    img { display: block; width: ${cardWidth}px; margin-bottom: 12px; break-inside: avoid }
    </style>${images.join('')}`)
  await page.screenshot({ path: file, fullPage: true })
}

/** What real Anki makes of the cards of a deck, in the deck's order. */
async function cardsOf(deck) {
  const work = mkdtempSync(join(tmpdir(), 'md2anki-pictures-'))
  try {
    const built = spawnSync(process.execPath, [command, deck, '-f', 'apkg,json', '--out-dir', work])
    if (built.status !== 0) fail(`${deck} cannot be built: npx md2anki ${deck}`)
    const file = (extension) => join(work, `${basename(deck, extname(deck))}${extension}`)
    const guids = JSON.parse(readFileSync(file('.json'), 'utf8')).decks[0].cards.map(({ guid }) => guid)
    const cards = await rendered(file('.apkg'))
    return cards.sort(
      (one, other) => guids.indexOf(one.guid) - guids.indexOf(other.guid) || one.ord - other.ord
    )
  } finally {
    rmSync(work, { recursive: true })
  }
}

async function rendered(apkg) {
  const version = readdirSync(environments).sort(
    (one, other) => Number.parseFloat(other) - Number.parseFloat(one)
  )[0]
  const judge = spawn(
    `${environments}${version}/bin/python`,
    ['-I', '-X', 'utf8', path('../anki/judge.py')],
    {
      stdio: ['pipe', 'pipe', 'ignore']
    }
  )
  const requests = [
    { do: 'open' },
    { do: 'importPackage', path: apkg, scheduling: true, presets: true },
    { do: 'render' }
  ]
  for (const request of requests) judge.stdin.write(`${JSON.stringify({ ...request, collection: 1 })}\n`)
  judge.stdin.end()
  let last
  for await (const line of createInterface({ input: judge.stdout })) last = JSON.parse(line)
  if (!last?.answer) fail(last?.error ?? 'Anki has ended')
  return last.answer
}

function fail(message) {
  console.error(message)
  process.exit(2)
}
