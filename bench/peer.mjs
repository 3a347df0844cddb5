// node bench/peer.mjs CARDS.json OUTPUT.apkg
//
// What `bench/run.mjs` compares with: the npm package `anki-apkg-export` with HTML that is ready to be used.

import { readFile, writeFile } from 'node:fs/promises'
import library from 'anki-apkg-export'

// Its ids are times, and how they fall decides whether its 16 MB are enough: by the real clock one run in five with
// 400 cards dies. This clock moves as fast as the real one does there, and each run is like the others.
let now = Date.UTC(2026, 0, 7)
Date.now = () => {
  now += 3
  return now
}

const [cards, output] = process.argv.slice(2)
const collection = library.default('Measurements')
for (const { front, back, tags } of JSON.parse(await readFile(cards, 'utf8'))) {
  collection.addCard(front, back, { tags })
}
await writeFile(output, await collection.save())
