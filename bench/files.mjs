import { closeSync, existsSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { deckOf } from './deck.mjs'
import { htmlOf } from './html.mjs'

/** The deck of so many cards, written where it is not there yet. */
export const deckFile = (folder, cards) => written(join(folder, `${cards}.md`), () => deckOf(cards))

/** The same cards as HTML in JSON. */
export const cardsFile = (folder, cards) => written(join(folder, `${cards}.json`), () => htmlOf(cards))

function written(file, pieces) {
  if (existsSync(file)) return file
  const descriptor = openSync(file, 'w')
  for (const piece of pieces()) writeSync(descriptor, piece)
  closeSync(descriptor)
  return file
}
