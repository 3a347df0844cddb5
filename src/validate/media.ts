import type { Card, Medium } from '../model/deck'
import { pathsIn } from '../model/media'
import { ankiName } from '../model/media-name'

/** The files that cards show or play, each once. */
export function mediaOf(cards: readonly Card[]): readonly Medium[] {
  const paths = new Set(cards.flatMap((card) => htmlOf(card).flatMap(pathsIn)))
  return [...paths].map((path) => ({ path, name: ankiName(path) }))
}

/** All that is shown of a card. */
function htmlOf({ front, back, sections, fields, references }: Card): readonly string[] {
  return [front, back, ...sections, ...Object.values(fields), ...Object.values(references)].map(
    ({ html }) => html
  )
}
