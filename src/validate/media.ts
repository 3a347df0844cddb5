import type { Content } from '../model/content'
import type { Card, Medium } from '../model/deck'
import { pathsIn } from '../model/media'
import { ankiName } from '../model/media-name'

/** The files that cards show or play, each once. */
export function mediaOf(cards: readonly Card[]): readonly Medium[] {
  const paths = new Set<string>()
  for (const card of cards)
    for (const { html } of shownOf(card)) for (const path of pathsIn(html)) paths.add(path)
  return [...paths].map((path) => ({ path, name: ankiName(path) }))
}

/** All that is shown of a card. */
function shownOf({ front, back, sections, fields, references }: Card): readonly Content[] {
  return [front, back, ...sections, ...Object.values(fields), ...Object.values(references)]
}
