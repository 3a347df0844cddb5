import type { Diagnostic } from '../src'

/** A diagnostic as a line: `26:5-26:18 error card-back-missing Card 2 has no Back`. */
export function lineOf({ position, severity, code, message }: Diagnostic): string {
  const { start, end } = position!
  return `${start.line}:${start.column}-${end.line}:${end.column} ${severity} ${code} ${message}`
}
