import { printable } from './printable'

/** A row of a table, whose cells a bar would end, also in code. */
export function row(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
}

/** Text in which nothing has a meaning to Markdown: neither a link, nor the name of somebody who would be told. */
export function codeSpan(text: string): string {
  const line = printable(text.replace(/\s+/g, ' ').trim())
  const runs = line.match(/`+/g) ?? []
  const fence = '`'.repeat(Math.max(0, ...runs.map(({ length }) => length)) + 1)
  const blank = runs.length > 0 ? ' ' : ''
  return line && `${fence}${blank}${line}${blank}${fence}`
}
