import { deflateSync } from 'fflate'
import { digestOf } from '../model/digest'
import type { Means } from '../model/means'
import { wholeOf } from '../model/parts'
import { crc32 } from './crc'

/** What works everywhere, in browsers too. */
export const ownMeans: Means = {
  digest: digestOf,
  crc32,
  // At once: fflate's `flush`, which packing in parts takes, ends some of them in the middle of a byte.
  deflate: async (parts, level) => [deflateSync(wholeOf(parts), { level })]
}
