import type { Host } from './host'
import { readInputs } from './inputs'
import { report, type Verbosity } from './report'

/** Says what is wrong with decks, and writes nothing. Gives the exit code. */
export async function check(names: readonly string[], verbosity: Verbosity, host: Host): Promise<number> {
  const { inputs, missing } = await readInputs(names, host)
  return report([...missing, ...inputs.flatMap(({ diagnostics }) => diagnostics)], verbosity, host)
}
