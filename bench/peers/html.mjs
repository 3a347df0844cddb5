// node bench/peers/html.mjs CARDS.json OUTPUT.apkg

import { readFile, writeFile } from 'node:fs/promises'
import { newCollection } from './anki-apkg-export.mjs'

const [cards, output] = process.argv.slice(2)
const collection = newCollection()
for (const { front, back, tags } of JSON.parse(await readFile(cards, 'utf8'))) {
  collection.addCard(front, back, { tags })
}
await writeFile(output, await collection.save())
