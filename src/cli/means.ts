import { promisify } from 'node:util'
import { constants, crc32, deflateRaw } from 'node:zlib'
import type { Means } from '../model/means'
import type { Part } from '../model/parts'
import { digest } from './digest'

/** What Node does in C, and with packing on threads of its own. */
export const nodeMeans: Means = {
  digest,
  crc32,
  deflate: async (parts, level) => {
    const working: Promise<Uint8Array>[] = []
    let started = 0
    let length = 0
    for (const part of parts) {
      const packing = deflated(part, level, length).then((packed) => {
        length = packed.length
        part.release?.()
        return packed
      })
      // Node ends a process in which one fails before anybody waits for it.
      packing.catch(() => undefined)
      working[part.index] = packing
      started += 1
      // Part 0 may come last, so it is never the one to wait for.
      if (started > mostAtOnce) await working[started - mostAtOnce]
    }
    return Promise.all(working)
  }
}

/** How many parts are in work before more are made: each takes memory, and more do not keep the cores busier. */
const mostAtOnce = 4

const deflate = promisify(deflateRaw)
const { Z_FINISH, Z_SYNC_FLUSH } = constants

/** Each part ends with a whole byte, and points back to the one before: a file of parts is a thousandth longer. */
function deflated({ bytes, before, isLast }: Part, level: number, length: number): Promise<Uint8Array> {
  return deflate(bytes, {
    level,
    finishFlush: isLast ? Z_FINISH : Z_SYNC_FLUSH,
    // All at once, as a rule: each further piece is a way to the thread and back. Parts of a file mostly become alike long.
    chunkSize: Math.max(2 ** 14, length === 0 ? bytes.length >> 1 : Math.ceil(length * 1.1)),
    ...(before && { dictionary: before })
  })
}
