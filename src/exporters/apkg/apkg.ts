import { collectionOf } from '../../anki/collection'
import { advise } from '../../anki/description'
import { noteTypesIn, problemsOfLook } from '../../anki/look'
import { packageOf } from '../../anki/package'
import { defineExporter } from '../exporter'

/** A package for Anki's import: notes, cards, decks, and presets that hold the schedule. */
export const apkg = defineExporter({
  format: 'apkg',
  extension: '.apkg',
  options: async () => (await import('./options')).ApkgOptions,
  encode: async (decks, look, world) => {
    for (const { message, hint } of await problemsOfLook(look)) throw new Error(`${message}. ${hint}`)
    const noteTypeOf = noteTypesIn(look, world.modified)
    return {
      content: await packageOf(collectionOf(decks, world, noteTypeOf)),
      advice: advise(decks)
    }
  }
})
