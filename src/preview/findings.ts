import type { Diagnostic, Severity } from '../diagnostic'
import { counted } from '../model/counted'
import { grouped } from '../model/grouped'
import type { CardPlace } from '../model/position'
import { escaped } from './html'

export interface SortedFindings {
  /** By the place of the card in the deck. */
  readonly ofCards: ReadonlyMap<number | undefined, readonly Diagnostic[]>
  /** Those of no card: of the header, a table, the whole file. */
  readonly ofDeck: readonly Diagnostic[]
}

/** Which finding belongs to which card: the one that it stands in. */
export function sortFindings(findings: readonly Diagnostic[], places: readonly CardPlace[]): SortedFindings {
  const starts = places
    .map((place, card) => ({ card, start: place.heading.start.offset, end: place.end.offset }))
    .sort((one, other) => one.start - other.start)
  const cardOf = ({ position }: Diagnostic) => {
    const place = position && starts[lastFrom(starts, position.start.offset)]
    return place && position.start.offset <= place.end ? place.card : undefined
  }
  const groups = new Map(grouped(findings, cardOf))
  const ofDeck = groups.get(undefined) ?? []
  groups.delete(undefined)
  return { ofCards: groups, ofDeck }
}

/** Which of ascending places is the last to start at `offset` or before. */
function lastFrom(places: readonly { readonly start: number }[], offset: number): number {
  let [low, high] = [0, places.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (places[middle]!.start <= offset) low = middle + 1
    else high = middle
  }
  return low - 1
}

/** Of one place so many are shown: nobody reads more. */
const most = 50

/** Findings as a list, where they are and how to mend them; nothing when there are none. */
export function findingsList(findings: readonly Diagnostic[]): string {
  if (findings.length === 0) return ''
  const items = findings.slice(0, most).map(item)
  const more = findings.length - items.length
  return `<ul class="findings">${[...items, ...(more > 0 ? [`<li>and ${more} more</li>`] : [])].join('')}</ul>`
}

function item({ severity, position, message, hint, code }: Diagnostic): string {
  const line = position ? `line ${position.start.line}: ` : ''
  const mend = hint === undefined ? '' : ` <span class="hint" dir="auto">${withCode(hint)}</span>`
  return `<li class="${severity}"><b>${severity}</b> <span dir="auto">${line}${withCode(message)}</span> <code class="code">${code}</code>${mend}</li>`
}

/** What stands between backticks is quoted. */
function withCode(text: string): string {
  return escaped(text).replace(/`([^`]+)`/g, '<code>$1</code>')
}

const severities: readonly Severity[] = ['error', 'warning', 'note']

/** `1 error, 2 warnings`. */
export function countedFindings(findings: readonly Diagnostic[]): readonly string[] {
  return severities.flatMap((severity) => {
    const { length } = findings.filter((finding) => finding.severity === severity)
    return length === 0 ? [] : counted(length, severity)
  })
}
