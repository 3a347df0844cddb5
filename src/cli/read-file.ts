import { createReadStream } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { allUsualLimits } from '../model/bounds'

/** A deck's file may have so many bytes: a hundred thousand cards have some 160 million. */
const mostBytes = allUsualLimits.input * 2 ** 20

/** The bytes of a file; of one that has too many, and of a device that never ends, one more than there may be. */
export async function readBytes(name: string, most = mostBytes): Promise<Uint8Array> {
  const status = await stat(name)
  return status.isFile() && status.size <= most ? readFile(name) : readAll(createReadStream(name), most)
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
