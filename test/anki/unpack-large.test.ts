import { zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { readZip, unpack, unpackLarge, type ZipEntry } from '../../src/anki/zip'

const content = Uint8Array.from({ length: 3 * 2 ** 20 + 1 }, (_, at) => (at * at) >> 3)
const [whole] = readZip(zipSync({ a: content })) as [ZipEntry]
const broken = whole.packed.map((byte, at) => (at === 5000 ? byte ^ 0xff : byte))
const most = 2 ** 30

/** What a large file can be, and what is then said of it. */
const damaged: readonly (readonly [what: string, entry: ZipEntry, most: number])[] = [
  ['a byte is another', { ...whole, packed: broken }, most],
  ['its end is missing', { ...whole, packed: whole.packed.subarray(0, -100) }, most],
  ['its sum is another', { ...whole, crc: whole.crc ^ 1 }, most],
  ['it holds more than it says', { ...whole, size: content.length - 1 }, most],
  ['it holds less than it says', { ...whole, size: content.length + 1 }, most],
  ['it is encrypted', { ...whole, encrypted: true }, most],
  ['it is packed in another way', { ...whole, method: 12 }, most],
  ['it may not be so large', whole, 1000]
]

describe('unpackLarge', () => {
  it('gives what is in a file', async () => {
    expect(Buffer.compare(await unpackLarge(whole, most), content)).toBe(0)
  })

  it.each(damaged)('says the same as `unpack` where %s', async (_, entry, limit) => {
    const said = reasonOf(() => unpack(entry, limit))
    expect(said).toMatch(/^`a` /)
    await expect(unpackLarge(entry, limit)).rejects.toThrow(said)
  })
})

function reasonOf(run: () => unknown): string {
  try {
    run()
  } catch (error) {
    return (error as Error).message
  }
  return ''
}
