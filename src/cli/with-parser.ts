import type { Host } from './host'
import type { Reading } from './inputs'
import { type ReadingFlags, reading } from './options'
import type { Reporting } from './report'

/** Does what a command does, with the parser that it was given. Gives the exit code: 2 where there is no such parser. */
export async function withParser(
  flags: ReadingFlags,
  reporting: Reporting,
  host: Host,
  run: (reading: Reading) => Promise<number>
): Promise<number> {
  if (flags.parser === undefined) return run(reading(flags))
  const { loadParser } = await import('./parser')
  const toMdast = await loadParser(flags.parser)
  if (typeof toMdast === 'function') return run({ ...reading(flags), toMdast })
  const { report } = await import('./report')
  await report([toMdast], [], reporting, host)
  return 2
}
