/** What MathJax takes for the beginning of mathematics. */
const opening = /\\[([]/

/** What a text with a formula holds. */
export const mathMark = /\$|\\[([]/

/**
 * A text in pieces, each second of them a bracket that would begin mathematics unless it stands in an element of its own; nothing where it
 * has none.
 */
export function partedOpenings(text: string): readonly string[] | undefined {
  return opening.test(text) ? text.split(/(?<=\\)([([])/) : undefined
}

/** A formula as it was written, in the marks that Anki gives to MathJax (`ts/mathjax/index.ts`); nothing when it has no marks. */
export function toMathJax(written: string): string | undefined {
  const [, display] = /^(?:\$\$|\\\[)(.*)(?:\$\$|\\\])$/s.exec(written) ?? []
  if (display !== undefined) return `\\[${partBraces(display)}\\]`
  const [, inline] = /^(?:\$`?|\\\()(.*?)(?:`?\$|\\\))$/s.exec(written) ?? []
  return inline === undefined ? undefined : `\\(${partBraces(inline)}\\)`
}

/**
 * TeX whose braces stand apart, which changes nothing to TeX: Anki ends a cloze deletion at the first `}}`
 * (`rslib/src/cloze.rs`). The marks of deletions in the formula itself stay. Blanks, not character references,
 * because these are gone as soon as a note is edited in Anki.
 */
export function partBraces(tex: string): string {
  const open: ('brace' | 'deletion')[] = []
  let parted = ''
  // Apart from the text: to look at the end of a text that grows copies all of it.
  let last = ''
  for (let at = 0; at < tex.length; ) {
    const closes = tex.startsWith('}}', at) && open.at(-1) === 'deletion'
    const piece = closes ? '}}' : tokenAt(tex, at)
    at += piece.length
    const isBrace = piece[0] === '{' || piece[0] === '}'
    parted += isBrace && last === piece[0] ? ` ${piece}` : piece
    last = piece.at(-1)!
    if (piece[0] === '{') open.push(piece === '{' ? 'brace' : 'deletion')
    else if (piece[0] === '}') open.pop()
  }
  return parted
}

function tokenAt(tex: string, at: number): string {
  token.lastIndex = at
  return token.exec(tex)![0]
}

const token = /\\.|\{\{c\d+(?:,\d+)*::|[^{}\\]+|./sy

/**
 * What makes TeX more than a picture of a formula: links, styles, other extensions of MathJax, and what MathJax keeps for the
 * formulas of all cards that are shown later: definitions of the packages that Anki loads (`ts/mathjax/index.ts`), and labels.
 */
const reachingOut = new RegExp(
  String.raw`\\(?:${[
    ...['href', 'class', 'cssId', 'style', 'data', 'bbox', 'require', 'mmlToken', 'includegraphics'],
    ...['[egx]?def', 'let', 'global', '(?:new|renew|provide)command', '(?:re)?newenvironment'],
    ...['DeclareMathOperator', 'DeclarePairedDelimiters?(?:X|XPP)?', 'Newextarrow', 'definecolor'],
    ...['mathtoolsset', '(?:re)?new(?:cases|tagform)', 'usetagform', 'label', '(?:eq)?ref']
  ].join('|')})(?![a-zA-Z])`
)

/** The command of a formula that no card may hold, if it has one. */
export function forbiddenTex(tex: string): string | undefined {
  return reachingOut.exec(tex)?.[0]
}
