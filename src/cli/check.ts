import type { Diagnostic } from '../diagnostic'
import type { Host } from './host'
import { type Input, type Reading, readInputs } from './inputs'
import { mend, showMended, writeMended } from './mend'
import { printable } from './printable'
import { type Reporting, report } from './report'

export interface CheckOptions extends Reading {
  /** What is done about findings that have one sure answer: nothing, the deck mended, or only shown how it would be. */
  readonly mending: 'none' | 'write' | 'show'
}

/** Says what is wrong with decks, and perhaps mends it. Gives the exit code. */
export async function check(
  names: readonly string[],
  { mending, ...reading }: CheckOptions,
  reporting: Reporting,
  host: Host
): Promise<number> {
  const { inputs, missing } = await readInputs(names, reading, host)
  const told = (left: readonly Input[], more: readonly Diagnostic[] = []) =>
    report(
      [...missing, ...more, ...left.flatMap(({ diagnostics }) => diagnostics)],
      left,
      { ...reporting, outIsTaken: mending === 'show' },
      host
    )
  if (mending === 'none') return told(inputs)
  const tried = await Promise.all(inputs.map((input) => mend(input, reading)))
  const mended = tried.filter((each) => each !== undefined)
  if (mending === 'show') {
    await showMended(mended, host)
    return told(inputs)
  }
  const unwritten = await writeMended(mended, host)
  if (unwritten.length > 0) return told(inputs, unwritten)
  if (!reporting.quiet) for (const { input } of mended) host.err(printable(`Mended ${input.file}`))
  return told(inputs.map((input, index) => tried[index]?.input ?? input))
}
