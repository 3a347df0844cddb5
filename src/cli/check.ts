import type { Host } from './host'
import { readInputs } from './inputs'
import { type Reporting, report } from './report'

/** Says what is wrong with decks, and writes nothing. Gives the exit code. */
export async function check(names: readonly string[], reporting: Reporting, host: Host): Promise<number> {
  const { inputs, missing } = await readInputs(names, reporting.dialect, host)
  return report([...missing, ...inputs.flatMap(({ diagnostics }) => diagnostics)], inputs, reporting, host)
}
