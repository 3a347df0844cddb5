import { collectionOf } from '../../anki/collection'
import { advise } from '../../anki/description'
import type { Look } from '../../anki/look'
import { type NoteTypeOf, noteTypeJson } from '../../anki/note-type'
import { packageOf } from '../../anki/package'
import type { World } from '../../model/world'
import type { PlannedDeck } from '../../plan/plan'
import { defineExporter } from '../exporter'

/** A package for Anki's import: notes, cards, decks, and presets that hold the schedule. */
export const apkg = defineExporter({
  format: 'apkg',
  extension: '.apkg',
  options: async () => (await import('./options')).ApkgOptions,
  encode: async (decks, look, world) => {
    const noteTypeOf = await noteTypesIn(look, world)
    return {
      content: await packageOf(collectionOf(decks, world, noteTypeOf), mediaOf(decks, world)),
      advice: advise(decks)
    }
  }
})

/** Our note types in a look. What that takes is loaded only where one is given. */
async function noteTypesIn(look: Look, { modified }: World): Promise<NoteTypeOf> {
  if (Object.keys(look).length === 0) return noteTypeJson
  const { noteTypesIn, problemsOfLook } = await import('../../anki/look')
  for (const { message, hint } of await problemsOfLook(look)) throw new Error(`${message}. ${hint}`)
  return noteTypesIn(look, modified)
}

/** The files that these decks show or play. */
function mediaOf(decks: readonly PlannedDeck[], { media }: World): ReadonlyMap<string, Uint8Array> {
  const names = new Set(decks.flatMap((deck) => deck.media.map(({ name }) => name)))
  return new Map([...(media ?? [])].filter(([name]) => names.has(name)))
}
