import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Host } from './host'
import { standing } from './outputs'
import { printable } from './printable'
import { type Reporting, report } from './report'
import { writeOutputs } from './write'

/** Writes a first deck into a folder, to be changed there. What is there stays as it is. Gives the exit code. */
export async function init(folder: string, reporting: Reporting, host: Host): Promise<number> {
  const path = join(folder, 'deck.md')
  const problems = [...(await standing([path]))]
  if (problems.length === 0) {
    await mkdir(folder, { recursive: true }).catch(() => undefined)
    problems.push(...(await writeOutputs([{ path, content: firstDeck }])))
  }
  if (problems.length === 0 && !reporting.quiet)
    for (const line of [`Wrote ${path}`, ...nextSteps(path)]) host.err(printable(line))
  return report(problems, [], reporting, host)
}

function nextSteps(path: string): readonly string[] {
  return [
    `Change it, then make a package of it: md2anki ${path}`,
    `See its cards before Anki does:       md2anki preview ${path}`,
    `Build it with each save:              md2anki watch ${path}`
  ]
}

/** Each kind of thing that a deck can say, once. */
const firstDeck = `# Flashcards: My first deck

**Source:** where the answers come from

## Easy Cards

### Card 1 of 2 | Easy

**Concept:** Active recall

#### Front

Why does answering a question teach more than reading the answer once more?

#### Back

To find an answer **without seeing it** strengthens the way to it. Reading only makes it look familiar.

#### Mnemonic

*What you pull out stays in.*

## Medium Cards

### Card 2 of 2 | Medium

**Concept:** Spacing

#### Front

When is the best time to review a card?

#### Back

Shortly before it would be forgotten: each review makes the next interval longer.

## Review Schedule

| Card            | First Review | Second Review | Third Review |
|-----------------|--------------|---------------|--------------|
| Card 1 (Easy)   | Day 1        | Day 4         | Day 10       |
| Card 2 (Medium) | Day 1        | Day 3         | Day 7        |
`
