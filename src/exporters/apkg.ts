import { collectionOf } from '../anki/collection'
import { advise } from '../anki/description'
import { packageOf } from '../anki/package'
import type { World } from '../model/world'
import type { PlannedDeck } from '../plan/plan'
import { defineExporter } from './exporter'

/** A package for Anki's import: notes, cards, decks, and presets that hold the schedule. */
export const apkg = defineExporter({
  format: 'apkg',
  extension: '.apkg',
  encode: async (decks, _, world) => ({
    content: await packageOf(collectionOf(decks, world), mediaOf(decks, world)),
    advice: advise(decks)
  })
})

/** The files that these decks show or play. */
function mediaOf(decks: readonly PlannedDeck[], { media }: World): ReadonlyMap<string, Uint8Array> {
  const names = new Set(decks.flatMap((deck) => deck.media.map(({ name }) => name)))
  return new Map([...(media ?? [])].filter(([name]) => names.has(name)))
}
