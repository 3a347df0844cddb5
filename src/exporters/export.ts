import { nameMedia } from '../anki/media'
import { diagnose } from '../diagnostic'
import type { Deck } from '../model/deck'
import { repeatedCards } from '../model/repeated-cards'
import type { World } from '../model/world'
import { type PlanOptions, plan } from '../plan/plan'
import { type Exported, type Exporter, parseOptions } from './exporter'
import { exporters, type Format } from './index'

export interface ExportOptions extends PlanOptions, Omit<World, 'media'> {
  /** The exporter's own options; what is left out takes its default. */
  readonly options?: unknown
  /** Gives the file that a deck names by this path. One that it does not give is not in the package, and is told of. */
  readonly media?: (path: string, deck: Deck) => Uint8Array | undefined
}

/**
 * Writes decks in a format: one of our own by name, or an exporter of yours. Rejects when `options` do not fit the
 * exporter's schema, when the start is no date, when two decks hold the same card, or when the exporter throws.
 */
export async function exportDeck(
  decks: Deck | readonly Deck[],
  format: Format | Exporter,
  { options, modified, previous, media, ...planOptions }: ExportOptions = {}
): Promise<Exported> {
  const exporter: Exporter = typeof format === 'string' ? await exporters[format]() : format
  const all = isOne(decks) ? [decks] : decks
  for (const { card } of repeatedCards(all)) throw new Error(`Two decks hold the card “${card.id}”`)
  const named = nameMedia(
    all.map((deck) => ({ deck, files: filesOf(deck, media) })),
    previous?.media
  )
  const planned = named.decks.map((deck) => plan(deck, planOptions))
  const exported = await exporter.encode(planned, parseOptions(exporter, options), {
    media: named.files,
    ...(modified && { modified }),
    ...(previous && { previous })
  })
  return exporter.extension === '.apkg' ? withMissing(exported, all, named.decks) : exported
}

/** Cards would show nothing where a file should be. */
function withMissing(exported: Exported, decks: readonly Deck[], named: readonly Deck[]): Exported {
  const missing = decks.flatMap(({ media }, index) => {
    const packed = new Set(named[index]!.media.map(({ path }) => path))
    return media.filter(({ path }) => !packed.has(path))
  })
  const found = missing.map(({ path }) => diagnose('media-not-found', undefined, { path, near: undefined }))
  return found.length === 0
    ? exported
    : { ...exported, diagnostics: [...(exported.diagnostics ?? []), ...found] }
}

function filesOf(deck: Deck, read: ExportOptions['media']): ReadonlyMap<string, Uint8Array> {
  return new Map(
    deck.media.flatMap(({ path }) => {
      const bytes = read?.(path, deck)
      return bytes ? [[path, bytes] as const] : []
    })
  )
}

function isOne(decks: Deck | readonly Deck[]): decks is Deck {
  return !Array.isArray(decks)
}
