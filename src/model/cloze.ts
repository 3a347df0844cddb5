import { deepestGaps, isWithin, lastGap } from './limits'

/** A text with gaps, as HTML that Anki reads. */
export interface Cloze {
  readonly html: string
  /** Those of its gaps, ascending. Anki makes a card of each (`rslib/src/notetype/cardgen.rs`). */
  readonly numbers: readonly number[]
  /** Marks that open no gap, and stay text: `{{c0::`, or one that is never closed. */
  readonly unread: readonly string[]
}

const open = String.raw`(?:&#123;|\{){2}c(?<numbers>\d+(?:,\d+)*)::`

/** What matters in HTML with gaps: tags, the beginnings of formulas, and marks. */
const token = new RegExp(
  [
    `(?<tag><(?:(?<element>pre|code)\\b)?(?:"[^"]*"|'[^']*'|[^"'>])*>)`,
    String.raw`\\(?<formula>[([])`,
    `(?<open>${open})`,
    '(?<close>\\}\\})'
  ].join('|'),
  'g'
)

interface Piece {
  readonly kind: 'tag' | 'sealed' | 'open' | 'close'
  readonly at: number
  readonly text: string
  /** Of a mark that opens a gap. */
  readonly numbers: readonly number[]
}

/** What parts the text; code and formulas, which have braces and colons of their own, are a piece each. */
export function piecesOf(html: string): readonly Piece[] {
  const pieces: Piece[] = []
  const missing = new Set<string>()
  let end = 0
  for (const { 0: found, index: at, groups = {} } of html.matchAll(token)) {
    if (at < end) continue
    const { tag, element, formula, open, numbers = '0' } = groups
    const closer = element ? `</${element}>` : formula === '(' ? '\\)' : '\\]'
    const to = (element || formula) && !missing.has(closer) ? html.indexOf(closer, at) : -1
    if ((element || formula) && to < 0) missing.add(closer)
    const kind = to >= 0 ? 'sealed' : tag ? 'tag' : open ? 'open' : 'close'
    if (formula && to < 0) continue
    const text = to < 0 ? found : html.slice(at, to + closer.length)
    pieces.push({ kind, at, text, numbers: numbersIn(numbers) })
    end = at + text.length
  }
  return pieces
}

/** Whether HTML holds what Anki could take for a gap. */
export function mayHoldGaps(html: string): boolean {
  return /(?:&#123;|\{){2}c\d/.test(html)
}

/**
 * HTML whose gaps, `{{c1::text::hint}}`, are open to Anki; all other braces are kept from it. What can only be meant as
 * it stands is kept from it, too: `::` and `}}` in code, in mathematics and in attributes within a gap. `{{c1,2::text}}`
 * becomes a gap in a gap, which means the same, also to versions that do not know the comma.
 */
export function readCloze(html: string): Cloze {
  const pieces = piecesOf(html)
  const gaps = gapsIn(pieces)
  const found: Found = { numbers: new Set(), unread: [] }
  let [out, at] = ['', 0]
  const starts: number[] = []
  for (const [index, { kind, text, ...piece }] of pieces.entries()) {
    out += html.slice(at, piece.at)
    at = piece.at + text.length
    const gap = gaps.get(index)
    if (kind === 'open' && gap?.isRead) {
      starts.push(out.length)
      out += opening(gap.numbers, found)
    } else if (kind === 'close' && gap?.isRead) out = closed(out, starts.pop()!, gap.numbers)
    else if (kind === 'open') {
      found.unread.push(text.replaceAll('&#123;', '{'))
      out += text
    } else if (kind === 'sealed') out += readSealed(text, starts.length > 0, found)
    else out += starts.length > 0 ? literal(text) : text
  }
  return {
    html: out + html.slice(at),
    numbers: [...found.numbers].sort((one, other) => one - other),
    unread: found.unread
  }
}

interface Found {
  readonly numbers: Set<number>
  readonly unread: string[]
}

interface Gap {
  readonly numbers: readonly number[]
  /** Anki can make cards of it. */
  readonly isRead: boolean
}

/** The gaps by the places of both their marks: each ends with the first mark that no gap within it has taken. */
export function gapsIn(pieces: readonly Piece[]): ReadonlyMap<number, Gap> {
  const gaps = new Map<number, Gap>()
  const waiting: { readonly at: number; readonly gap: Gap; readonly depth: number }[] = []
  for (const [index, { kind, numbers }] of pieces.entries()) {
    if (kind === 'open') {
      const depth = (waiting.at(-1)?.depth ?? 0) + numbers.length
      waiting.push({
        at: index,
        gap: { numbers, isRead: areNumbers(numbers) && depth <= deepestGaps },
        depth
      })
    } else if (kind === 'close') {
      const last = waiting.pop()
      if (last) gaps.set(last.at, last.gap).set(index, last.gap)
    }
  }
  return gaps
}

function numbersIn(text: string): readonly number[] {
  return [...new Set(text.split(',').map(Number))]
}

function areNumbers(numbers: readonly number[]): boolean {
  return numbers.every((number) => isWithin(number, lastGap))
}

function opening(numbers: readonly number[], found: Found): string {
  for (const number of numbers) found.numbers.add(number)
  return numbers.map((number) => `{{c${number}::`).join('')
}

/** Closes what was opened at `start` of a text; of several gaps in one another each has the hint. */
function closed(text: string, start: number, numbers: readonly number[]): string {
  if (numbers.length === 1) return `${text}}}`
  const inside = text.slice(start).replace(/^(?:\{\{c\d+::)+/, '')
  const hint = inside.includes('{{c') ? '' : (/::.*$/s.exec(inside)?.[0] ?? '')
  return `${text}}}${`${hint}}}`.repeat(numbers.length - 1)}`
}

/** HTML within a gap whose marks are none. */
function literal(html: string): string {
  return html.replace(/:(?=:)/g, '&#58;').replace(/\}(?=\}|$)/g, '&#125;')
}

/**
 * Code or mathematics, perhaps within a gap, perhaps with gaps in it. Braces of its own are in pairs, so that
 * `{{c1::\frac{a}{b}}}` ends with the last two; else a gap ends with the first two.
 */
function readSealed(html: string, isInside: boolean, found: Found): string {
  return (
    readBraces(html, isInside, found, true) ??
    readBraces(html, isInside, found, false) ??
    (isInside ? literal(html) : html)
  )
}

const brace = new RegExp(`${open}|\\{|&#123;|\\}|::`, 'g')

function readBraces(html: string, isInside: boolean, found: Found, inPairs: boolean): string | undefined {
  /** The gaps that are open, and how many braces are open in each. */
  const gaps: { readonly numbers: readonly number[]; braces: number }[] = []
  const read: number[] = []
  let isClosing = false
  // To TeX a blank is nothing, and it stays when the note is edited in Anki; code shows its blanks.
  const apart = html.startsWith('<') ? literal('::') : ': :'
  const text = html.replace(brace, (mark, list: string | undefined, offset: number) => {
    const gap = gaps.at(-1)
    if (isClosing) {
      isClosing = false
      return '}'.repeat(gaps.pop()!.numbers.length * 2 - 1)
    }
    const numbers = numbersIn(list ?? '0')
    if (areNumbers(numbers)) {
      gaps.push({ numbers, braces: 0 })
      read.push(...numbers)
      return numbers.map((number) => `{{c${number}::`).join('')
    }
    if (mark === '::') return !gap && isInside ? apart : mark
    if (mark !== '}') {
      if (gap && inPairs) gap.braces += list === undefined ? 1 : 2
      return mark
    }
    if (gap?.braces === 0 && html[offset + 1] === '}') {
      isClosing = true
      return mark
    }
    if (gap && gap.braces > 0) gap.braces -= 1
    return (gap || isInside) && html[offset + 1] === '}' ? literal(mark) : mark
  })
  if (gaps.length > 0) return undefined
  for (const number of read) found.numbers.add(number)
  return text
}

/** A mark that shows nothing, the beginning of one, or its end. */
const mark = /(<mark\b(?:"[^"]*"|[^">])*>\s*<\/mark>|<mark\b(?:"[^"]*"|[^">])*>|<\/mark>)/

/** Words that are marked become gaps, numbered in their order: `<mark>text</mark>` is `{{c1::text}}`. Nothing where none is. */
export function gapsOfMarks(html: string): string | undefined {
  let [count, depth] = [0, 0]
  const text = html.split(mark).map((part, index) => {
    if (index % 2 === 0) return depth > 0 ? literal(part) : part
    if (part.endsWith('</mark>') && part !== '</mark>') return part
    depth += part === '</mark>' ? -1 : 1
    if (part === '</mark>') return depth === 0 ? '}}' : part
    if (depth > 1) return part
    count += 1
    return `&#123;&#123;c${count}::`
  })
  return count > 0 ? text.join('') : undefined
}
