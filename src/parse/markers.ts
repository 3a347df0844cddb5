import { pastBlanks } from './blanks'
import { widthOf } from './sticky'

/** What begins and ends a block: a function per mark, each looking at the text from `at` to the line's end. */

/** The number of `#` of an ATX heading that begins here, or 0. */
export function atxDepth(text: string, at: number): number {
  return widthOf(atxMark, text, at)
}

/** 1 or 2 for the line under a setext heading, else 0. */
export function setextDepth(text: string, at: number): number {
  if (widthOf(underline, text, at) === 0) return 0
  return text[at] === '=' ? 1 : 2
}

/** Whether three or more of one of `*`, `-` and `_` stand here, and else only blanks. */
export function isRule(text: string, at: number, end: number): boolean {
  const mark = text[at]
  if (mark !== '*' && mark !== '-' && mark !== '_') return false
  let count = 0
  for (let offset = at; offset < end; offset = pastBlanks(text, offset + 1, end)) {
    if (text[offset] !== mark) return false
    count += 1
  }
  return count > 2
}

/** The backticks or tildes of a code fence that opens here, or the empty string. */
export function fenceAt(text: string, at: number): string {
  return text.slice(at, at + widthOf(openingFence, text, at))
}

/** Whether a fence stands here, alone on the line, that closes the one opened with `opening`. */
export function closesFence(text: string, at: number, opening: string): boolean {
  return text[at] === opening[0] && widthOf(closingFence, text, at) >= opening.length
}

/** The width of a list item's mark, or 0. Only an item with text interrupts, and of numbers only 1. */
export function itemWidth(text: string, at: number, end: number, interrupts: boolean): number {
  const width = widthOf(itemMark, text, at)
  if (width === 0 || !interrupts) return width
  const mayInterrupt = width === 1 || (width === 2 && text[at] === '1')
  return mayInterrupt && pastBlanks(text, at + width, end) < end ? width : 0
}

/** The width of `[^label]:` where a footnote's definition begins, or 0. */
export function footnoteWidth(text: string, at: number): number {
  return widthOf(footnoteMark, text, at)
}

const atxMark = /#{1,6}(?=[ \t\r\n]|$)/y
const underline = /(?:=+|-+)(?=[ \t]*(?:[\r\n]|$))/y
const openingFence = /`{3,}(?=[^`\r\n]*(?:[\r\n]|$))|~{3,}/y
const closingFence = /(?:`{3,}|~{3,})(?=[ \t]*(?:[\r\n]|$))/y
const itemMark = /(?:[*+-]|\d{1,9}[.)])(?=[ \t\r\n]|$)/y
const footnoteMark = /\[\^(?:[^[\]\\ \t\r\n]|\\[^ \t\r\n]){1,999}\]:/y
