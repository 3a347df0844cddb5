import { collectionOf } from '../anki/collection'
import { advise } from '../anki/description'
import { packageOf } from '../anki/package'
import { defineExporter } from './exporter'

/** A package for Anki's import: notes, cards, decks, and presets that hold the schedule. */
export const apkg = defineExporter({
  format: 'apkg',
  extension: '.apkg',
  encode: async (decks, _, world) => ({
    content: await packageOf(collectionOf(decks, world)),
    advice: advise(decks)
  })
})
