import { createHash } from 'node:crypto'
import { unzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { crc32, crc32Of } from '../../src/anki/crc'
import { ownMeans } from '../../src/anki/own-means'
import { passThrough, readZip } from '../../src/anki/zip'
import { zipOf } from '../../src/anki/zip-writer'
import { nodeMeans } from '../../src/cli/means'
import { concat, partOf, partSize, partsOf } from '../../src/model/parts'

/** Millions of bytes one by one take Vitest minutes. */
function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** Text that packs well, and points back over the ends of parts. */
const long = new TextEncoder().encode(
  Array.from({ length: 200_000 }, (_, line) => `${line % 977} is ${(line * line) % 1009}\n`).join('')
)
const files = {
  'a.txt': long,
  empty: new Uint8Array(),
  one: long.subarray(0, partSize),
  short: long.subarray(0, 9)
}

describe.each([
  ['Node', nodeMeans],
  ['the program itself', ownMeans]
])('a zip that is packed by %s', (_, means) => {
  const zip = async (level: 0 | 1 | 6) => {
    const packed = Object.entries(files).map(([name, bytes]) => ({ name, level, parts: partsOf(bytes) }))
    return concat(await zipOf(packed, means))
  }

  it.each([0, 1, 6] as const)('holds the files at level %i', async (level) => {
    const bytes = await zip(level)
    const sums = (all: Readonly<Record<string, Uint8Array>>) =>
      Object.entries(all).map(([name, held]) => `${name} ${hashOf(held)}`)
    expect(sums(unzipSync(bytes))).toEqual(sums(files))
    for (const entry of readZip(bytes)) expect(() => passThrough(entry, () => undefined)).not.toThrow()
    expect(hashOf(await zip(level))).toBe(hashOf(bytes))
  })

  it('takes parts in another order', async () => {
    const [first, ...others] = partsOf(long)
    const parts = [...others.slice(0, -1), first!, others.at(-1)!]
    const bytes = concat(await zipOf([{ name: 'a.txt', level: 6, parts }], means))
    expect(hashOf(unzipSync(bytes)['a.txt']!)).toBe(hashOf(long))
    for (const entry of readZip(bytes)) expect(() => passThrough(entry, () => undefined)).not.toThrow()
  })

  it('hashes alike', () => {
    expect(means.digest('sha1', 'Wörter 😀')).toBe(ownMeans.digest('sha1', 'Wörter 😀'))
    expect(means.digest('sha256', '')).toBe(ownMeans.digest('sha256', ''))
    expect(means.crc32(long.subarray(5), means.crc32(long.subarray(0, 5), 0))).toBe(ownMeans.crc32(long, 0))
  })
})

it.each([0, 1, 5, 199_999])('sums up two pieces by their sums, the first being %i long', (length) => {
  const [first, second] = [long.subarray(0, length), long.subarray(length)]
  expect(crc32Of(crc32(first), crc32(second), second.length)).toBe(crc32(long))
})

it('is not made of more files than Anki reads', async () => {
  const many = Array.from({ length: 65_535 }, (_, at) => {
    return { name: String(at), level: 0 as const, parts: [partOf(0, new Uint8Array(), undefined, true)] }
  })
  await expect(zipOf(many, ownMeans)).rejects.toThrow('more than a zip that Anki reads')
})
