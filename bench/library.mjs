// node bench/library.mjs CARDS.json OUTPUT.apkg
//
// Ready HTML to a package through the library alone: a deck is a plain value, and nothing has to be Markdown.

import { readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'

const { exports } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))
const { exportDeck } = await import('./node' in exports ? 'md2anki/node' : 'md2anki')

const [input, output] = process.argv.slice(2)
const content = (html) => ({ markdown: '', html, text: '' })

// With an encoding Node reads eight kB at a time.
const cards = JSON.parse(String(readFileSync(input))).map(({ front, back, tags }, index) => ({
  guid: `m${index}`,
  id: `measurements-${index}`,
  idFrom: 'text',
  number: index + 1,
  type: 'basic',
  difficulty: null,
  concept: null,
  front: content(front),
  back: content(back),
  sections: [],
  fields: {},
  references: {},
  tags,
  schedule: null
}))
const deck = { name: 'Measurements', file: null, date: null, start: null, meta: {}, cards, media: [] }
await writeFile(output, (await exportDeck(deck, 'apkg')).content)
