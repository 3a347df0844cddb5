import { version } from '../../../package.json'
import type { Diagnostic } from '../../diagnostic'
import { printableJson } from '../printable'
import { placeOf, uriFrom } from './place'
import type { Sources } from './reporter'

/** A log in SARIF 2.1.0, with one run. */
export function sarif(findings: readonly Diagnostic[], { root }: Pick<Sources, 'root'>): string {
  const rules = [...new Map(findings.map((finding) => [finding.code, rule(finding)])).values()]
  const indexes = new Map(rules.map(({ id }, index) => [id, index]))
  const run = {
    tool: { driver: { name: 'md2anki', version, rules } },
    columnKind: 'utf16CodeUnits',
    results: findings.map((finding) => ({ ...result(finding, root), ruleIndex: indexes.get(finding.code) }))
  }
  return printableJson({ $schema: schema, version: '2.1.0', runs: [run] }, 2)
}

const schema = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json'

function rule({ code, severity }: Diagnostic) {
  const words = code.replaceAll('-', ' ')
  return {
    id: code,
    shortDescription: { text: `${words.charAt(0).toUpperCase()}${words.slice(1)}` },
    defaultConfiguration: { level: severity }
  }
}

/** SARIF has no place for a hint, so it follows the message. */
function result(finding: Diagnostic, root: string) {
  const { code, severity, message, hint, file } = finding
  return {
    ruleId: code,
    level: severity,
    message: { text: hint === undefined ? message : `${message}. ${hint}` },
    ...(file !== undefined && { locations: [{ physicalLocation: location(finding, uriFrom(root, file)) }] })
  }
}

function location(finding: Diagnostic, uri: string) {
  const { line, column, endLine, endColumn } = placeOf(finding)
  return {
    artifactLocation: { uri },
    region: { startLine: line, startColumn: column, endLine, endColumn }
  }
}
