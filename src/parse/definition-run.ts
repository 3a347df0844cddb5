import { widthOf } from './sticky'

/**
 * Where the link definitions end that a paragraph begins with: 0 when it begins with none. What is left is
 * the paragraph's text (CommonMark 0.31, section 4.7).
 */
export function definitionsEnd(paragraph: string): number {
  return definitionEnds(paragraph).at(-1) ?? 0
}

/** Where each of them ends. */
export function definitionEnds(paragraph: string): readonly number[] {
  const ends: number[] = []
  for (let end = definitionEnd(paragraph, 0); end > 0; end = definitionEnd(paragraph, end)) ends.push(end)
  return ends
}

/** Where the definition that begins at `at` ends, or 0. */
function definitionEnd(text: string, at: number): number {
  const labelEnd = past(label, text, at)
  const targetEnd = labelEnd && pastTarget(text, labelEnd + widthOf(gap, text, labelEnd))
  const titleEnd = targetEnd && pastTitle(text, targetEnd)
  return (titleEnd && pastLine(text, titleEnd)) || (targetEnd && pastLine(text, targetEnd))
}

function pastTarget(text: string, at: number): number {
  if (text[at] !== '<') {
    const end = past(bareTarget, text, at)
    return isBalanced(text.slice(at, end)) ? end : 0
  }
  const end = pastMark(text, at + 1, '>', '<')
  return /[\r\n]/.test(text.slice(at, end)) ? 0 : end
}

function isBalanced(target: string): boolean {
  let open = 0
  for (const [mark] of target.matchAll(/\\[()\\]|[()]/g)) {
    if (mark === '(') open += 1
    if (mark === ')') open -= 1
    if (open < 0) return false
  }
  return open === 0
}

function pastTitle(text: string, at: number): number {
  const begin = past(gap, text, at)
  const [, closing] = ['""', "''", '()'].find(([opening]) => opening === text[begin]) ?? ''
  return begin && closing ? pastMark(text, begin + 1, closing) : 0
}

/** Where the next `mark` ends that has no backslash before it, or 0 when there is none, or `forbidden` before it. */
function pastMark(text: string, at: number, mark: string, forbidden?: string): number {
  for (let offset = at; offset < text.length && text[offset] !== forbidden; offset++) {
    if (text[offset] === mark) return offset + 1
    if (text[offset] === '\\') offset += 1
  }
  return 0
}

/** Where the next line begins, or the text ends, when there is nothing but blanks before it; else 0. */
function pastLine(text: string, at: number): number {
  return at === text.length ? at : past(lineRest, text, at)
}

/** Where what a sticky expression finds at `at` ends, or 0. */
function past(sticky: RegExp, text: string, at: number): number {
  const width = widthOf(sticky, text, at)
  return width && at + width
}

const label = /[ \t]*\[(?![ \t\r\n]*\])(?:[^[\]\\]|\\[\s\S]){1,999}\]:/y
const gap = /[ \t]+(?:(?:\r\n?|\n)[ \t]*)?|(?:\r\n?|\n)[ \t]*/y
const bareTarget = /[^\0- \x7f]+/y
const lineRest = /[ \t]*(?:\r\n?|\n|$)/y
