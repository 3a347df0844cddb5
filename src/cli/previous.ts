import { stat } from 'node:fs/promises'
import { nameMedia } from '../anki/media'
import { type Doubt, identify } from '../compare/identify'
import { type Diagnostic, type DiagnosticCode, diagnose } from '../diagnostic'
import type { Package } from '../model/package'
import type { Input } from './inputs'
import { packagePaths, type Where } from './outputs'
import { packageUnreadable, readPackageFile } from './package-file'
import { shortened } from './shortened'
import { systemReason } from './system'

/** Where to look for what learners have. */
export interface Before extends Where {
  /** A package, in place of those that stand where new ones would be written. */
  readonly previous?: string
}

export interface WithIdentities {
  readonly inputs: readonly Input[]
  readonly previous?: Package
  /** The files that decks show or play, by their names in Anki. */
  readonly media: ReadonlyMap<string, Uint8Array>
  /** Of packages that cannot be read. */
  readonly unreadable: readonly Diagnostic[]
}

/** Gives the cards of decks the identities, and files the names, that they had in the packages built before. */
export async function withIdentities(inputs: readonly Input[], before: Before): Promise<WithIdentities> {
  const decks = inputs.flatMap((input) => (input.deck ? { ...input, deck: input.deck } : []))
  const { previous, unreadable } = await readPrevious(
    decks.map(({ name }) => name),
    before
  )
  const { decks: named, files: media } = nameMedia(
    decks.map(({ deck, files = new Map() }) => ({ deck, files })),
    previous?.media
  )
  const found = previous ? identify(named, previous) : { decks: named, doubts: [] }
  const identified = new Map(
    decks.map(({ name, file, places = [], diagnostics }, index) => {
      const doubts = found.doubts.filter(({ deck }) => deck === index)
      const findings = doubts.map((doubt) => ({ ...sayDoubt(doubt, places), file }))
      const unclear = new Set(doubts.flatMap(({ kind, card }) => (kind === 'like' ? card : [])))
      return [name, { deck: found.decks[index]!, unclear, diagnostics: [...diagnostics, ...findings] }]
    })
  )
  return {
    inputs: inputs.map((input) => ({ ...input, ...identified.get(input.name) })),
    ...(previous && { previous }),
    media,
    unreadable
  }
}

const doubtCodes = {
  like: 'card-identity-unclear',
  renamed: 'card-id-new',
  'other-type': 'card-type-changed'
} as const satisfies Record<Doubt['kind'], DiagnosticCode>

function sayDoubt({ kind, card, id, front }: Doubt, places: NonNullable<Input['places']>): Diagnostic {
  return diagnose(doubtCodes[kind], places[card]?.heading, { id, front: shortened(front, 60) })
}

interface Read {
  readonly previous?: Package
  readonly unreadable: readonly Diagnostic[]
}

/** The packages that stand where new ones would be written, as one: a card may have moved from one to another. */
async function readPrevious(names: readonly string[], before: Before): Promise<Read> {
  const read =
    before.previous === undefined
      ? await Promise.all(packagePaths(names, before).map(readStanding))
      : [await readNamed(before.previous)]
  const packages = read.flatMap((each) => (each && !('code' in each) ? [each] : []))
  const unreadable = read.flatMap((each) => (each && 'code' in each ? [each] : []))
  return packages.length > 0 ? { previous: joined(packages), unreadable } : { unreadable }
}

async function readNamed(name: string): Promise<Package | Diagnostic> {
  const bytes = await readPackageFile(name)
  if ('code' in bytes) return bytes
  const { readPackage } = await import('../anki/read')
  return readPackage(bytes).catch((error: unknown) => packageUnreadable(name, error))
}

/**
 * What is no zip is no package, and says nothing of cards; but an empty file, and what Git keeps in the place of a large one,
 * stand where a package was. A damaged one is overwritten with a warning; one that just now cannot be read is not.
 */
async function readStanding(name: string): Promise<Package | Diagnostic | undefined> {
  const status = await stat(name).catch(() => undefined)
  if (!status?.isFile()) return undefined
  const bytes = await readPackageFile(name)
  if ('code' in bytes) return bytes
  if (bytes.length > 0 && !isZip(bytes) && !isPointer(bytes)) return undefined
  try {
    const { readPackage } = await import('../anki/read')
    return await readPackage(bytes)
  } catch (error) {
    const reason = systemReason(error)
    return isOfSystem(error)
      ? { ...diagnose('input-unreadable', undefined, { reason }), file: name }
      : diagnose('output-previous-unreadable', undefined, { name, reason })
  }
}

/** Whether something else fails than what is in the file: the next time it may go well, so the file must not be overwritten. */
function isOfSystem(error: unknown): boolean {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
}

function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b
}

function isPointer(bytes: Uint8Array): boolean {
  return new TextDecoder().decode(bytes.subarray(0, 40)).startsWith('version https://git-lfs')
}

/** Of a note that several hold the first counts. */
function joined(packages: readonly Package[]): Package {
  const notes = new Map(
    packages.flatMap((each) => each.notes.map((note) => [note.guid, note] as const)).reverse()
  )
  return {
    notes: [...notes.values()].reverse(),
    decks: packages.flatMap(({ decks }) => decks),
    media: new Map(packages.flatMap(({ media }) => [...media]))
  }
}
