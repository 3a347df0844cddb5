import colors from 'picocolors'
import type { Diagnostic, Severity } from '../diagnostic'
import type { Host } from './host'

/** How much is said: errors alone, or notes too. */
export interface Verbosity {
  readonly quiet: boolean
  readonly verbose: boolean
}

/** Says what was found. Gives the exit code: 1 when an error is among it. */
export function report(
  diagnostics: readonly Diagnostic[],
  { quiet, verbose }: Verbosity,
  host: Host
): number {
  const silent: readonly Severity[] = quiet ? ['warning', 'note'] : verbose ? [] : ['note']
  const said = diagnostics.filter(({ severity }) => !silent.includes(severity))
  for (const diagnostic of said) host.err(pretty(diagnostic, host.colors))
  if (said.length > 1) host.err(summary(said))
  return diagnostics.some(({ severity }) => severity === 'error') ? 1 : 0
}

/** A problem for a person: where and what on one line, and on the next how to mend it. */
function pretty({ file, position, severity, code, message, hint }: Diagnostic, color: boolean): string {
  const paint = colors.createColors(color)
  const place = [file, position?.start.line, position?.start.column]
    .filter((part) => part !== undefined)
    .join(':')
  const tones = { error: paint.red, warning: paint.yellow, note: paint.cyan } satisfies Record<
    Severity,
    unknown
  >
  const head = `${tones[severity](paint.bold(severity))} ${printable(message)} ${paint.dim(`[${code}]`)}`
  const line = place ? `${paint.bold(printable(place))}: ${head}` : head
  return hint ? `${line}\n  ${paint.dim('→')} ${printable(hint)}` : line
}

/** `2 errors and 1 warning`. */
function summary(diagnostics: readonly Diagnostic[]): string {
  const parts = (['error', 'warning', 'note'] as const).flatMap((severity) => {
    const count = diagnostics.filter((each) => each.severity === severity).length
    return count === 0 ? [] : counted(count, severity)
  })
  return parts.join(' and ')
}

/** `1 card`, `2 cards`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}

/** A deck's text must not steer the terminal that it is quoted on. */
function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Bidi_Control}]/gu, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
  })
}
