import picocolors from 'picocolors'
import type { Diagnostic, Severity } from '../../diagnostic'
import { counted } from '../../model/counted'
import { printable } from '../printable'
import { frameOf } from './frame'
import type { Sources } from './reporter'

/** Findings for a person: where and what, the line that it is about, and how to mend it. */
export function pretty(
  findings: readonly Diagnostic[],
  { texts, decks, colors }: Omit<Sources, 'root'>
): string {
  const paint = picocolors.createColors(colors)
  const blocks = [...byFile(findings)].flatMap(([file, found]) => {
    const text = texts.get(file)?.replace(/^\ufeff/, '')
    return [...gravest(found).map((finding) => block(finding, text, paint)), ...more(file, found)]
  })
  return [...blocks, summary(findings, decks)].join('\n\n')
}

/** So many of one file are read; the first of them tell most, and no error is among those left out for a note. */
const most = 100

function gravest(findings: readonly Diagnostic[]): readonly Diagnostic[] {
  if (findings.length <= most) return findings
  const kept = new Set(severities.flatMap((severity) => of(severity, findings)).slice(0, most))
  return findings.filter((finding) => kept.has(finding))
}

function more(file: string, { length }: readonly Diagnostic[]): readonly string[] {
  if (length <= most) return []
  return [`${printable(file)}: and ${length - most} more; \`md2anki check --format json\` lists all of them`]
}

const severities = ['error', 'warning', 'note'] as const

function of(severity: Severity, findings: readonly Diagnostic[]): readonly Diagnostic[] {
  return findings.filter((finding) => finding.severity === severity)
}

function byFile(findings: readonly Diagnostic[]): ReadonlyMap<string, readonly Diagnostic[]> {
  const files = new Map<string, Diagnostic[]>()
  for (const finding of findings) {
    const { file = '' } = finding
    const found = files.get(file)
    if (found) found.push(finding)
    else files.set(file, [finding])
  }
  return files
}

type Paint = ReturnType<typeof picocolors.createColors>

const tones = { error: 'red', warning: 'yellow', note: 'cyan' } as const

function block(finding: Diagnostic, text: string | undefined, paint: Paint): string {
  const { file, position, severity, code, message, hint } = finding
  const place = [file, position?.start.line, position?.start.column].filter((part) => part !== undefined)
  const where = place.length === 0 ? '' : `${paint.bold(printable(place.join(':')))}: `
  const head = `${paint[tones[severity]](paint.bold(severity))}: ${printable(message)} ${paint.dim(`[${code}]`)}`
  const rest = hint === undefined ? [] : [`  ${paint.dim('→')} ${printable(hint)}`]
  return [where + head, ...quoted(finding, text, paint), ...rest].join('\n')
}

/** The line that a finding is about, with the range underlined. */
function quoted(
  { position, severity }: Diagnostic,
  text: string | undefined,
  paint: Paint
): readonly string[] {
  const frame = position && text !== undefined ? frameOf(text, position) : undefined
  if (!position || !frame) return []
  const number = String(position.start.line)
  const carets = paint[tones[severity]]('^'.repeat(frame.width))
  return [
    `  ${paint.dim(`${number} │`)} ${frame.line}`,
    `  ${paint.dim(`${' '.repeat(number.length)} │`)} ${' '.repeat(frame.column)}${carets}`
  ]
}

/** `2 errors and 1 warning in 3 decks`. */
function summary(findings: readonly Diagnostic[], decks: number): string {
  const counts = severities.flatMap((severity) => {
    const { length } = of(severity, findings)
    return length === 0 ? [] : counted(length, severity)
  })
  const last = counts.pop()!
  const all = counts.length === 0 ? last : `${counts.join(', ')} and ${last}`
  const sum = decks === 0 ? all : `${all} in ${counted(decks, 'deck')}`
  const mendable = findings.filter(({ fix }) => fix !== undefined && fix.length > 0).length
  return mendable === 0 ? sum : `${sum}; \`md2anki check --fix\` mends ${mendable} of them`
}
