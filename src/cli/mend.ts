import type { Diagnostic, Edit } from '../diagnostic'
import { compileLazily } from '../lazy'
import type { DialectName } from '../model/dialects'
import type { Input } from './inputs'

/** A deck with the edits of its findings made, and what is left to find. */
export interface Mended {
  readonly before: string
  readonly input: Input & { readonly text: string }
}

/** Makes every edit that findings are sure of. Nothing when there is none. */
export async function mend(input: Input, dialect: DialectName | undefined): Promise<Mended | undefined> {
  const { text: before } = input
  if (before === undefined) return undefined
  let [text, left] = [before, input]
  // One edit can lay bare another: a card that a rule had hidden changes the number of cards.
  for (let round = 0; round < 5; round++) {
    const next = edited(text, left.diagnostics)
    if (next === text) break
    text = next
    const options = { file: input.file, ...(dialect !== undefined && { dialect }) }
    const { deck: _, ...others } = left
    left = { ...others, ...(await compileLazily(text, options)) }
  }
  return text === before ? undefined : { before, input: { ...left, text } }
}

/** A text with the edits of findings made; of two at one place the first counts. */
export function edited(text: string, findings: readonly Diagnostic[]): string {
  const edits = findings.flatMap(({ fix = [] }) => fix).toSorted((one, other) => from(one) - from(other))
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
