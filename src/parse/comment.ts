import { pastBlanks } from './blanks'

/**
 * Where Obsidian's comment `%%…%%` in a line of text that begins at `at` ends, or 0. It ends before the next blank line, and begins and
 * ends where no operator or format can be meant: `7 %% 3`, `100%%` and `%%s` are text. Marks in code do not count.
 */
export function commentEnd(text: string, at: number): number {
  const to = closingAt(text, at)
  if (to === 0 || isOperator(text, at) || /[\w%]/.test(text[to + 2] ?? '')) return 0
  const inside = text.slice(at + 2, to)
  const isCut = (inside.match(/`/g)?.length ?? 0) % 2 === 1 || blankLine.test(inside)
  return isCut ? 0 : to + 2
}

const blankLine = /(?:\n|\r\n|\r(?!\n))[ \t>]*[\r\n]/

/** Where the comment on lines of its own ends, or 0: with the line that its closing mark ends. It may hold blank lines. */
export function commentBlockEnd(text: string, at: number): number {
  const to = closingAt(text, at)
  if (to === 0) return 0
  const end = pastBlanks(text, to + 2, text.length)
  return end === text.length || /[\r\n]/.test(text[end]!) ? end : 0
}

/** Where the mark stands that closes what begins at `at`, or 0. Three signs are no mark. */
function closingAt(text: string, at: number): number {
  if (!text.startsWith('%%', at) || text[at - 1] === '%' || text[at + 2] === '%') return 0
  return Math.max(text.indexOf('%%', at + 2), 0)
}

/** Behind a number; and between blanks, behind a bracket that closes or a name of one letter. */
function isOperator(text: string, at: number): boolean {
  const before = text.slice(Math.max(at - 3, 0), at)
  const isApart = /\s/.test(text.charAt(at + 2))
  return /\d$/.test(before) || (isApart && /(?:[\d)\]]|(?<!\p{L})\p{L})[ \t]$/u.test(before))
}
