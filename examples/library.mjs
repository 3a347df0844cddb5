// node examples/library.mjs [DECK] [FOLDER]
//
// The hard cards of a deck as a deck of their own, for the last days before an exam. It lies in FOLDER, or here.

import { readFile, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { compile, exportDeck } from 'md2anki'

const example = fileURLToPath(new URL('spaced-repetition.md', import.meta.url))
const [file = example, folder = '.'] = process.argv.slice(2)

// Compiling never throws. Whatever is wrong with the text is in the diagnostics, each with a code and a place.
const { deck, diagnostics } = compile(await readFile(file, 'utf8'), { file })
for (const { severity, code, message, position } of diagnostics) {
  console.error(`${file}:${position?.start.line ?? 1}: ${severity}: ${message} (${code})`)
}
if (!deck || diagnostics.some(({ severity }) => severity === 'error')) process.exit(1)

// A deck is a plain value: change a copy. The cards keep their ids, and so Anki takes them for the notes that the
// learner may have already, and keeps what was learned.
const hard = deck.cards.filter(({ difficulty }) => difficulty === 'hard')
if (hard.length === 0) {
  console.error(`${file} has no hard card`)
  process.exit(1)
}
const exam = { ...deck, cards: hard.map((card) => ({ ...card, tags: [...card.tags, 'exam'] })) }

// With `start` the JSON holds the dates of the reviews. Without it, as in the package, the days count from the
// import, whenever that is, and the same deck gives the same bytes.
const outputs = [
  ['.apkg', await exportDeck(exam, 'apkg')],
  ['.json', await exportDeck(exam, 'json', { start: '2027-01-07', options: { indent: 0 } })]
]
for (const [extension, { content, advice = [] }] of outputs) {
  const output = join(folder, `${basename(file, '.md')}-exam${extension}`)
  await writeFile(output, content)
  console.log([`${output}: ${hard.length} cards`, ...advice].join('\n  '))
}
