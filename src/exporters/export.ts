import { nameMedia } from '../anki/media'
import { diagnose } from '../diagnostic'
import type { Deck } from '../model/deck'
import { isBytes } from '../model/parts'
import { repeatedCards } from '../model/repeated-cards'
import type { World } from '../model/world'
import { type PlanOptions, plan } from '../plan/plan'
import { type Exported, type Exporter, joined, parseOptions } from './exporter'
import { exporters, type Format } from './index'

/** How decks are exported; all may be left out. */
export interface ExportOptions extends PlanOptions, Omit<World, 'media' | 'means'> {
  /** The exporter's own options; what is left out takes its default. */
  readonly options?: unknown
  /**
   * The files that decks name, by their paths, or what gives them, at once or later. One that is not given is not in the package, and
   * is told of.
   */
  readonly media?: ReadonlyMap<string, Uint8Array> | ReadMedium
}

type Bytes = Uint8Array | undefined
type ReadMedium = (path: string, deck: Deck) => Bytes | Promise<Bytes>

/**
 * Writes decks in a format: one of our own by name, or an exporter of yours. Rejects when `options` do not fit the
 * exporter's schema, when the start is no date, when two decks hold the same card, when `media` gives what is no bytes, the exporter neither text nor bytes, or when one of them
 * throws.
 */
export function exportDeck(
  decks: Deck | readonly Deck[],
  format: Format | Exporter,
  options?: ExportOptions
): Promise<Exported> {
  return exportDeckBy({}, decks, format, options)
}

/** The same, by what the surroundings have for it. */
export async function exportDeckBy(
  surroundings: Pick<World, 'means'>,
  decks: Deck | readonly Deck[],
  format: Format | Exporter,
  { options, modified, previous, media, ...planOptions }: ExportOptions = {}
): Promise<Exported> {
  const exporter: Exporter = typeof format === 'string' ? await exporters[format]() : format
  const all = isOne(decks) ? [decks] : decks
  for (const { card } of repeatedCards(all)) throw new Error(`Two decks hold the card “${card.id}”`)
  const read = readerOf(media)
  const files = await Promise.all(all.map(async (deck) => ({ deck, files: await filesOf(deck, read) })))
  const named = nameMedia(files, previous?.media)
  const planned = named.decks.map((deck) => plan(deck, planOptions))
  const encoded = await exporter.encode(planned, await parseOptions(exporter, options), {
    ...surroundings,
    media: named.files,
    ...(modified && { modified }),
    ...(previous && { previous })
  })
  const exported = joined(encoded)
  return exporter.extension === '.apkg' ? withMissing(exported, all, named.decks) : exported
}

/** Cards would show nothing where a file should be. */
function withMissing(exported: Exported, decks: readonly Deck[], named: readonly Deck[]): Exported {
  const missing = decks.flatMap(({ media }, index) => {
    const packed = new Set(named[index]!.media.map(({ path }) => path))
    return media.filter(({ path }) => !packed.has(path))
  })
  const found = missing.map(({ path }) => diagnose('media-not-found', undefined, { path, from: 'library' }))
  return found.length === 0
    ? exported
    : { ...exported, diagnostics: [...(exported.diagnostics ?? []), ...found] }
}

function readerOf(media: ExportOptions['media'] = new Map()): ReadMedium {
  if (typeof media === 'function') return media
  if (typeof media?.get !== 'function')
    throw new TypeError('`media` is to be a function or a Map, which gives the bytes of a file by its path')
  return (path) => media.get(path)
}

async function filesOf(deck: Deck, read: ReadMedium): Promise<ReadonlyMap<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>()
  for (const { path } of deck.media) {
    const bytes: unknown = await read(path, deck)
    if (isBytes(bytes)) files.set(path, bytes)
    else if (bytes !== undefined)
      throw new TypeError(
        `\`media\` is to give a Uint8Array for \`${path}\`, or undefined; it gives ${kindOf(bytes)}`
      )
  }
  return files
}

function kindOf(value: unknown): string {
  return Object.prototype.toString.call(value).slice('[object '.length, -1)
}

function isOne(decks: Deck | readonly Deck[]): decks is Deck {
  return !Array.isArray(decks)
}
