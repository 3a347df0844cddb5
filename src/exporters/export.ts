import type { Deck } from '../model/deck'
import { type PlanOptions, plan } from '../plan/plan'
import type { Exported, Exporter, World } from './exporter'
import { exporters, type Format } from './index'

export interface ExportOptions extends PlanOptions, World {
  /** The exporter's own options; what is left out takes its default. */
  readonly options?: unknown
}

/**
 * Writes decks in a format: one of our own by name, or an exporter of yours. Rejects when `options` do not fit the
 * exporter's schema, or when the exporter throws.
 */
export async function exportDeck(
  decks: Deck | readonly Deck[],
  format: Format | Exporter,
  { options = {}, schedule, start, modified }: ExportOptions = {}
): Promise<Exported> {
  const exporter: Exporter = typeof format === 'string' ? await exporters[format]() : format
  const planned = plan(isOne(decks) ? [decks] : decks, {
    ...(schedule && { schedule }),
    ...(start && { start })
  })
  return exporter.encode(planned, exporter.options.parse(options), { ...(modified && { modified }) })
}

function isOne(decks: Deck | readonly Deck[]): decks is Deck {
  return !Array.isArray(decks)
}
