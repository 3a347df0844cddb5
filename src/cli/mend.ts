import type { Diagnostic, Edit } from '../diagnostic'
import type { Host } from './host'
import { compileText, type Input, type Reading } from './inputs'
import { writeOutputs } from './write'

/** A deck with the edits of its findings made, and what is left to find. */
export interface Mended {
  readonly before: string
  readonly input: Input & { readonly text: string }
}

/** Makes every edit that findings are sure of. Nothing when there is none. */
export async function mend(input: Input, reading: Reading): Promise<Mended | undefined> {
  const { text: before } = input
  if (before === undefined) return undefined
  let [text, left] = [before, input]
  // One edit can lay bare another: a card that a rule had hidden changes the number of cards.
  for (let round = 0; round < 5; round++) {
    const next = edited(text, left.diagnostics)
    if (next === text) break
    text = next
    const { deck: _, ...others } = left
    left = { ...others, ...(await compileText(input.name, text, reading)) }
  }
  return text === before ? undefined : { before, input: { ...left, text } }
}

/** A text with the edits of findings made. */
export function edited(text: string, findings: readonly Diagnostic[]): string {
  // Many findings may have one fix: numbers are mended all at once.
  const fixes = new Set(findings.flatMap(({ fix }) => (fix ? [fix] : [])))
  return withEdits(text, [...fixes].flat())
}

/** A text with edits made; of two at one place the first counts. */
export function withEdits(text: string, all: readonly Edit[]): string {
  const edits = all.toSorted((one, other) => from(one) - from(other))
  const lineEnd = text.includes('\r\n') ? '\r\n' : '\n'
  // Places count from behind a byte order mark.
  const shift = text.startsWith('\ufeff') ? 1 : 0
  let [written, at] = ['', 0]
  for (const { position, text: instead } of edits) {
    const [start, end] = [position.start.offset + shift, position.end.offset + shift]
    if (start < at || (start === at && at > 0 && start === end)) continue
    written += text.slice(at, start) + instead.replaceAll('\n', lineEnd)
    at = end
  }
  return written + text.slice(at)
}

function from({ position }: Edit): number {
  return position.start.offset
}

/** What would change, as `diff -u` says it. */
export async function showMended(mended: readonly Mended[], host: Host): Promise<void> {
  if (mended.length === 0) return
  const { patchOf } = await import('./patch')
  for (const { before, input } of mended) await host.out(patchOf(input.file, before, input.text))
}

/** Writes them; what came from standard input goes to standard output. */
export async function writeMended(mended: readonly Mended[], host: Host): Promise<readonly Diagnostic[]> {
  const files = mended.flatMap(({ input }) =>
    input.name === '-' ? [] : { path: input.name, content: input.text }
  )
  const problems = await writeOutputs(files)
  if (problems.length === 0)
    for (const { input } of mended) if (input.name === '-') await host.out(input.text)
  return problems
}
