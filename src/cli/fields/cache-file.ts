import { closeSync, fstatSync, openSync, read } from 'node:fs'
import { appendFile, mkdir, stat, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { crc32 } from 'node:zlib'
import { version } from '../../../package.json'
import type { LoneResult } from '../../lazy'

/** A result, and the key of its field. */
type Entry = readonly [key: string, result: LoneResult]

/** What a file holds that this program has written. */
export interface Kept {
  readonly results: ReadonlyMap<string, LoneResult>
  /** Nothing stands in it that cannot be read: so more can be added. */
  readonly isWhole: boolean
}

/**
 * The results in a file. Its first line says by which program it was written: with any other, also one built anew, they may
 * differ. Behind it stands a block for each time that results were added. One that is damaged is as good as absent, with what comes
 * after it, so nothing is lost when the process is killed while it writes, or two write at once.
 */
export async function keptIn(path: string): Promise<Kept> {
  const [bytes, head] = await Promise.all([bytesOf(path).catch(() => Buffer.alloc(0)), ourHead()])
  const results = new Map<string, LoneResult>()
  if (!bytes.subarray(0, head.length).equals(head)) return { results, isWhole: false }
  for (let at = head.length; at < bytes.length; ) {
    const block = blockAt(bytes, at)
    if (!block) return { results, isWhole: false }
    for (const [key, result] of entriesIn(block)) results.set(key, result)
    at = block.end
  }
  return { results, isWhole: true }
}

/** Adds results to a file: an edit costs what was edited. */
export async function add(path: string, entries: Iterable<Entry>): Promise<void> {
  await appendFile(path, Buffer.concat([...blocksOf(entries)]))
}

/** Writes a file anew. */
export async function replace(path: string, entries: Iterable<Entry>): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, Buffer.concat([await ourHead(), ...blocksOf(entries)]))
}

/** All of a file in one go, which needs nothing of the program until it is there: the program is busy with the deck meanwhile. */
async function bytesOf(path: string): Promise<Buffer> {
  const file = openSync(path, 'r')
  try {
    const { size } = fstatSync(file)
    const { bytesRead, buffer } = await promisify(read)(file, Buffer.allocUnsafeSlow(size), 0, size, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    closeSync(file)
  }
}

async function ourHead(): Promise<Buffer> {
  const { mtimeMs } = await stat(fileURLToPath(import.meta.url))
  return Buffer.from(`md2anki ${version} ${mtimeMs}\n`)
}

/**
 * Results whose HTML and texts stand one behind the other, so that they are cut out of one text, which makes no copy of them. There are two such
 * texts: one character beyond Latin-1 makes all of a text two bytes wide in V8, and all that is made of it.
 */
interface Block {
  readonly rows: readonly Row[]
  readonly texts: Readonly<Record<Encoding, string>>
  /** Where the next block begins. */
  readonly end: number
}

type Encoding = 'latin1' | 'utf16le'

type Row = readonly [
  key: string,
  encoding: Encoding,
  htmlLength: number,
  textLength: number,
  rest?: Omit<LoneResult, 'html' | 'text'>
]

/** What most results are besides their texts, which is not written. */
const usual: NonNullable<Row[4]> = { blank: false, diagnostics: [], media: [] }

/** Bytes: the lengths of the rows as JSON and of both texts, and the CRC-32 of all three. */
const headSize = 16

function blockAt(bytes: Buffer, at: number): Block | undefined {
  const start = at + headSize
  if (start > bytes.length) return undefined
  const [rows, latin1, utf16le, sum] = [0, 4, 8, 12].map((place) => bytes.readUInt32LE(at + place))
  const narrow = start + rows!
  const wide = narrow + latin1!
  const end = wide + utf16le!
  if (end > bytes.length || crc32(bytes.subarray(start, end)) !== sum) return undefined
  return {
    rows: JSON.parse(bytes.toString('utf8', start, narrow)),
    texts: {
      latin1: bytes.toString('latin1', narrow, wide),
      utf16le: bytes.toString('utf16le', wide, end)
    },
    end
  }
}

function* entriesIn({ rows, texts }: Block): Generator<Entry> {
  const ends = { latin1: 0, utf16le: 0 }
  const next = (encoding: Encoding, length: number) => {
    ends[encoding] += length
    return texts[encoding].slice(ends[encoding] - length, ends[encoding])
  }
  for (const [key, encoding, htmlLength, textLength, { blank, diagnostics, media } = usual] of rows) {
    const [html, text] = [next(encoding, htmlLength), next(encoding, textLength)]
    yield [key, { html, text, blank, diagnostics, media }]
  }
}

/** Characters in a block: a text of V8's has at most 2^29. */
const mostInBlock = 2 ** 24

function* blocksOf(entries: Iterable<Entry>): Generator<Buffer> {
  let block: Entry[] = []
  let length = 0
  for (const entry of entries) {
    block.push(entry)
    length += entry[1].html.length + entry[1].text.length
    if (length < mostInBlock) continue
    yield blockOf(block)
    block = []
    length = 0
  }
  if (block.length > 0) yield blockOf(block)
}

function blockOf(entries: readonly Entry[]): Buffer {
  const texts: Record<Encoding, string[]> = { latin1: [], utf16le: [] }
  const rows = entries.map(([key, { html, text, ...rest }]): Row => {
    const encoding = isNarrow.test(html) && isNarrow.test(text) ? 'latin1' : 'utf16le'
    texts[encoding].push(html, text)
    const isUsual = !rest.blank && rest.diagnostics.length + rest.media.length === 0
    const row = [key, encoding, html.length, text.length] as const
    return isUsual ? row : [...row, rest]
  })
  const parts = [
    Buffer.from(JSON.stringify(rows)),
    Buffer.from(texts.latin1.join(''), 'latin1'),
    Buffer.from(texts.utf16le.join(''), 'utf16le')
  ]
  const content = Buffer.concat(parts)
  const head = Buffer.alloc(headSize)
  for (const [at, { length }] of parts.entries()) head.writeUInt32LE(length, 4 * at)
  head.writeUInt32LE(crc32(content), 12)
  return Buffer.concat([head, content])
}

const isNarrow = /^[\0-\xff]*$/
