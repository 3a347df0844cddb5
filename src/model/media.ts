import type { Position } from './position'

/** A file that a card shows or plays, and where its card says so. */
export interface MediaReference {
  /** From the deck's folder, with `/`, and decoded: `images/my map.png`. It may lead out of the folder. */
  readonly path: string
  readonly position: Position
  /** The path is a name that stands for a file in any folder, if there is none beside the deck: `![[a.png]]`. */
  readonly byName?: true
}

/** Bytes. Anki reads no larger file out of a package (`rslib/src/media/mod.rs`), and AnkiWeb takes none. */
export const mostInFile = 100 * 2 ** 20

export type MediaKind = 'image' | 'sound' | 'video'

/** What Anki shows or plays, by how the names of files end (`qt/aqt/editor.py`). */
const extensions: Readonly<Record<MediaKind, string>> = {
  image: 'jpg jpeg png gif svg webp ico avif',
  sound: 'aac flac m4a mp3 oga ogg opus spx wav',
  video: '3gp avi flv mkv mov mp4 mpeg mpg ogv ogx swf webm'
}

const kinds: ReadonlyMap<string, MediaKind> = new Map(
  Object.entries(extensions).flatMap(([kind, names]) =>
    names.split(' ').map((name) => [name, kind as MediaKind])
  )
)

export const mediaEndings: readonly string[] = [...kinds.keys()]

/** What a file is by its name; nothing when Anki would not show or play it. */
export function mediaKind(path: string): MediaKind | undefined {
  return kinds.get(/\.([^./]+)$/.exec(path)?.[1]?.toLowerCase() ?? '')
}

/** The element that shows or plays a file. */
export const mediaElements = { image: 'img', sound: 'audio', video: 'video' } as const satisfies Record<
  MediaKind,
  string
>

/** A path as the address that HTML of ours has for it; without `'`, for which HTML is written with a reference. */
export function addressOf(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/').replaceAll("'", '%27')
}

/**
 * A player or an image as `render` writes it: the address first, and nothing within. An address that leads to no file of
 * the deck holds a `:`.
 */
const shown = /<(img|audio|video) src="([^":]*)"((?: [a-z-]+(?:="[^"]*")?)*)>(?:<\/(?:audio|video)>)?/g

/** Spaces are many: to begin with `=` finds out in a third of the time that a text has no attributes. */
function holdsMedia(html: string): boolean {
  return html.includes('="') && html.includes(' src="')
}

/** The paths of the files that HTML of ours shows or plays. */
export function pathsIn(html: string): readonly string[] {
  return holdsMedia(html)
    ? Array.from(html.matchAll(shown), ([, , address = '']) => decodeURIComponent(address))
    : []
}

/** HTML of ours with something else in place of each element that shows or plays a file. */
export function mapMedia(
  html: string,
  instead: (element: string, path: string, attributes: string) => string
): string {
  return holdsMedia(html)
    ? html.replace(shown, (_, element: string, address: string, attributes: string) =>
        instead(element, decodeURIComponent(address), attributes)
      )
    : html
}

/** The last part of a path. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}
