/** A part of a file: all parts have the same length, but for the last. */
export interface Part {
  readonly index: number
  readonly bytes: Uint8Array
}

/** A database file that grows page by page. Pages have numbers from 1. */
export interface Pages {
  /** Bytes. */
  readonly pageSize: number
  readonly blank: () => Uint8Array
  readonly append: (page: Uint8Array) => number
  /** Parts that are full, each once. The first one is held back, for its first page says what is where. */
  readonly full: () => readonly Part[]
  /** The rest, with the page that comes first in the file. */
  readonly end: (first: (pageCount: number) => Uint8Array) => readonly Part[]
}

/** Bytes. Long enough that its beginning without what was before it packs well, and short enough that there are several. */
const partSize = 2 ** 20

export function pagesOf(pageSize: number): Pages {
  const perPart = partSize / pageSize
  const first = new Uint8Array(partSize)
  let [part, index, count] = [first, 0, 1]
  let done: Part[] = []
  return {
    pageSize,
    blank: () => new Uint8Array(pageSize),
    append: (page) => {
      const place = count % perPart
      if (place === 0) {
        if (index > 0) done.push({ index, bytes: part })
        part = new Uint8Array(partSize)
        index += 1
      }
      part.set(page, place * pageSize)
      count += 1
      return count
    },
    full: () => {
      const taken = done
      done = []
      return taken
    },
    end: (firstPage) => {
      first.set(firstPage(count))
      const last = { index, bytes: part.subarray(0, (count - index * perPart) * pageSize) }
      return index === 0 ? [last] : [...done, { index: 0, bytes: first }, last]
    }
  }
}
