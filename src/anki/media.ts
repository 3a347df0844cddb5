import { sha1 } from '@noble/hashes/legacy.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import type { Deck, Medium } from '../model/deck'
import { grouped } from '../model/grouped'
import { htmlOf } from '../model/html'
import { mapMedia } from '../model/media'
import { ankiName, markedName } from '../model/media-name'
import type { Package } from '../model/package'

/** A deck, and the files that it shows or plays, by their paths. */
export interface DeckWithMedia {
  readonly deck: Deck
  readonly files: ReadonlyMap<string, Uint8Array>
}

export interface NamedMedia {
  readonly decks: readonly Deck[]
  /** What the package is to hold, by name. */
  readonly files: ReadonlyMap<string, Uint8Array>
}

/**
 * Settles what files are called in Anki, where all decks share one folder. A name is the file's own, unless another file has
 * it, here or in the package of before: then what it holds becomes part of the name. So a picture that was changed gets to
 * learners, whose Anki would go on with the one that it has, and the order of decks does not matter. The same file under
 * several names is packed once. A deck's file that is not there is no more among its media. Pure.
 */
export function nameMedia(
  decks: readonly DeckWithMedia[],
  earlier: Package['media'] = new Map()
): NamedMedia {
  const files = contentsOf(decks)
  const names = namesFor(files, earlier)
  return {
    decks: decks.map(({ deck, files: own }) => ({
      ...deck,
      media: deck.media.flatMap(({ path }) => {
        const bytes = own.get(path)
        return bytes ? { path, name: names.get(digest(bytes))! } : []
      })
    })),
    files: new Map([...files].map(([key, { bytes }]) => [names.get(key)!, bytes]))
  }
}

interface File {
  readonly key: string
  readonly bytes: Uint8Array
  /** Of several paths to one content the first by name. */
  readonly name: string
}

/** Each content once, in the order of names. */
function contentsOf(decks: readonly DeckWithMedia[]): ReadonlyMap<string, File> {
  const all = decks.flatMap(({ deck, files }) =>
    deck.media.flatMap(({ path }): readonly File[] => {
      const bytes = files.get(path)
      return bytes ? [{ key: digest(bytes), bytes, name: ankiName(path) }] : []
    })
  )
  const contents = new Map<string, File>()
  for (const file of all.toSorted(byName)) if (!contents.has(file.key)) contents.set(file.key, file)
  return contents
}

function byName(one: File, other: File): number {
  return `${one.name}/${one.key}` < `${other.name}/${other.key}` ? -1 : 1
}

function namesFor(files: ReadonlyMap<string, File>, earlier: Package['media']): ReadonlyMap<string, string> {
  const before = new Map([...earlier].map(([name, read]) => [name.toLowerCase(), { name, read }]))
  const had = (name: string) => {
    const file = before.get(name.toLowerCase())
    return file && { name: file.name, key: digestOf(file.read) }
  }
  const names = new Map<string, string>()
  const taken = new Set<string>()
  for (const [, same] of grouped(files.values(), ({ name }) => name.toLowerCase())) {
    const owner = had(same[0]!.name)
    for (const { key, name } of same) {
      const marked = markedName(name, key.slice(0, 8))
      const isOwn = owner ? owner.key === key : same.length === 1 && had(marked)?.key !== key
      const wanted = [...(isOwn ? [owner?.name ?? name] : []), marked, markedName(name, key)]
      const free = wanted.find((each) => !taken.has(each.toLowerCase()))!
      taken.add(free.toLowerCase())
      names.set(key, free)
    }
  }
  return names
}

const digests = new WeakMap<Uint8Array, string>()

/** SHA-1, as Anki tells media apart (`rslib/src/media/files.rs`). */
function digest(bytes: Uint8Array): string {
  const known = digests.get(bytes)
  if (known !== undefined) return known
  const hash = bytesToHex(sha1(bytes))
  digests.set(bytes, hash)
  return hash
}

/** Nothing of a file that is damaged: whatever it was, it is another one. */
function digestOf(read: () => Uint8Array): string | undefined {
  try {
    return digest(read())
  } catch {
    return undefined
  }
}

/** HTML of a deck as Anki has it: files by their names, sounds and films in its own mark. */
export function ankiHtml(html: string, names: ReadonlyMap<string, string>): string {
  return mapMedia(html, (element, path, attributes) => {
    const name = htmlOf(names.get(path) ?? path)
    return element === 'img' ? `<img src="${name}"${attributes}>` : sound(name, attributes)
  })
}

/** `rslib/src/card_rendering/parser.rs` */
function sound(name: string, attributes: string): string {
  const title = / title="[^"]*"/.exec(attributes)?.[0]
  return title ? `<span${title}>[sound:${name}]</span>` : `[sound:${name}]`
}

const namesOf = new WeakMap<readonly Medium[], ReadonlyMap<string, string>>()

/** What the files of a deck are called. It is asked for every card, and made once for the deck. */
export function mediaNames(media: readonly Medium[]): ReadonlyMap<string, string> {
  const known = namesOf.get(media)
  if (known) return known
  const names = new Map(media.map(({ path, name }) => [path, name]))
  namesOf.set(media, names)
  return names
}
