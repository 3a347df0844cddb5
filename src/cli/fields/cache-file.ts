import { appendFile, mkdir, readFile, stat, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { crc32 } from 'node:zlib'
import { version } from '../../../package.json'
import type { LoneResult } from '../../lazy'

/**
 * The lines of a file by their keys. Its first line says by which program it was written; each other one holds a key, a
 * checksum and a result as JSON. A line that is damaged is as good as absent, so nothing is lost when the process is killed
 * while it writes, or two write at once.
 */
export type Kept = ReadonlyMap<string, Buffer>

type Results = ReadonlyMap<string, LoneResult>

/** What a file holds that this program has written; with any other, also one built anew, results may differ. */
export async function keptIn(path: string): Promise<Kept> {
  const [head, ...lines] = linesOf(await readFile(path).catch(() => Buffer.alloc(0)))
  return head?.toString() === (await ourHead()) ? new Map(lines.flatMap(keyed)) : new Map()
}

export function resultOf(line: Buffer): LoneResult {
  return JSON.parse(line.toString('utf8', resultAt))
}

/** Adds results to a file: an edit costs what was edited. */
export async function add(path: string, results: Results): Promise<void> {
  await appendFile(path, joined(linesFor(results)))
}

/** Writes a file anew: what stays of it, and what is new. */
export async function replace(path: string, kept: Kept, results: Results): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, joined([Buffer.from(await ourHead()), ...kept.values(), ...linesFor(results)]))
}

async function ourHead(): Promise<string> {
  const { mtimeMs } = await stat(fileURLToPath(import.meta.url))
  return `md2anki ${version} ${mtimeMs}`
}

/** In a line: 43 characters of a SHA-256, 8 of a CRC-32, and then the result. */
const resultAt = 53

function keyed(line: Buffer): [key: string, line: Buffer][] {
  const [key, checksum] = line.toString('latin1', 0, resultAt).split(' ')
  return checksum === checksumOf(line.subarray(resultAt)) ? [[key!, line]] : []
}

function linesFor(results: Results): Buffer[] {
  return [...results].map(([key, result]) => {
    const json = Buffer.from(JSON.stringify(result))
    return Buffer.concat([Buffer.from(`${key} ${checksumOf(json)} `), json])
  })
}

function checksumOf(bytes: Buffer): string {
  return crc32(bytes).toString(16).padStart(8, '0')
}

/** Without the last one, where its end is missing. */
function linesOf(bytes: Buffer): Buffer[] {
  const lines: Buffer[] = []
  let start = 0
  for (let end = bytes.indexOf('\n'); end >= 0; end = bytes.indexOf('\n', start)) {
    lines.push(bytes.subarray(start, end))
    start = end + 1
  }
  return lines
}

function joined(lines: readonly Buffer[]): Buffer {
  return Buffer.concat(lines.flatMap((line) => [line, lineEnd]))
}

const lineEnd = Buffer.from('\n')
