import { hash } from 'node:crypto'
import type { Diagnostic } from '../../diagnostic'
import { printableJson } from '../printable'
import { pathFrom, placeOf } from './place'
import type { Sources } from './reporter'

/** A report of GitLab's Code Quality, which a merge request shows beside the lines. */
export function gitlab(findings: readonly Diagnostic[], { root }: Pick<Sources, 'root'>): string {
  const seen = new Map<string, number>()
  const rows = findings.map((finding) => {
    const { code, severity, message, hint, file } = finding
    const path = file === undefined ? '.' : pathFrom(root, file)
    const about = [code, path, message].join('\n')
    const before = seen.get(about) ?? 0
    seen.set(about, before + 1)
    return {
      description: hint === undefined ? message : `${message}. ${hint}`,
      check_name: code,
      // Without the line, so that a finding is the same one when lines come in above it.
      fingerprint: hash('sha256', `${about}\n${before}`).slice(0, 32),
      severity: severities[severity],
      location: { path, lines: { begin: placeOf(finding).line } }
    }
  })
  return printableJson(rows, 2)
}

/** In GitLab's words. */
const severities = { error: 'major', warning: 'minor', note: 'info' } as const
