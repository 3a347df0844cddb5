import type { Part } from './parts'

/** What the surroundings do faster than the program itself: it has all of it in JavaScript, which runs everywhere. */
export interface Means {
  /** In hexadecimal, of the text in UTF-8. */
  readonly digest: Digest
  /** Of a zip; `before` is that of the bytes before these, at first 0. */
  readonly crc32: (bytes: Uint8Array, before: number) => number
  readonly deflate: Deflate
}

export type Digest = (algorithm: 'sha1' | 'sha256', text: string) => string

/**
 * Packs a file, at a level from 1 to 9. It may go on while the parts are being made. Gives pieces which one after the other are the
 * packed file.
 */
export type Deflate = (parts: Iterable<Part>, level: Level) => Promise<readonly Uint8Array[]>

export type Level = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9
