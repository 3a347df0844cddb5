import { readdir } from 'node:fs/promises'
import { join } from 'node:path'

/** The file in a folder whose name is most like `name`, when it is like enough to be meant. */
export async function nearest(name: string, folder: string): Promise<string | undefined> {
  const files = await readdir(folder).catch(() => [])
  const near = nearestOf(name, files)
  return near && join(folder, near)
}

/** The word that differs least from `word`, by two letters at most. */
function nearestOf(word: string, words: readonly string[]): string | undefined {
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
