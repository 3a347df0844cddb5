import type { Diagnostic } from '../../diagnostic'
import { type Container, openContainer } from '../container'
import { contentsOf } from '../contents'
import type { OpenDatabase } from '../open-database'
import { verifyArchive } from './archive'
import { verifyCardless, verifyCards, verifyReviews } from './cards'
import { verifyDatabase } from './database'
import { verifyDecks } from './decks'
import { type Findings, newFindings } from './findings'
import { verifyMedia } from './media'
import { verifyNoteTypes } from './note-types'
import { verifyNotes } from './notes'

/** What a package is to be held against besides Anki's own rules. */
export interface VerifyOptions {
  /** What to call the package in diagnostics. */
  readonly file?: string
  /** Ids that lie later than a day after this are told of; without it none are. */
  readonly now?: Date
}

/** What was found out about a package. */
export interface Verified {
  /** How much is in the package; left out where it cannot be read. */
  readonly counts?: PackageCounts
  readonly diagnostics: readonly Diagnostic[]
}

/** How much of each kind there is in a package. */
export interface PackageCounts {
  readonly notes: number
  readonly cards: number
  readonly decks: number
  readonly media: number
}

/**
 * Says whether a package is whole, and whether Anki would take all of it. Total: whatever is wrong with the bytes is in
 * the diagnostics.
 */
export async function verifyPackage(bytes: Uint8Array, { file, now }: VerifyOptions = {}): Promise<Verified> {
  const findings = newFindings()
  const counts = await verifyBytes(bytes, now?.getTime(), findings)
  const diagnostics = findings.all().map((each) => (file === undefined ? each : { ...each, file }))
  return counts ? { counts, diagnostics } : { diagnostics }
}

async function verifyBytes(
  bytes: Uint8Array,
  now: number | undefined,
  findings: Findings
): Promise<PackageCounts | undefined> {
  try {
    const container = await openContainer(bytes)
    verifyArchive(container, findings)
    // SQLite is loaded when there is something to open: whoever compiles a deck does not need it.
    const { openDatabase } = await import('../open-database')
    const database = await openDatabase(container.collection)
    try {
      return verifyContents(container, database, now, findings)
    } finally {
      database.close()
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    findings.add('package-unreadable', `The package cannot be read: ${reason}`, 'Export the deck once more')
    return undefined
  }
}

function verifyContents(
  container: Container,
  database: OpenDatabase,
  now: number | undefined,
  findings: Findings
): PackageCounts {
  verifyDatabase(database, container.format, findings)
  if (container.collection.length > mostOnAnkiWeb)
    findings.add(
      'package-too-large',
      'The collection has more than 250 MB',
      'Split it: AnkiWeb takes no larger one'
    )
  const contents = contentsOf(database, container.format)
  verifyNoteTypes(contents.noteTypes, findings)
  verifyDecks(contents, findings)
  const notes = verifyNotes(database, contents.noteTypes, now, findings)
  const cards = verifyCards(database, notes, contents, now, findings)
  verifyCardless(notes, findings)
  verifyReviews(database, now, findings)
  verifyMedia(container, notes.references, findings)
  const [decks, media] = [contents.decks.length, container.media.length]
  return { notes: notes.byId.size, cards, decks, media }
}

/** Bytes. */
const mostOnAnkiWeb = 250_000_000
