import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Host } from './host'
import { templateFiles } from './look-files'
import { standing } from './outputs'
import { printable } from './printable'
import { type Reporting, report } from './report'
import { writeOutputs } from './write'

export interface TemplatesOptions {
  readonly outDir: string
  /** Overwrite files that are there. */
  readonly force: boolean
}

/** Writes our templates and our stylesheet into a folder, to be changed there. Gives the exit code. */
export async function writeTemplates(
  { outDir, force }: TemplatesOptions,
  reporting: Reporting,
  host: Host
): Promise<number> {
  const files = [...templateFiles].map(([name, { ours }]) => ({
    path: join(outDir, name),
    content: ours
  }))
  const problems = force ? [] : [...(await standing(files.map(({ path }) => path)))]
  if (problems.length === 0) {
    await mkdir(outDir, { recursive: true }).catch(() => undefined)
    problems.push(...(await writeOutputs(files)))
  }
  if (problems.length === 0 && !reporting.quiet) {
    for (const { path } of files) host.err(printable(`Wrote ${path}`))
    host.err(printable(`Change them, and build with --templates ${outDir}. Files that you delete stay ours`))
  }
  return report(problems, [], reporting, host)
}
