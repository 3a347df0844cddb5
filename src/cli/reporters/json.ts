import type { Diagnostic } from '../../diagnostic'
import { printableJson } from '../printable'
import { placeOf } from './place'

/** One array, a finding a line. `file` is null where a finding is about none. */
export function json(findings: readonly Diagnostic[]): string {
  const rows = findings.map((finding) => printableJson(row(finding)))
  return rows.length === 0 ? '[]' : `[\n${rows.join(',\n')}\n]`
}

function row(finding: Diagnostic) {
  const { file = null, code, severity, message, hint } = finding
  return { file, ...placeOf(finding), code, severity, message, hint }
}
