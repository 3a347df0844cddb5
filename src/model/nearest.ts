/** The word that differs least from `word`: by two slips of the pen at most, in a short one by one. Case is none. */
export function nearestOf(word: string, words: readonly string[]): string | undefined {
  const most = word.length > 4 ? 2 : 1
  const small = word.toLowerCase()
  const close = words
    .map((each) => ({ each, far: slips(small, each.toLowerCase()) }))
    .filter(({ far }) => far <= most)
  return close.sort((first, second) => first.far - second.far)[0]?.each
}

/** How many letters must be put in, taken out, changed or exchanged with the next to make one word of another. */
function slips(from: string, to: string): number {
  const [one, other] = [[...from], [...to]]
  const rows = [Array.from({ length: other.length + 1 }, (_, index) => index)]
  for (const [line, letter] of one.entries()) {
    const [above, row] = [rows[line]!, [line + 1]]
    for (const [index, wanted] of other.entries()) {
      const isExchanged = index > 0 && line > 0 && letter === other[index - 1] && one[line - 1] === wanted
      row.push(
        Math.min(
          above[index + 1]! + 1,
          row[index]! + 1,
          above[index]! + (letter === wanted ? 0 : 1),
          isExchanged ? rows[line - 1]![index - 1]! + 1 : Number.POSITIVE_INFINITY
        )
      )
    }
    rows.push(row)
  }
  return rows.at(-1)!.at(-1)!
}
