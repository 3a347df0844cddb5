import { pastBlanks } from './blanks'
import { widthOf } from './sticky'

/** What ends a formula, by what begins it; the third is GitHub's. */
const closings: Readonly<Record<string, string>> = {
  $: '$',
  $$: '$$',
  '$`': '`$',
  '\\(': '\\)',
  '\\[': '\\]'
}

/** What begins a formula. Three dollars begin none, and those in `[$]…[/$]` were LaTeX in Anki (`rslib/src/latex.rs`). */
const opening = /(?!(?<=\[\/?)\$\$?\])(?:\$`|\$\$?(?!\$)|\\[([])/y

/**
 * All that decides whether a formula goes on: what stands behind a backslash, dollars, a backtick (it begins code), and a
 * blank line, which TeX does not know in a formula either.
 */
const deciding = /\\.|`\$(?!\$)|\$+|`|(?:\n|\r\n|\r(?!\n))[ \t>]*(?=[\r\n]|$)/g

/**
 * Where the formula in a line of text that begins at `at` ends, or 0. For `$` this is pandoc's rule, by which `$5 and $10` is money:
 * no blank behind the first, no blank before the last, no digit behind it. The next mark of the kind decides, so that
 * text without formulas is not gone through again and again.
 */
export function formulaEnd(text: string, at: number): number {
  const mark = markAt(text, at)
  const from = at + mark.length
  const to = mark && closingAt(text, from, mark, false)
  if (!to || !/[^\s\\]/.test(text.slice(from, to))) return 0
  const end = to + closings[mark]!.length
  const isMoney = mark === '$' && (/\s/.test(text[from]! + text[to - 1]!) || /\d/.test(text[end] ?? ''))
  return isMoney ? 0 : end
}

/**
 * Where the formula on lines of its own that begins at `at`, with `$$` or `\[`, ends, or 0: with the line that its closing mark
 * ends. One that is not closed before the next blank line is text, so that it swallows no deck.
 */
export function mathBlockEnd(text: string, at: number): number {
  const mark = markAt(text, at)
  const to = mark !== '$$' && mark !== '\\[' ? 0 : closingAt(text, at + 2, mark, true)
  if (!to || !/[\r\n]/.test(text.slice(at, to))) return 0
  const end = pastBlanks(text, to + 2, text.length)
  return end === text.length || /[\r\n]/.test(text[end]!) ? end : 0
}

function markAt(text: string, at: number): string {
  return text.slice(at, at + widthOf(opening, text, at))
}

/** Where the mark stands that closes a formula whose text begins at `from`, or 0. */
function closingAt(text: string, from: number, mark: string, isBlock: boolean): number {
  deciding.lastIndex = from
  for (let found = deciding.exec(text); found; found = deciding.exec(text)) {
    if (found[0] === closings[mark]) return found.index
    if (!goesOn(found[0], mark, isBlock)) return 0
  }
  return 0
}

function goesOn(found: string, mark: string, isBlock: boolean): boolean {
  if (found[0] === '\\') return !'()[]'.includes(found[1]!)
  if (found[0] === '$') return mark[0] === '\\' || (mark === '$$' && found === '$')
  return isBlock && found[0] === '`'
}
