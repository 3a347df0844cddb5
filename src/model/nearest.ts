/** The word that differs least from `word`, by two letters at most. */
export function nearestOf(word: string, words: readonly string[]): string | undefined {
  const close = words.map((each) => ({ each, far: distance(word, each) })).filter(({ far }) => far <= 2)
  return close.sort((first, second) => first.far - second.far)[0]?.each
}

/** How many letters must be put in, taken out or changed to make one word of another. */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index)
  for (const [line, letter] of [...from].entries()) {
    const next = [line + 1]
    for (const [index, other] of [...to].entries())
      next.push(Math.min(row[index + 1]! + 1, next[index]! + 1, row[index]! + (letter === other ? 0 : 1)))
    row = next
  }
  return row.at(-1)!
}
