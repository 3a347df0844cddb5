import { type Change, diffWords } from 'diff'
import picocolors from 'picocolors'
import { type CardChange, type Changes, changesSince, type FieldChange } from '../compare/changes'
import { counted } from '../model/counted'
import type { Package } from '../model/package'
import { type PlanOptions, plan } from '../plan/plan'
import type { Host } from './host'
import { type Reading, readInputs } from './inputs'
import { type Placing, placed } from './placed'
import { type Before, withIdentities } from './previous'
import { printable, printableJson } from './printable'
import { countsAsError, type Reporting, report } from './report'
import { shortened } from './shortened'
import { withDates } from './with-dates'

/** How changes are told. */
export type DiffFormat = 'pretty' | 'json' | 'markdown'

export interface DiffOptions extends Before, Placing, PlanOptions, Reading {
  readonly format: DiffFormat
  /** Give exit code 1 when something would change. */
  readonly exitCode: boolean
}

/** Says what would change for learners who have the package before. Gives the exit code. */
export async function diff(
  names: readonly string[],
  options: DiffOptions,
  reporting: Reporting,
  host: Host
): Promise<number> {
  const read = await readInputs(names, options, host)
  const { inputs, previous, unreadable } = await withIdentities(withDates(read.inputs, options), options)
  const found = [...read.missing, ...unreadable, ...inputs.flatMap(({ diagnostics }) => diagnostics)]
  const code = await report(found, inputs, { ...reporting, outIsTaken: true }, host)
  if (found.some((finding) => countsAsError(finding, reporting))) return code
  const decks = inputs.flatMap(({ deck, ...input }) =>
    deck ? [plan(placed(deck, input, options), options)] : []
  )
  const changes = changesSince(previous ?? noPackage, decks)
  if (!previous && !reporting.quiet && options.format === 'pretty')
    host.err('There is no earlier package, so all cards are new. Name one by --previous')
  await host.out(await ways[options.format](changes, host))
  return code === 0 && options.exitCode && isAny(changes) ? 1 : code
}

const ways: Readonly<Record<DiffFormat, (changes: Changes, host: Host) => string | Promise<string>>> = {
  pretty: (changes, { colors, outIsTerminal }) => told(changes, colors && outIsTerminal),
  json: (changes) => `${printableJson(changes, 2)}\n`,
  markdown: async (changes) => (await import('./diff-markdown')).markdownOf(changes)
}

const noPackage: Package = { notes: [], decks: [], media: new Map() }

function isAny({ unchanged: _, ...lists }: Changes): boolean {
  return Object.values(lists).some((list) => list.length > 0)
}

function told(changes: Changes, colors: boolean): string {
  const paint = picocolors.createColors(colors)
  const lines = [
    ...section('new', changes.added, fronts),
    ...section('changed', changes.changed, ({ fields, ...card }) => [
      ...fronts(card),
      ...fields.map((field) => `    ${fieldLine(field, paint)}`)
    ]),
    ...section(
      'moved: Anki leaves a card in its deck. Learners move it in Browse by “Change Deck”',
      changes.moved,
      ({ from, to, ...card }) => [...fronts(card), `    ${printable(`${from} → ${to}`)}`]
    ),
    ...section(
      'with other days: a card that is in Anki keeps its days, only new cards get the new ones',
      changes.rescheduled,
      ({ before, after, ...card }) => [
        ...fronts(card),
        `    ${printable(`${before || 'none'} → ${after || 'none'}`)}`
      ]
    ),
    ...section(
      'of another note type: Anki passes over them. Another ID makes new cards of them',
      changes.refused,
      fronts
    ),
    ...section(
      `gone: Anki keeps them. To delete them search in Browse for ${searchFor(changes.gone)}`,
      changes.gone,
      fronts
    ),
    `${counted(changes.unchanged, 'card')} unchanged`
  ]
  return `${lines.join('\n')}\n`
}

function section<Each extends CardChange>(
  title: string,
  cards: readonly Each[],
  lines: (card: Each) => readonly string[]
): readonly string[] {
  return cards.length === 0 ? [] : [`${counted(cards.length, 'card')} ${title}`, ...cards.flatMap(lines), '']
}

function fronts({ front }: CardChange): readonly string[] {
  return [`  ${printable(shortened(front.replace(/\s+/g, ' '), 100))}`]
}

/** Finds notes by their field `ID`, in Anki's search, where `_` stands for any character. Of too many Anki makes an error. */
function searchFor(cards: readonly CardChange[]): string {
  const ids = cards.flatMap(({ id }) => (id ? `ID:${id.replaceAll('_', '\\_')}` : []))
  const isShort = ids.length === cards.length && ids.length <= mostTerms
  return printable(isShort ? ids.join(' OR ') : 'their fronts')
}

const mostTerms = 500

type Paint = ReturnType<typeof picocolors.createColors>

/** As `git diff --word-diff` has it where there are no colors. */
function fieldLine({ name, before, after }: FieldChange, paint: Paint): string {
  if (before === after) return `${name}: its markup`
  const marked = ({ added, removed, value }: Change, at: number, { length }: readonly Change[]) => {
    const text = printable(value)
    if (added) return paint.isColorSupported ? paint.green(text) : `{+${text}+}`
    if (removed) return paint.isColorSupported ? paint.red(text) : `[-${text}-]`
    return surroundings(text, at > 0, at < length - 1)
  }
  // Of texts that share little there is no end of ways to make one of the other.
  const changes = diffWords(before, after, { maxEditLength: 2000 }) ?? [
    { removed: true, added: false, value: `${before.slice(0, around)}…`, count: 1 },
    { removed: false, added: true, value: `${after.slice(0, around)}…`, count: 1 }
  ]
  return `${name}: ${changes.map(marked).join('')}`
}

/** Of what is the same only what stands around a change. */
function surroundings(text: string, isAfter: boolean, isBefore: boolean): string {
  const [start, end] = [isAfter ? text.slice(0, around) : '', isBefore ? text.slice(-around) : '']
  return text.length <= start.length + end.length + 1 ? text : `${start}…${end}`
}

const around = 30
