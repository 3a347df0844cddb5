import { type BuildOptions, buildOnce, type Outcome } from './build'
import { changes, untilEnded } from './changes'
import type { Memory } from './fields/memory'
import type { Host } from './host'
import type { Reporting } from './report'

/** As a shell says that a program was ended by Ctrl+C. */
const interrupted = 130

/**
 * Builds decks, and builds them anew when they, or files that they show, change. A mistake is told, and the next save is built again.
 * Gives the exit code: that of the first build where there is no deck, else 0 when it was told to end while it waited.
 */
export async function watchDecks(
  names: readonly string[],
  options: BuildOptions,
  reporting: Reporting,
  host: Host
): Promise<number> {
  const ended = untilEnded()
  const memory: Memory = new Map()
  const told = new Set<string>()
  let others: readonly string[] | undefined
  for await (const _ of changes({ names, ignore: options.ignore ?? [] }, () => others ?? [], ended)) {
    const outcome = await buildOnce(names, { ...options, memory }, reporting, host)
    const isFirst = others === undefined
    others = outcome.others
    if (isFirst && outcome.count === 0) return outcome.exitCode
    if (!reporting.quiet) for (const line of news(outcome, told)) host.err(line)
    if (ended.aborted) return interrupted
    if (isFirst) host.err('Waiting for changes; Ctrl+C ends it')
  }
  return 0
}

/** What was written, and of the rest what was not told before. */
function news({ lines, wrote }: Outcome, told: Set<string>): readonly string[] {
  const fresh = lines.filter((line) => line === wrote || !told.has(line))
  for (const line of fresh) told.add(line)
  return fresh
}
