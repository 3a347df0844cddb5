import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { cardsFile, deckFile } from './files.mjs'

const node = process.execPath
const path = (file) => fileURLToPath(new URL(file, import.meta.url))
const { bin } = JSON.parse(readFileSync(path('../package.json'), 'utf8'))

export const command = path(`../${bin.md2anki}`)

/** Set up by `npm run bench:setup`. */
export const python = path('../.peers/bin/python')

/**
 * What rows run, by name: how to run it with so many cards in a folder of its own, and what must come before each run
 * and is not timed. Over a package of before a build also reads it, so that is removed.
 */
export const commands = {
  build: (folder, cards) => build(folder, deckFile(folder, cards)),
  satteri: (folder, cards) => build(folder, deckFile(folder, cards), ['--parser', 'satteri']),
  rebuild,
  cold,
  library: (folder, cards) => fresh(folder, [node, path('library.mjs'), cardsFile(folder, cards)]),
  marked: (folder, cards) => fresh(folder, [node, path('peers/marked.mjs'), deckFile(folder, cards)]),
  ankiApkgExport: (folder, cards) => fresh(folder, [node, path('peers/html.mjs'), cardsFile(folder, cards)]),
  genanki: (folder, cards) =>
    fresh(folder, [python, path('peers/genanki_html.py'), cardsFile(folder, cards)]),
  help: () => ({ argv: [node, command, '--help'] }),
  seed: (folder) => build(folder, seed),
  again,
  nothing: () => ({ argv: [node, '-e', '0'] })
}

const theirs = path('../../shared/seed/transformers.md')

/** The deck that the bar was set for lies beside the project or not; then ours of about its size stands in for it. */
export const seedIsHere = existsSync(theirs)
const seed = seedIsHere ? theirs : path('../examples/spaced-repetition.md')

/** A command that writes to the file that is its last word. */
function fresh(folder, argv) {
  const output = join(folder, 'out.apkg')
  return { argv: [...argv, output], prepare: () => rmSync(output, { force: true }) }
}

function build(folder, deck, options = []) {
  return fresh(folder, [node, command, deck, ...options, '-o'])
}

/** Over the package of before, which it reads. */
function again(folder) {
  return { argv: [node, command, seed, '-o', join(folder, 'again.apkg')], warmUp: true }
}

/** The cache knows the deck as it was before the last edit, and each run has an edit of its own. */
function rebuild(folder, cards) {
  const text = readFileSync(deckFile(folder, cards), 'utf8')
  const deck = join(folder, 'edited.md')
  const run = build(folder, deck, ['--cache', join(folder, 'warm')])
  let edits = 0
  const prepare = () => {
    run.prepare()
    edits += 1
    writeFileSync(deck, text.replace('#### Back\n', `#### Back\nEdit ${edits}. `))
  }
  return { ...run, prepare, warmUp: true }
}

function cold(folder, cards) {
  const cache = join(folder, 'cold')
  const run = build(folder, deckFile(folder, cards), ['--cache', cache])
  const prepare = () => {
    run.prepare()
    rmSync(cache, { recursive: true, force: true })
  }
  return { ...run, prepare }
}
