// npm run bench
//
// How long md2anki takes, beside something that every machine can run at the same time. Only the ratios mean anything
// on another machine. Exits with 1 when one is over its bar.

import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { compile } from 'md2anki'
import { deckOf } from './deck.mjs'
import { pairs } from './pairs.mjs'

const node = process.execPath
const path = (file) => fileURLToPath(new URL(file, import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'md2anki-bench-'))

const command = path(`../${JSON.parse(readFileSync(path('../package.json'), 'utf8')).bin.md2anki}`)
const output = join(folder, 'out.apkg')
const build = (deck, file = output) => [node, command, deck, '-o', file]
const nothing = [node, '-e', '0']

try {
  const [thousand, twoThousand] = [1000, 2000].map(writeDeck)
  const seed = someDeck()
  const cards = writeCards(400)
  const peer = [node, path('peer.mjs'), cards, join(folder, 'peer.apkg')]
  const rows = [
    measure(`${seed.name} → apkg / node -e 0`, build(seed.path), nothing, { times: 15, bar: 4 }),
    measure(
      `${seed.name} over the package of before / ${seed.name}`,
      build(seed.path, join(folder, 'before.apkg')),
      build(seed.path),
      {
        times: 15,
        bar: 1.3
      }
    ),
    measure('--help / node -e 0', [node, command, '--help'], nothing, { times: 21, bar: 1.3 }),
    measure('1,000 cards / anki-apkg-export, 400 cards', build(thousand), peer, { times: 7, bar: 0.5 }),
    measure('2,000 cards / 1,000 cards', build(twoThousand), build(thousand), { times: 7, bar: 2.3 })
  ]
  console.table(Object.fromEntries(rows))
  if (rows.some(([, row]) => row.ratio > row.bar)) process.exitCode = 1
} finally {
  rmSync(folder, { recursive: true })
}

function measure(name, first, second, { times, bar }) {
  console.error(`${name}: ${times} pairs`)
  // Over a package of before a build also reads it.
  const result = pairs(first, second, times, () => rmSync(output, { force: true }))
  const row = {
    ratio: rounded(result.ratio.median),
    'lowest, highest': `${rounded(result.ratio.min)}, ${rounded(result.ratio.max)}`,
    bar,
    ms: `${Math.round(result.first.median)} / ${Math.round(result.second.median)}`,
    'peak MB': `${Math.round(result.first.peak)} / ${Math.round(result.second.peak)}`
  }
  return [name, row]
}

function rounded(ratio) {
  return Number(ratio.toFixed(2))
}

/** The deck that the bar was set for, where it lies beside the project, else our own of about its size. */
function someDeck() {
  const seed = path('../../shared/seed/transformers.md')
  if (existsSync(seed)) return { name: 'seed', path: seed }
  console.error('The seed is not here; examples/spaced-repetition.md stands in for it')
  return { name: 'examples/spaced-repetition.md', path: path('../examples/spaced-repetition.md') }
}

function writeDeck(count) {
  const deck = join(folder, `${count}.md`)
  writeFileSync(deck, deckOf(count))
  return deck
}

/** The same cards as HTML: the peer reads no Markdown, and is not made to. */
function writeCards(count) {
  const cards = compile(deckOf(count)).deck.cards.map(({ front, back, sections, tags }) => ({
    front: front.html,
    back: [back, ...sections].map(({ html }) => html).join('\n'),
    tags
  }))
  const file = join(folder, 'cards.json')
  writeFileSync(file, JSON.stringify(cards))
  return file
}
