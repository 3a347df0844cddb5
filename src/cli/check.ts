import type { Diagnostic } from '../diagnostic'
import type { Host } from './host'
import { type Input, readInputs } from './inputs'
import { type Mended, mend } from './mend'
import { printable } from './printable'
import { type Reporting, report } from './report'
import { writeOutputs } from './write'

/** What is done about findings that have one sure answer: nothing, the deck mended, or only shown how it would be. */
export type Mending = 'none' | 'write' | 'show'

/** Says what is wrong with decks, and perhaps mends it. Gives the exit code. */
export async function check(
  names: readonly string[],
  mending: Mending,
  reporting: Reporting,
  host: Host
): Promise<number> {
  const { inputs, missing } = await readInputs(names, reporting.dialect, host)
  const told = (left: readonly Input[], more: readonly Diagnostic[] = []) =>
    report(
      [...missing, ...more, ...left.flatMap(({ diagnostics }) => diagnostics)],
      left,
      { ...reporting, outIsTaken: mending === 'show' },
      host
    )
  if (mending === 'none') return told(inputs)
  const tried = await Promise.all(inputs.map((input) => mend(input, reporting.dialect)))
  const mended = tried.filter((each) => each !== undefined)
  if (mending === 'show') {
    await show(mended, host)
    return told(inputs)
  }
  const unwritten = await write(mended, host)
  if (unwritten.length > 0) return told(inputs, unwritten)
  if (!reporting.quiet) for (const { input } of mended) host.err(printable(`Mended ${input.file}`))
  return told(inputs.map((input, index) => tried[index]?.input ?? input))
}

/** What would change, as `diff -u` says it. */
async function show(mended: readonly Mended[], host: Host): Promise<void> {
  if (mended.length === 0) return
  const { createTwoFilesPatch } = await import('diff')
  for (const { before, input } of mended) {
    const patch = createTwoFilesPatch(input.file, input.file, before, input.text, '', '', { context: 2 })
    await host.out(patch.slice(patch.indexOf('--- ')).replace(/^((?:---|\+\+\+) .*)\t$/gm, '$1'))
  }
}

async function write(mended: readonly Mended[], host: Host): Promise<readonly Diagnostic[]> {
  const files = mended.flatMap(({ input }) =>
    input.name === '-' ? [] : { path: input.name, content: input.text }
  )
  const problems = await writeOutputs(files)
  if (problems.length === 0)
    for (const { input } of mended) if (input.name === '-') await host.out(input.text)
  return problems
}
