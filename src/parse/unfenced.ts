import { endOf, type Position } from '../model/position'

/** What stands in a code block, at the places where it is in the text; all around it is blank. */
export interface Unfenced {
  readonly text: string
  /** Where the code block was opened. */
  readonly opening: Position
  /** Where other text stands, before it and after it. */
  readonly around: readonly Position[]
}

/** Language models like to answer with Markdown in a code block. Nothing when no two lines of a text can be its ends. */
export function unfenced(text: string): Unfenced | undefined {
  const lines = [...text.matchAll(/[^\r\n]+/g)]
  const first = lines.find(({ 0: line }) => /^ {0,3}(?:`{3,}|~{3,})[ \t]*(?:markdown|md)?[ \t]*$/i.test(line))
  if (!first) return undefined
  const marks = /`+|~+/.exec(first[0])![0]
  const last = lines.findLast(
    ({ 0: line }) => /^ {0,3}(?:`{3,}|~{3,})[ \t]*$/.test(line) && line.trim().startsWith(marks)
  )
  if (!last || last.index === first.index) return undefined
  const [from, to] = [first.index + first[0].length, last.index]
  return {
    text: blank(text.slice(0, from)) + text.slice(from, to) + blank(text.slice(to)),
    opening: placeOf(text, first.index, from),
    around: [
      [0, first.index],
      [to + last[0].length, text.length]
    ].flatMap(([start = 0, end]) => {
      const written = text.slice(start, end)
      const before = written.length - written.trimStart().length
      return written.trim() ? placeOf(text, start + before, start + written.trimEnd().length) : []
    })
  }
}

function placeOf(text: string, from: number, to: number): Position {
  return { start: endOf(text.slice(0, from)), end: endOf(text.slice(0, to)) }
}

function blank(text: string): string {
  return text.replace(/[^\r\n]/g, ' ')
}
