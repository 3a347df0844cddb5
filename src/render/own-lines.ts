/** Text that was wrapped has a line of at least so many characters. */
const shortestWrap = 50

/** By how much a wrapped line may be too short: a word was changed after the wrapping. */
const slack = 4

/**
 * Which lines of a paragraph begin where their author wanted a line to begin; the others go on with the line above, as
 * text does that an editor wrapped. Lines are as they stand in the file, with what is in front of them.
 *
 * Wrapping makes long lines, and fills each of them as far as the next word allows; what is not so is an address, a verse, a
 * list without marks. A line that begins bold, or under a line that ends with Markdown's own mark, begins anew in any case.
 */
export function ownLines(lines: readonly string[]): readonly boolean[] {
  const begins = lines.flatMap((line, index) =>
    index === 0 || bold.test(line) || hardEnd.test(lines[index - 1]!) ? [index] : []
  )
  return begins.flatMap((begin, index) => {
    const run = lines.slice(begin, begins[index + 1])
    const goesOn = isWrapped(run)
    return run.map((_, line) => line === 0 || !goesOn)
  })
}

/** Behind what stands before a paragraph's text: blanks and the marks of quotes. */
const bold = /^[ \t>]*(?:\*\*|__)(?=\S)/
const hardEnd = /(?: {2}|\\)$/

function isWrapped(lines: readonly string[]): boolean {
  const lengths = lines.map((line) => line.trimEnd().length)
  const longest = lengths.reduce((most, length) => Math.max(most, length), 0)
  const fits = (index: number) => lengths[index]! + 1 + firstWord(lines[index + 1]!) <= longest - slack
  return longest >= shortestWrap && !lengths.slice(1).some((_, index) => fits(index))
}

/** How long the first word of a line is. */
function firstWord(line: string): number {
  return /^[ \t>]*(\S*)/.exec(line)![1]!.length
}
