import { createReadStream } from 'node:fs'
import { type FileHandle, open, stat } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { allUsualLimits } from '../model/bounds'

/** A deck's file may have so many bytes: a hundred thousand cards have some 160 million. */
const mostBytes = allUsualLimits.input * 2 ** 20

/**
 * The bytes of a file; of one that has too many, and of a device that never ends, one more than there may be. One that is written meanwhile
 * is read again: half could be old, and half new.
 */
export async function readBytes(name: string, most = mostBytes, tries = 3): Promise<Uint8Array> {
  const status = await stat(name)
  if (!status.isFile() || status.size > most) return readAll(createReadStream(name), most)
  const bytes = await readUnchanged(name, status.size)
  if (bytes) return bytes
  if (tries === 1) throw new Error('it is written again and again while it is read')
  await pause(50)
  return readBytes(name, most, tries - 1)
}

/** The bytes of a file, unless its size or its time has changed before all were read. */
async function readUnchanged(name: string, size: number): Promise<Uint8Array | undefined> {
  const file = await open(name)
  try {
    const before = await file.stat()
    if (before.size !== size) return undefined
    const bytes = await readSized(file, before.size)
    const after = await file.stat()
    return before.size === after.size && before.mtimeMs === after.mtimeMs ? bytes : undefined
  } finally {
    await file.close()
  }
}

/**
 * The bytes of a file that has so many, as a rule in one go: `readFile` asks for half a megabyte each time. Where a file does not say how many it
 * has, as in `/proc`, they come as they come.
 */
async function readSized(file: FileHandle, size: number): Promise<Uint8Array> {
  if (size === 0) return file.readFile()
  const bytes = Buffer.allocUnsafeSlow(size)
  for (let length = 0; length < size; ) {
    const { bytesRead } = await file.read(bytes, length, size - length, length)
    if (bytesRead === 0) return bytes.subarray(0, length)
    length += bytesRead
  }
  return bytes
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
