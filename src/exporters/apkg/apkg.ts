import { collectionOf, type NoteTypes } from '../../anki/collection'
import { advise } from '../../anki/description'
import type { Look } from '../../anki/look'
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
    const noteTypes = await noteTypesIn(look, world)
    const collection = collectionOf(decks, world, noteTypes)
    return {
      content: await packageOf(collection, mediaOf(decks, world), world.means),
      advice: advise(decks)
    }
  }
})

/** Our note types in a look, where one is given: what that takes is loaded only then. Templates decide which cards there are. */
async function noteTypesIn(look: Look, { modified }: World): Promise<NoteTypes | undefined> {
  if (Object.keys(look).length === 0) return undefined
  const [{ noteTypesIn, problemsOfLook }, { ordinalsDrawn }] = await Promise.all([
    import('../../anki/look'),
    import('../../anki/draw')
  ])
  for (const { message, hint } of await problemsOfLook(look)) throw new Error(`${message}. ${hint}`)
  const noteTypeOf = noteTypesIn(look, modified)
  return { noteTypeOf, ordinalsOf: (card, deck) => ordinalsDrawn(card, deck, noteTypeOf) }
}

/** The files that these decks show or play. */
function mediaOf(decks: readonly PlannedDeck[], { media }: World): ReadonlyMap<string, Uint8Array> {
  const names = new Set(decks.flatMap((deck) => deck.media.map(({ name }) => name)))
  return new Map([...(media ?? [])].filter(([name]) => names.has(name)))
}
