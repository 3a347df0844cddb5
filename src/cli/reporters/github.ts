import type { Diagnostic } from '../../diagnostic'
import { printable } from '../printable'
import { pathFrom, placeOf } from './place'
import type { Sources } from './reporter'

/** Workflow commands, which GitHub shows beside the lines of a pull request. */
export function github(findings: readonly Diagnostic[], { root }: Pick<Sources, 'root'>): string {
  return findings.map((finding) => command(finding, root)).join('\n')
}

const commands = { error: 'error', warning: 'warning', note: 'notice' } as const

function command(finding: Diagnostic, root: string): string {
  const { severity, code, message, hint } = finding
  const properties = Object.entries({ ...annotated(finding, root), title: code })
    .map(([name, value]) => `${name}=${inProperty(String(value))}`)
    .join(',')
  const text = hint === undefined ? message : `${message}\n→ ${hint}`
  return `::${commands[severity]} ${properties}::${inMessage(text)}`
}

function annotated(finding: Diagnostic, root: string) {
  if (finding.file === undefined) return {}
  const { line, column, endLine, endColumn } = placeOf(finding)
  return { file: pathFrom(root, finding.file), line, endLine, col: column, endColumn }
}

/** What ends a command or a property is escaped (`src/Runner.Common/ActionCommand.cs` of GitHub's runner). */
function inMessage(text: string): string {
  const escaped = text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
  return printable(escaped)
}

function inProperty(text: string): string {
  return inMessage(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
