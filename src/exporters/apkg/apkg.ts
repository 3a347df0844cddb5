import type { PlannedDeck } from '../../plan/plan'
import { defineExporter } from '../exporter'
import { collectionOf } from './collection'
import { packageOf } from './package'

/** A package for Anki's import: notes, cards, decks, and presets that hold the schedule. */
export const apkg = defineExporter({
  format: 'apkg',
  extension: '.apkg',
  encode: async (decks, _, world) => ({
    content: await packageOf(collectionOf(decks, world)),
    advice: advice(decks)
  })
})

/** The boxes are off when Anki is new, by the names that it shows (`ftl/core/importing.ftl`). */
function advice(decks: readonly PlannedDeck[]): readonly string[] {
  const scheduled = decks.some(({ cards }) => cards.some(({ plan }) => plan.kind !== 'new'))
  return scheduled
    ? ['In Anki’s import window tick “Import any learning progress” and “Import any deck presets”']
    : []
}
