import { createReadStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { allUsualLimits } from '../model/bounds'

/** A deck's file may have so many bytes: a hundred thousand cards have some 160 million. */
const mostBytes = allUsualLimits.input * 2 ** 20

/** The bytes of a file; of one that has too many, and of a device that never ends, one more than there may be. */
export async function readBytes(name: string, most = mostBytes): Promise<Uint8Array> {
  const status = await stat(name)
  return status.isFile() && status.size <= most ? readWhole(name) : readAll(createReadStream(name), most)
}

/** The bytes of a file as it was at one time: of one that is written meanwhile half could be old, and half new. */
async function readWhole(name: string, tries = 3): Promise<Uint8Array> {
  const file = await open(name)
  try {
    const before = await file.stat()
    const bytes = await file.readFile()
    const after = await file.stat()
    if (before.size === after.size && before.mtimeMs === after.mtimeMs) return bytes
  } finally {
    await file.close()
  }
  if (tries === 1) throw new Error('it is written again and again while it is read')
  return readWhole(name, tries - 1)
}

/** What comes out of a stream, up to one byte more than there may be. */
export async function readAll(stream: AsyncIterable<Uint8Array>, most = mostBytes): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of stream) {
    chunks.push(chunk)
    length += chunk.length
    if (length > most) break
  }
  return Buffer.concat(chunks).subarray(0, most + 1)
}
