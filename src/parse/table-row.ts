import { beforeBlanks, pastBlanks } from './blanks'

/** A cell's text without the blanks around it, and its place in the row. */
export interface Cell {
  readonly text: string
  readonly at: number
}

/**
 * The cells of a table's row. A `|` divides cells unless a backslash stands before it, in code too (GFM 0.29,
 * section 4.10).
 */
export function cells(row: string): readonly Cell[] {
  const found: Cell[] = []
  let begin = 0
  for (let at = 0; at < row.length; at++) {
    const isEscape = row[at] === '\\' && (row[at + 1] === '\\' || row[at + 1] === '|')
    if (isEscape) at += 1
    else if (row[at] === '|') {
      found.push(cell(row, begin, at))
      begin = at + 1
    }
  }
  found.push(cell(row, begin, row.length))
  const first = found.length > 1 && found[0]?.text === '' ? 1 : 0
  return found.slice(first, found.at(-1)?.text === '' ? -1 : undefined)
}

/** The number of cells of a delimiter row, `|---|:-:|`, or 0 when the line is none. */
export function delimiterCells(line: string): number {
  if (!/^[-:|][-:| \t]*$/.test(line) || !/[|:]/.test(line)) return 0
  const delimiters = cells(line)
  return delimiters.every(({ text }) => /^:?-+:?$/.test(text)) ? delimiters.length : 0
}

function cell(row: string, begin: number, end: number): Cell {
  const at = pastBlanks(row, begin, end)
  return { text: row.slice(at, beforeBlanks(row, at, end)), at }
}
