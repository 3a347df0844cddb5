import type { Contents } from '../contents'
import type { OpenDatabase } from '../open-database'
import type { Called, Findings, Rule } from './findings'
import type { KnownNote, Notes } from './notes'
import { day, isWithin, wrongId } from './numbers'

type Columns =
  | 'id'
  | 'note'
  | 'deck'
  | 'ord'
  | 'type'
  | 'queue'
  | 'due'
  | 'interval'
  | 'ease'
  | 'reps'
  | 'lapses'
  | 'left'
type Row = Readonly<Record<Columns, unknown>>

interface Card extends Called {
  readonly row: Row
  readonly note: KnownNote | undefined
  readonly hasDeck: boolean
  /** Another card has its id. */
  readonly isRepeated: boolean
  readonly now: number | undefined
}

const code = 'package-card-invalid'

/** Columns: `rslib/src/storage/card/mod.rs`, `rslib/src/dbcheck.rs` and the `fix_*.sql` beside the former. */
const rules: readonly Rule<Card>[] = [
  {
    code,
    wrong: ({ row, now }) => wrongId(row.id, now),
    mend: 'An id is the time when the card was made, in milliseconds since 1970'
  },
  {
    code,
    wrong: ({ isRepeated }) => (isRepeated ? 'has the id of another card' : undefined),
    mend: 'Give each card an id of its own: Anki imports nothing'
  },
  {
    code,
    wrong: ({ note, row }) =>
      note ? undefined : `is of the note ${row.note}, which the package does not hold`,
    mend: 'Add the note, or take the card out: Anki leaves it out'
  },
  {
    code,
    wrong: ({ hasDeck, row }) =>
      hasDeck ? undefined : `is in the deck ${row.deck}, which the package does not hold`,
    mend: 'Add the deck: Anki imports the card, and shows it nowhere'
  },
  {
    code,
    wrong: ({ row: { ord }, note }) => (isWithin(ord, 0, lastOrd(note)) ? undefined : wrongOrd(ord, note)),
    mend: 'Count templates from 0, and clozes from 0 to 499: “Check Database” deletes the card'
  },
  {
    code,
    wrong: ({ row: { ord }, note }) =>
      note?.ords.has(ord as number)
        ? 'is of the same template or cloze as another card of its note'
        : undefined,
    mend: 'Make one card of each: “Check Database” deletes one'
  },
  {
    code,
    wrong: ({ row: { type, queue } }) =>
      isWithin(type, 0, 3) && isWithin(queue, -3, 4)
        ? undefined
        : `has the type ${type} and the queue ${queue}`,
    mend: 'Types are 0 to 3, queues -3 to 4: Anki imports nothing'
  },
  {
    code,
    wrong: ({ row: { type, due } }) =>
      type === 0 && !isWithin(due, -(2 ** 31), 999_999) ? `has the place ${due} among new cards` : undefined,
    mend: 'Number new cards from 0 to 999,999: “Check Database” puts others there'
  },
  {
    code,
    wrong: ({ row: { queue, due } }) =>
      queue === 2 && !isWithin(due, -(2 ** 31), 100_000) ? `is due on day ${due}` : undefined,
    mend: 'Days count from the beginning of the collection, to 100,000: “Check Database” makes it due today'
  },
  {
    code,
    wrong: ({ row: { due } }) => (isWithin(due, -(2 ** 31), 2 ** 31 - 1) ? undefined : `is due at ${due}`),
    mend: 'Write a whole number: Anki takes 0 for it'
  },
  {
    code,
    wrong: ({ row: { interval } }) =>
      isWithin(interval, 0, 2 ** 31 - 1) ? undefined : `has an interval of ${interval} days`,
    mend: 'Intervals are whole and not below 0: Anki imports nothing'
  },
  {
    code,
    wrong: ({ row: { ease, reps, lapses, left } }) =>
      isWithin(ease, 0, 65_535) && [reps, lapses, left].every((each) => isWithin(each, 0, 2 ** 32 - 1))
        ? undefined
        : 'has an ease, a count or remaining steps out of range',
    mend: 'They are whole and not below 0, the ease at most 65535: Anki imports nothing'
  }
]

/** Every cloze number has a card of its own (`rslib/src/notetype/cardgen.rs`). */
function lastOrd(note: KnownNote | undefined): number {
  if (!note?.type || note.type.templates.length === 0) return 65_535
  return note.type.isCloze ? 499 : note.type.templates.length - 1
}

function wrongOrd(ord: unknown, note: KnownNote | undefined): string {
  return note?.type && !note.type.isCloze
    ? `is of template ${ord}, and its note type has ${note.type.templates.length}`
    : `is of cloze ${ord}`
}

/** Looks at all cards. Gives how many there are. */
export function verifyCards(
  database: OpenDatabase,
  { byId }: Notes,
  { decks }: Contents,
  now: number | undefined,
  findings: Findings
): number {
  const deckIds = new Set<unknown>(decks.map(({ id }) => id))
  const ids = new Set<unknown>()
  let count = 0
  database.each<Row & Readonly<Record<string, never>>>(sql, (row: Row) => {
    count += 1
    const note = byId.get(row.note as number)
    const called = note ? `Card ${row.id} of ${note.called.replace(/^N/, 'n')}` : `Card ${row.id}`
    const [hasDeck, isRepeated] = [deckIds.has(row.deck), ids.has(row.id)]
    findings.ask(rules, { called, row, note, hasDeck, isRepeated, now })
    ids.add(row.id)
    note?.ords.add(row.ord as number)
  })
  return count
}

/** Looks at the notes after their cards. */
export function verifyCardless({ byId }: Notes, findings: Findings): void {
  for (const { called, ords } of byId.values())
    if (ords.size === 0)
      findings.add(
        'package-note-invalid',
        `${called} has no card`,
        'Add one, or take the note out: nobody would be asked, and “Check Database” deletes it'
      )
}

/** Looks at the answers that were given to cards: of those only the time counts (`rslib/src/import_export/gather.rs`). */
export function verifyReviews(database: OpenDatabase, now: number | undefined, findings: Findings): void {
  if (now === undefined) return
  const rows = database.rows<Readonly<{ late: number }>>(
    `select count(*) as late from revlog where id > ${now + day}`
  )
  const { late } = rows[0]!
  if (late > 0)
    findings.add(
      code,
      `The ids of ${late} reviews lie in the future`,
      'An id is the time when the card was answered'
    )
}

const sql = `select id, nid as note, did as deck, ord, type, queue, due, ivl as interval, factor as ease,
  reps, lapses, left from cards`
