import { cwd } from 'node:process'
import type { Diagnostic } from '../diagnostic'
import { counted } from '../model/counted'
import type { Host } from './host'
import type { Input } from './inputs'
import { printable } from './printable'
import { type ReportFormat, reporters } from './reporters'
import type { Sources } from './reporters/reporter'

/** How findings are told, and what comes of them. */
export interface Reporting {
  readonly format: ReportFormat
  /** How much is said: errors alone, or notes too. */
  readonly quiet: boolean
  readonly verbose: boolean
  /** Warnings count as errors. */
  readonly strict: boolean
  readonly maxWarnings: number
  /** Standard output holds a deck, and is to hold nothing else. */
  readonly outIsTaken?: boolean
}

/** Tells what was found in decks. Gives the exit code: 1 when something keeps it from being fine. */
export async function report(
  diagnostics: readonly Diagnostic[],
  inputs: readonly Input[],
  reporting: Reporting,
  host: Host
): Promise<number> {
  const { kind, to, load } = reporters[reporting.format]
  const findings = diagnostics.filter((finding) => isTold(finding, reporting))
  if (kind === 'data' || findings.length > 0) {
    const text = (await load())(findings, sourcesOf(inputs, host))
    if (to === 'err' || reporting.outIsTaken) host.err(text)
    else await host.out(`${text}\n`)
  }
  if (reporting.verbose)
    for (const { file, dialect } of inputs) if (dialect) host.err(printable(`${file}: read as ${dialect}`))
  const warnings = diagnostics.filter(({ severity }) => severity === 'warning').length
  const tooMany = warnings > reporting.maxWarnings
  if (tooMany) host.err(`${counted(warnings, 'warning')}, and --max-warnings allows ${reporting.maxWarnings}`)
  return tooMany || diagnostics.some((finding) => countsAsError(finding, reporting)) ? 1 : 0
}

/** Whether a finding keeps a deck from being fine. */
export function countsAsError({ severity }: Diagnostic, { strict }: Pick<Reporting, 'strict'>): boolean {
  return severity === 'error' || (strict && severity === 'warning')
}

/** Programs get notes too, and choose for themselves. */
function isTold(finding: Diagnostic, reporting: Reporting): boolean {
  if (reporting.quiet) return countsAsError(finding, reporting)
  return finding.severity !== 'note' || reporting.verbose || reporters[reporting.format].kind === 'data'
}

/** GitHub and GitLab count paths from where the repository is, also when a step works in a folder of it. */
function sourcesOf(inputs: readonly Input[], { env, colors }: Host): Sources {
  const texts = inputs.flatMap(({ file, text }) => (text === undefined ? [] : [[file, text] as const]))
  return {
    texts: new Map(texts),
    decks: inputs.filter(({ isDeck = true }) => isDeck).length,
    root: rootIn(env) ?? cwd(),
    colors
  }
}

function rootIn(env: Host['env']): string | undefined {
  return env['GITHUB_WORKSPACE'] || env['CI_PROJECT_DIR'] || undefined
}
