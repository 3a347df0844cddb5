import { sum } from '../../model/sum'
import type { Container } from '../container'
import { passThrough, type ZipEntry } from '../zip'
import type { Called, Findings, Rule } from './findings'

interface Entry extends Called {
  readonly entry: ZipEntry
  /** Another entry has its name, or its bytes. */
  readonly isRepeated: boolean
  readonly isShared: boolean
}

const again = 'Export the deck once more'

const rules: readonly Rule<Entry>[] = [
  {
    code: 'package-damaged',
    wrong: ({ entry }) =>
      leadsOut.test(entry.name) ? 'has a name that leads out of the zip, or is none' : undefined,
    mend: `Do not unpack it; ${again.toLowerCase()}`
  },
  {
    code: 'package-damaged',
    wrong: ({ isRepeated }) => (isRepeated ? 'is in the zip twice' : undefined),
    mend: again
  },
  {
    code: 'package-damaged',
    wrong: ({ isShared }) => (isShared ? 'shares its bytes with another file in the zip' : undefined),
    mend: `It is made to fill the disk; ${again.toLowerCase()}`
  }
]

/** A path from the root or a drive, a step up, or a name that no file has. */
const leadsOut = /^$|^[/\\]|^[a-z]:|(?:^|[/\\])\.\.(?:[/\\]|$)|\p{Cc}/iu

/** Looks at the files in the zip, apart from those that were read to open the package. */
export function verifyArchive({ entries, file }: Container, findings: Findings): void {
  const shared = sharing(entries)
  const names = new Set<string>()
  let left = mostUnpackedOf(entries)
  for (const entry of entries) {
    const isRepeated = names.has(entry.name)
    names.add(entry.name)
    const isShared = shared.has(entry)
    findings.ask(rules, { called: `File \`${entry.name}\``, entry, isRepeated, isShared })
    if (isShared || ['meta', 'media', file].includes(entry.name)) continue
    left = unpackedFrom(entry, left, findings)
  }
}

/** Bytes, of all files together. More comes only of what is made to keep a computer busy. */
function mostUnpackedOf(entries: readonly ZipEntry[]): number {
  const packed = sum(entries.map((entry) => entry.packed.length))
  return Math.min(2 ** 31, Math.max(2 ** 28, packed * 200))
}

/** Whether all of a file comes out as it went in. Gives how many bytes are left for the others. */
function unpackedFrom(entry: ZipEntry, most: number, findings: Findings): number {
  let left = most
  if (left < 0) return left
  try {
    passThrough(entry, ({ length }) => {
      left -= length
      if (left < 0) throw new Error('The zip holds much more than its size explains')
    })
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    findings.add('package-damaged', reason.replace(/^`(.*)` (?:in it )?/s, 'File `$1` '), again)
  }
  return left
}

/** The files whose bytes begin before those of another one end. */
function sharing(entries: readonly ZipEntry[]): ReadonlySet<ZipEntry> {
  const shared = new Set<ZipEntry>()
  const inOrder = entries.toSorted((one, other) => one.packed.byteOffset - other.packed.byteOffset)
  let end = 0
  for (const entry of inOrder) {
    const { byteOffset, length } = entry.packed
    if (length > 0 && byteOffset < end) shared.add(entry)
    end = Math.max(end, byteOffset + length)
  }
  return shared
}
