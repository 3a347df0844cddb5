import { defineExporter } from '../exporter'
import { collectionOf } from './collection'
import { advise } from './description'
import { packageOf } from './package'

/** A package for Anki's import: notes, cards, decks, and presets that hold the schedule. */
export const apkg = defineExporter({
  format: 'apkg',
  extension: '.apkg',
  encode: async (decks, _, world) => ({
    content: await packageOf(collectionOf(decks, world)),
    advice: advise(decks)
  })
})
