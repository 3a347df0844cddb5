import { spawn } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll } from 'vitest'

const environments = fileURLToPath(new URL('../../.anki/', import.meta.url))
const judge = fileURLToPath(new URL('judge.py', import.meta.url))

const installed = existsSync(environments) ? readdirSync(environments).filter(isReady).sort(newestFirst) : []

/** Whether real Anki is here to judge; `npm run anki:setup` brings it. */
export const ankiHere = installed.length > 0

if (!ankiHere && process.env['CI']) throw new Error('real Anki is needed in CI: npm run anki:setup')

/** The versions that are here, newest first; a reason to name in a skipped test when there is none. */
export const ankiVersions: readonly string[] = ankiHere ? installed : ['(not here: npm run anki:setup)']

/** A Python that has genanki, another program that writes packages. */
export const genanki = [...installed, undefined]
  .map((version) => version && `${environments}${version}/genanki`)
  .find((mark) => mark === undefined || existsSync(mark))
  ?.replace(/genanki$/, 'bin/python')

/** What holds in both is taken to hold between them. */
export const oldestAndNewest: readonly string[] = [...new Set([ankiVersions.at(-1)!, ankiVersions[0]!])]

function isReady(version: string): boolean {
  return existsSync(`${environments}${version}/ready`)
}

function newestFirst(one: string, other: string): number {
  return other.localeCompare(one, 'en', { numeric: true })
}

export interface Anki {
  /** A fresh collection; `ageDays` old, so that its days and those of a package differ. */
  readonly open: (options?: { readonly fsrs?: boolean; readonly ageDays?: number }) => Promise<Collection>
  readonly close: () => Promise<void>
}

/** A learner's collection in real Anki. What Anki refuses is a rejection with what Anki said. */
export interface Collection {
  /** The calendar day of its opening as Anki has it, as `2026-01-07`. */
  readonly today: string
  readonly importPackage: (path: string, boxes: Boxes) => Promise<ImportLog>
  /** The whole collection as Anki's own export writes it, in its old form or the one of today. */
  readonly exportPackage: (path: string, form: { readonly legacy: boolean }) => Promise<void>
  /** `noteType` is what a learner chooses in the import dialog for a file that names none. */
  readonly importCsv: (path: string, noteType?: string) => Promise<ImportLog>
  /** As a learner adds a note in Anki; one that is `learned` is due in five days. */
  readonly addNote: (note: NoteToAdd) => Promise<{ readonly guid: string; readonly cards: number }>
  /** All notes of a note type, as “Change Note Type” does in the browser. */
  readonly changeNoteType: (change: { readonly noteType: string; readonly to: string }) => Promise<void>
  /** Anki's “Check Database”. */
  readonly check: () => Promise<{ readonly ok: boolean; readonly problems: string }>
  readonly dump: () => Promise<Dump>
  readonly render: () => Promise<readonly RenderedCard[]>
  /** A note with these fields, drawn by templates in pairs of question and answer. */
  readonly renderWith: (drawing: {
    readonly fields: Readonly<Record<string, string>>
    readonly templates: readonly (readonly [question: string, answer: string])[]
  }) => Promise<readonly RenderedCard[]>
  /** Anki's “Check Media”. */
  readonly checkMedia: () => Promise<{
    readonly missing: readonly string[]
    readonly unused: readonly string[]
  }>
  /** What Anki calls files that are added to the media folder under these names. */
  readonly nameMedia: (names: readonly string[]) => Promise<readonly string[]>
  /** The GUIDs of the cards that come up in a deck today, in their order. */
  readonly queue: (deck: string) => Promise<readonly string[]>
  /**
   * Studies so many days, everything that comes up in the decks (all top-level ones), and ends on the day after.
   * `ease` is the first answer to a card in a day; when it comes up again on that day, the answer is Good.
   */
  readonly study: (plan: {
    readonly days: number
    readonly ease?: Ease
    readonly decks?: readonly string[]
  }) => Promise<readonly StudiedCard[]>
  /** As a learner changes a field in the browser. */
  readonly editNote: (guid: string, field: string, text: string) => Promise<void>
  /** The cards that Anki makes of the notes besides those that are there, and those that its “Empty Cards” would delete. */
  readonly regenerate: () => Promise<{
    readonly added: readonly CardName[]
    readonly empty: readonly CardName[]
  }>
  /** With the cards in it and in its subdecks. */
  readonly deleteDeck: (deck: string) => Promise<void>
  readonly passDays: (days: number) => Promise<void>
  readonly close: () => Promise<void>
}

export interface NoteToAdd {
  readonly noteType: string
  readonly fields: Readonly<Record<string, string>>
  readonly deck: string
  readonly guid?: string
  readonly tags?: readonly string[]
  readonly learned?: boolean
  /** The text of files in the media folder, by name. */
  readonly media?: Readonly<Record<string, string>>
}

export interface CardName {
  readonly guid: string
  readonly ord: number
}

/** The boxes of the import dialog. */
export interface Boxes {
  readonly scheduling: boolean
  readonly presets: boolean
}

/** Again, Hard, Good (when absent), Easy. */
export type Ease = 1 | 2 | 3 | 4

/** How many notes Anki put into each of its lists; a text file has more of them than a package. */
export interface ImportLog {
  readonly new: number
  readonly updated: number
  readonly duplicate: number
  readonly conflicting: number
  readonly found_notes: number
  readonly first_field_match: number
  readonly missing_notetype: number
  readonly missing_deck: number
  readonly empty_first_field: number
}

export interface Dump {
  readonly notes: readonly DumpedNote[]
  /** The cards of all notes. */
  readonly cards: readonly DumpedCard[]
  readonly decks: readonly DumpedDeck[]
  readonly presets: readonly DumpedPreset[]
  /** File names in the media folder. */
  readonly media: readonly string[]
}

export interface DumpedNote {
  readonly id: number
  readonly guid: string
  readonly noteType: string
  readonly fields: Readonly<Record<string, string>>
  readonly tags: readonly string[]
  readonly mod: number
  readonly cards: readonly DumpedCard[]
}

/** The columns of a card under their own names, and what they point to. */
export interface DumpedCard {
  readonly guid: string
  readonly deck: string
  /** Days from today until it is due, for queues that count in days (2 and 3). */
  readonly inDays: number | null
  readonly id: number
  readonly ord: number
  readonly type: number
  readonly queue: number
  readonly due: number
  readonly ivl: number
  readonly factor: number
  readonly left: number
  readonly reps: number
  readonly lapses: number
  readonly data: Readonly<Record<string, unknown>>
}

export interface DumpedDeck {
  readonly id: number
  readonly name: string
  /** The name of its preset. */
  readonly preset: string
  readonly description: string
  readonly markdown: boolean
  readonly collapsed: boolean
}

export interface DumpedPreset {
  readonly id: number
  readonly name: string
  /** Learning steps in minutes. */
  readonly steps: readonly number[]
  readonly graduatingInterval: number
  readonly newPerDay: number
  readonly reviewsPerDay: number
  readonly buryNew: boolean
  readonly buryReviews: boolean
  readonly buryLearning: boolean
}

export interface RenderedCard {
  readonly guid: string
  readonly ord: number
  readonly question: RenderedSide
  readonly answer: RenderedSide
  /** The stylesheet of its note type. */
  readonly css: string
}

export interface RenderedSide {
  readonly html: string
  /** What a reader sees of it; formulas are still TeX. */
  readonly text: string
  /** Sounds and videos by file name, and texts to be spoken. */
  readonly av: readonly string[]
}

export interface StudiedCard {
  readonly guid: string
  readonly ord: number
  /** The days of its answers, counted from the first import, which is day 0; a day twice when answered twice. */
  readonly days: readonly number[]
}

/** Starts real Anki, once for many collections. It lives at noon of the UTC date, unless `env` has a `TZ`. */
export function startAnki(
  options: { readonly version?: string; readonly env?: NodeJS.ProcessEnv } = {}
): Anki {
  const { ask, end } = startJudge(options.version ?? ankiVersions[0]!, {
    TZ: zoneWhereItIsNoon(),
    ...options.env
  })
  let collections = 0
  return {
    async open(opening) {
      const collection = ++collections
      const { today } = await ask<{ today: string }>({ do: 'open', collection, ...opening })
      return {
        today,
        importPackage: (path, boxes) => ask({ do: 'importPackage', collection, path, ...boxes }),
        exportPackage: (path, form) => ask({ do: 'exportPackage', collection, path, ...form }),
        importCsv: (path, noteType) => ask({ do: 'importCsv', collection, path, noteType }),
        addNote: (note) => ask({ do: 'addNote', collection, ...note }),
        changeNoteType: (change) => ask({ do: 'changeNoteType', collection, ...change }),
        check: () => ask({ do: 'check', collection }),
        dump: () => ask({ do: 'dump', collection }),
        render: () => ask({ do: 'render', collection }),
        renderWith: (drawing) => ask({ do: 'renderWith', collection, ...drawing }),
        checkMedia: () => ask({ do: 'checkMedia', collection }),
        nameMedia: (names) => ask({ do: 'nameMedia', collection, names }),
        queue: (deck) => ask({ do: 'queue', collection, deck }),
        study: (plan) => ask({ do: 'study', collection, ...plan }),
        editNote: (guid, field, text) => ask({ do: 'editNote', collection, guid, field, text }),
        regenerate: () => ask({ do: 'regenerate', collection }),
        deleteDeck: (deck) => ask({ do: 'deleteDeck', collection, deck }),
        passDays: (days) => ask({ do: 'passDays', collection, days }),
        close: () => ask({ do: 'close', collection })
      }
    },
    close: end
  }
}

/** Real Anki for the tests of one `describe`: it starts before the first and ends after the last. */
export function useAnki(version: string): Pick<Anki, 'open'> {
  let anki: Anki
  beforeAll(() => {
    anki = startAnki({ version })
  })
  afterAll(() => anki.close())
  return { open: (options) => anki.open(options) }
}

/** Anki's day ends at 4 in the morning: no test comes near it. In a POSIX zone `UTC-10` is ahead of UTC by 10 hours. */
function zoneWhereItIsNoon(): string {
  return `UTC${new Date().getUTCHours() - 12}`
}

interface Waiting {
  readonly resolve: (answer: unknown) => void
  readonly reject: (error: Error) => void
}

/** The process of judge.py: answers come in the order of the requests. */
function startJudge(version: string, env: NodeJS.ProcessEnv) {
  const python = `${environments}${version}/bin/python`
  const child = spawn(python, ['-I', '-X', 'utf8', judge], { env: { ...process.env, ...env } })
  const waiting: Waiting[] = []
  let said = ''
  let ended: Error | undefined

  const gone = new Promise<void>((resolve) => {
    child.on('error', (error) => {
      said += error.message
    })
    child.on('close', (code, signal) => {
      ended = new Error(`Anki ${version} has ended (${signal ?? code}). ${said}`.trim())
      for (const { reject } of waiting.splice(0)) reject(ended)
      resolve()
    })
  })
  child.stdin.on('error', () => {}) // It ended: `close` tells.
  child.stderr.on('data', (chunk) => {
    said = `${said}${chunk}`.slice(-2000)
  })
  createInterface({ input: child.stdout }).on('line', (line) => {
    const { resolve, reject } = waiting.shift()!
    const { answer, error } = JSON.parse(line) as { answer?: unknown; error?: string }
    if (error === undefined) resolve(answer)
    else reject(new Error(error))
  })

  return {
    ask: <Answer>(request: object) =>
      new Promise<Answer>((resolve, reject) => {
        if (ended) return reject(ended)
        waiting.push({ resolve: resolve as (answer: unknown) => void, reject })
        child.stdin.write(`${JSON.stringify(request)}\n`)
      }),
    /** It goes by itself when nobody can ask any more. */
    end: () => {
      child.stdin.end()
      return gone
    }
  }
}
