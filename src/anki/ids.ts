import { numberOf } from '../model/identity'
import type { Digest } from '../model/means'

/**
 * Ids of rows: milliseconds since 1970 to Anki, which renumbers those that lie in the future
 * (`rslib/src/dbcheck.rs`). These follow from what the row is about, and lie in the years 2011 to 2019.
 */
export function idFor(...about: readonly string[]): number {
  return idBy(about)
}

function idBy(about: readonly string[], digest?: Digest): number {
  return firstId + (numberOf(about, digest) % idCount)
}

const firstId = 1_300_000_000_000
const idCount = 2 ** 38

/** Hands out ids that are not taken yet: where two things get the same, the later one gets the next. */
export function uniqueIds(
  takenBefore: Iterable<number> = [],
  digest?: Digest
): (about: readonly string[]) => number {
  const taken = new Set(takenBefore)
  return (about) => {
    let id = idBy(about, digest)
    while (taken.has(id)) id += 1
    taken.add(id)
    return id
  }
}
