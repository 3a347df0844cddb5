import { nodeMeans } from './cli/means'
import { type ExportOptions, exportDeckBy } from './exporters/export'
import type { Exported, Exporter } from './exporters/exporter'
import type { Format } from './exporters/index'
import type { Deck } from './model/deck'

export type { Exported, ExportOptions }

/** `exportDeck` of `md2anki` by what Node does faster. Loads what it takes to export, and no more. */
export function exportDeck(
  decks: Deck | readonly Deck[],
  format: Format | Exporter,
  options?: ExportOptions
): Promise<Exported> {
  return exportDeckBy({ means: nodeMeans }, decks, format, options)
}
