// node bench/peers/marked.mjs DECK.md OUTPUT.apkg
//
// A deck as `mdanki` makes one: `marked` for the Markdown, `anki-apkg-export` for the package. mdanki itself is on no
// registry. Cards are the third headings, and what stands behind `#### Back` is the back.

import { readFile, writeFile } from 'node:fs/promises'
import { marked } from 'marked'
import { newCollection } from './anki-apkg-export.mjs'

const [deck, output] = process.argv.slice(2)
const collection = newCollection()
const cards = (await readFile(deck, 'utf8')).split(/^### /m).slice(1)
for (const card of cards) {
  const [head, back] = card.split(/^#### Back$/m)
  const [, front] = head.split(/^#### Front$/m)
  collection.addCard(marked(front), marked(back), { tags: ['measurements'] })
}
await writeFile(output, await collection.save())
