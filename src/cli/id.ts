import { type Diagnostic, diagnose, type Edit } from '../diagnostic'
import { compileLazily } from '../lazy'
import { counted } from '../model/counted'
import type { Card } from '../model/deck'
import type { CardPlace } from '../model/position'
import type { Host } from './host'
import { type Input, type Reading, readInputs } from './inputs'
import { type Mended, showMended, withEdits, writeMended } from './mend'
import { type Before, withIdentities } from './previous'
import { printable } from './printable'
import { countsAsError, type Reporting, report } from './report'

export interface IdOptions extends Before, Reading {
  /** Only show what would be written. */
  readonly dryRun: boolean
}

/** Writes into decks the ids that their cards have, or shows as a diff what it would write. Gives the exit code. */
export async function writeIds(
  names: readonly string[],
  { dryRun, ...options }: IdOptions,
  reporting: Reporting,
  host: Host
): Promise<number> {
  const read = await readInputs(names, options, host)
  const { inputs, previous, unreadable } = await withIdentities(read.inputs, options)
  const found = [...read.missing, ...unreadable, ...inputs.flatMap(({ diagnostics }) => diagnostics)]
  const isFine = (findings: readonly Diagnostic[]) =>
    !findings.some((finding) => countsAsError(finding, reporting))
  const texts = (isFine(unreadable) ? inputs : []).flatMap((input) =>
    input.text !== undefined && isFine(input.diagnostics) ? { ...input, text: input.text } : []
  )
  const named = await Promise.all(texts.map((input) => withIds(input, options)))
  const mended = named.filter((each) => each.before !== each.input.text)
  if (dryRun) await showMended(mended, host)
  const unwritten = dryRun ? [] : await writeMended(mended, host)
  const unfit = named.flatMap(({ unfit }) => unfit)
  const code = await report(
    [...found, ...unwritten, ...unfit],
    inputs,
    { ...reporting, outIsTaken: true },
    host
  )
  if (!reporting.quiet && !previous && mended.length > 0)
    host.err('There was no earlier package to look at: these are the ids that the texts give')
  if (!reporting.quiet && !dryRun && unwritten.length === 0)
    for (const { input, count } of named)
      if (count > 0) host.err(printable(`Wrote ${counted(count, 'id')} into ${input.file}`))
  return code
}

interface Named extends Mended {
  readonly count: number
  readonly unfit: readonly Diagnostic[]
}

/** A card that is to get its id, and where it stands. */
interface Wanting {
  readonly at: number
  readonly card: Card
  readonly place: CardPlace
}

/**
 * Tries the ways of writing an id one after the other. A way fits a card when the deck, read again, has the same card with this
 * id, so nothing else can have changed. A card that may be another one gets none: its author is asked which it is.
 */
async function withIds(
  input: Input & { readonly text: string },
  { dialect, toMdast }: Reading
): Promise<Named> {
  const { deck, places = [], unclear, text: before, file } = input
  const read = async (edits: readonly Edit[]) => {
    const text = withEdits(before, edits)
    const again = await compileLazily(text, { file, ...(dialect !== undefined && { dialect }) }, { toMdast })
    return { text, cards: again.deck?.cards ?? [] }
  }
  const wanting = (deck?.cards ?? []).flatMap((card, at): readonly Wanting[] =>
    card.idFrom === 'author' || unclear?.has(at) ? [] : [{ at, card, place: places[at]! }]
  )
  // Places count from behind a byte order mark.
  const plain = before.replace(/^\ufeff/, '')
  let [kept, rest]: [readonly Edit[], readonly Wanting[]] = [[], wanting]
  for (const way of ways) {
    const tried = rest.map((each) => ({ each, edit: way(each, plain) }))
    const { cards } = await read([...kept, ...tried.map(({ edit }) => edit)])
    const fits = ({ at, card }: Wanting) => cards.length === deck?.cards.length && isNamed(card, cards[at])
    kept = [...kept, ...tried.flatMap(({ each, edit }) => (fits(each) ? edit : []))]
    rest = rest.filter((each) => !fits(each))
    if (rest.length === 0) break
  }
  const { text, cards } = await read(kept)
  const unnamed = new Set(rest)
  const named = wanting.filter((each) => !unnamed.has(each))
  const isSure = named.every(({ at, card }) => isNamed(card, cards[at]))
  const unfit = (isSure ? rest : wanting).map(({ card, place }) => ({
    ...diagnose('card-id-unwritable', place.heading, { id: card.id }),
    file
  }))
  return {
    before,
    input: { ...input, text: isSure ? text : before },
    count: isSure ? named.length : 0,
    unfit
  }
}

/** Ways to write an id: a label under the card's heading, or a comment at its end, which no reader sees. */
const ways: readonly ((card: Wanting, text: string) => Edit)[] = [
  (card, text) => (isUnderHeading(card, text) ? underHeading(card, text, '\n') : atEnd(card, ' ')),
  (card, text) => (isUnderHeading(card, text) ? underHeading(card, text, '\n\n') : atEnd(card, '\n')),
  (card) => atEnd(card, '\n\n')
]

function isUnderHeading({ place }: Wanting, text: string): boolean {
  return /^ {0,3}#/.test(text.slice(text.lastIndexOf('\n', place.heading.start.offset - 1) + 1))
}

function underHeading({ card, place }: Wanting, text: string, after: string): Edit {
  const lineEnd = text.indexOf('\n', place.heading.end.offset)
  const label = `**ID:** ${card.id}`
  return lineEnd < 0 ? inserted(text.length, `\n${label}`) : inserted(lineEnd + 1, `${label}${after}`)
}

function atEnd({ card, place }: Wanting, before: string): Edit {
  return inserted(place.end.offset, `${before}<!-- id: ${card.id} -->`)
}

function inserted(offset: number, text: string): Edit {
  const point = { line: 1, column: 1, offset }
  return { position: { start: point, end: point }, text }
}

/** The same card in all that a learner sees, with the id. */
function isNamed(card: Card, again: Card | undefined): boolean {
  return again?.idFrom === 'author' && again.id === card.id && seen(again) === seen(card)
}

function seen({ front, back, sections, fields, references, ...card }: Card): string {
  const { id: _, guid, idFrom, ...others } = card
  const labels = Object.entries(fields).filter(([name]) => name.toLowerCase() !== 'id')
  return JSON.stringify([
    [front, back, ...sections, ...Object.values(references)].map(({ html }) => html),
    labels.map(([name, { html }]) => [name, html]),
    sections.map(({ name }) => name),
    others
  ])
}
