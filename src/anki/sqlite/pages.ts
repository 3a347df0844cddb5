import { endOf, type Part, partOf, partSize } from '../../model/parts'

/** A database file that grows page by page. Pages have numbers from 1. */
export interface Pages {
  /** Bytes. */
  readonly pageSize: number
  readonly blank: () => Uint8Array
  /** Copies the page, and gives its number. */
  readonly append: (page: Uint8Array) => number
  /** Parts that are full, each once. The first one is held back, for its first page says what is where. */
  readonly full: () => readonly Part[]
  /** The rest, with the page that comes first in the file. */
  readonly end: (first: (pageCount: number) => Uint8Array) => readonly Part[]
}

export function pagesOf(pageSize: number): Pages {
  const perPart = partSize / pageSize
  const first = new Uint8Array(partSize)
  let [part, before, index, count]: [Uint8Array, Uint8Array | undefined, number, number] = [
    first,
    undefined,
    0,
    1
  ]
  let done: Part[] = []
  // V8 looks through all of the heap again whenever some dozens of them were allocated.
  const free: Uint8Array[] = []
  const append = (page: Uint8Array): number => {
    if (count * pageSize === lockedByte) put(new Uint8Array(pageSize))
    return put(page)
  }
  const put = (page: Uint8Array): number => {
    const place = count % perPart
    if (place === 0) {
      if (index > 0) {
        const full = part
        done.push({ ...partOf(index, full, before, false), release: () => void free.push(full) })
      }
      before = endOf(part).slice()
      part = free.pop() ?? new Uint8Array(partSize)
      index += 1
    }
    part.set(page, place * pageSize)
    count += 1
    return count
  }
  return {
    pageSize,
    blank: () => new Uint8Array(pageSize),
    append,
    full: () => {
      if (done.length === 0) return none
      const taken = done
      done = []
      return taken
    },
    end: (firstPage) => {
      first.set(firstPage(count))
      const rest = part.subarray(0, (count - index * perPart) * pageSize)
      const last = partOf(index, rest, before, true)
      return index === 0 ? [last] : [...done, partOf(0, first, undefined, false), last]
    }
  }
}

/** SQLite locks a file here, and so has no page there. */
const lockedByte = 2 ** 30

const none: readonly Part[] = []
