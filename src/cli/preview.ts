import { basename } from 'node:path'
import type { Look } from '../anki/look'
import { sayCards } from '../anki/ordinals'
import type { Diagnostic } from '../diagnostic'
import { type PlanOptions, plan } from '../plan/plan'
import type { DeckToShow } from '../preview/section'
import type { Host } from './host'
import { type Input, type Reading, readInputs } from './inputs'
import { readLook } from './look'
import type { LookFiles } from './look-files'
import { pathBeside, pathProblems } from './outputs'
import { printable } from './printable'
import { type Reporting, report } from './report'
import { withDates } from './with-dates'
import { writeOutputs } from './write'

/** How decks are read, how their cards look, and on which days they come up. */
export interface ShowOptions extends LookFiles, PlanOptions, Reading {}

export interface PreviewOptions extends ShowOptions {
  /** One page for all decks; `-` is standard output. */
  readonly output?: string
}

/** Writes decks as pages to look at. Gives the exit code: 1 when a deck or a file has an error. */
export async function preview(
  names: readonly string[],
  options: PreviewOptions,
  reporting: Reporting,
  host: Host
): Promise<number> {
  const { inputs, look, problems, others } = await readDecks(names, options, host)
  const pages = pagesOf(inputs, options)
  const unfit = await pathProblems(pages, [...inputs.map(({ name }) => name), ...others])
  const files =
    unfit.length > 0 ? [] : await Promise.all(pages.map((page) => written({ ...page, look }, options)))
  const unwritten = await writeOutputs(files.filter(({ path }) => path !== '-'))
  for (const { path, content } of files) if (path === '-') await host.out(content)
  const outIsTaken = files.some(({ path }) => path === '-')
  const found = [...problems, ...inputs.flatMap(({ diagnostics }) => diagnostics), ...unfit, ...unwritten]
  const exitCode = await report(found, inputs, { ...reporting, outIsTaken }, host)
  if (unwritten.length === 0 && !reporting.quiet)
    for (const { path, cards } of files) if (path !== '-') host.err(printable(`Wrote ${path}: ${cards}`))
  return exitCode
}

/** What there is to show. */
export interface ToShow {
  readonly inputs: readonly Input[]
  /** Nothing where cards look as we have it, or have to, since Anki would make no cards in the look that is asked for. */
  readonly look: Look | undefined
}

interface ReadDecks extends ToShow {
  readonly problems: readonly Diagnostic[]
  /** Where the files that pages are made of, besides the decks, are or may be. */
  readonly others: readonly string[]
}

/** Decks, compiled to be shown. */
export async function readDecks(
  names: readonly string[],
  options: ShowOptions,
  host: Host
): Promise<ReadDecks> {
  const { inputs, missing } = await readInputs(names, options, host)
  const { look, problems, paths } = await readLook(options)
  return {
    inputs: withDates(inputs, options),
    look: problems.length === 0 ? look : undefined,
    problems: [...missing, ...problems],
    others: [...inputs.flatMap(({ mediaPaths = [] }) => mediaPaths), ...paths]
  }
}

interface Page {
  readonly path: string
  readonly inputs: readonly Input[]
}

/** One page for all decks when a file is named, else one beside each. */
function pagesOf(inputs: readonly Input[], { output }: PreviewOptions): readonly Page[] {
  const readable = inputs.filter(({ deck }) => deck)
  if (readable.length === 0) return []
  if (output !== undefined) return [{ path: output, inputs: readable }]
  return readable.map((input) => ({ path: pathBeside(input.name, '.html'), inputs: [input] }))
}

async function written({ path, inputs, look }: Page & ToShow, options: PreviewOptions) {
  const cards = inputs.flatMap(({ deck }) => deck?.cards ?? [])
  return { path, cards: sayCards(cards), content: await pageOf({ inputs, look }, options) }
}

/** Decks as one page; `version` is what a server calls it. */
export async function pageOf(
  { inputs, look }: ToShow,
  options: PlanOptions,
  version?: string
): Promise<string> {
  const [{ previewPage }, { nameMedia }] = await Promise.all([
    import('../preview/page'),
    import('../anki/media')
  ])
  const noteTypeOf = look && (await import('../anki/look')).noteTypesIn(look, undefined)
  const readable = inputs.flatMap(({ deck, files = new Map() }) => (deck ? { deck, files } : []))
  const named = nameMedia(readable)
  const decks = new Map(readable.map(({ deck }, at) => [deck, named.decks[at]!]))
  const shown = inputs.map(({ deck, ...input }) => {
    const withNames = deck && decks.get(deck)
    return toShow({ ...input, ...(withNames && { deck: withNames }) }, options)
  })
  return previewPage(shown, {
    media: named.files,
    ...(noteTypeOf && { noteTypeOf }),
    ...(version !== undefined && { version })
  })
}

/**
 * A deck with its findings; one that is to start on the day of its making, and does not say it, starts with the import. The page may
 * be given to others: of the file it says the name alone.
 */
function toShow(
  { file, deck, places = [], diagnostics }: Input,
  { start, ...options }: PlanOptions
): DeckToShow {
  const isDated = start !== 'generated' || deck?.date
  const planned = deck && plan(deck, { ...options, ...(start !== undefined && isDated && { start }) })
  return { file: basename(file), places, findings: diagnostics, ...(planned && { deck: planned }) }
}
