import type { Deck } from '../model/deck'
import { repeatedCards } from '../model/repeated-cards'
import type { World } from '../model/world'
import { type PlanOptions, plan } from '../plan/plan'
import { type Exported, type Exporter, parseOptions } from './exporter'
import { exporters, type Format } from './index'

export interface ExportOptions extends PlanOptions, World {
  /** The exporter's own options; what is left out takes its default. */
  readonly options?: unknown
}

/**
 * Writes decks in a format: one of our own by name, or an exporter of yours. Rejects when `options` do not fit the
 * exporter's schema, when the start is no date, when two decks hold the same card, or when the exporter throws.
 */
export async function exportDeck(
  decks: Deck | readonly Deck[],
  format: Format | Exporter,
  { options, modified, ...planOptions }: ExportOptions = {}
): Promise<Exported> {
  const exporter: Exporter = typeof format === 'string' ? await exporters[format]() : format
  const all = isOne(decks) ? [decks] : decks
  for (const { card } of repeatedCards(all)) throw new Error(`Two decks hold the card “${card.id}”`)
  const planned = all.map((deck) => plan(deck, planOptions))
  return exporter.encode(planned, await parseOptions(exporter, options), modified ? { modified } : {})
}

function isOne(decks: Deck | readonly Deck[]): decks is Deck {
  return !Array.isArray(decks)
}
