import type { Position } from '../../model/position'
import { sum } from '../../model/sum'
import { printable } from '../printable'

/** A line of a deck as a terminal shows it, and where in it a range is, in columns from 0. */
export interface Frame {
  readonly line: string
  readonly column: number
  readonly width: number
}

/** How wide a line may be shown, and how much of it is looked at on either side for that. */
const room = 90
const reach = 400

/** The line that a range begins in, cut around the range when it is long; nothing for a blank line. */
export function frameOf(text: string, { start, end }: Position): Frame | undefined {
  const lineStart = start.offset - start.column + 1
  const from = Math.max(lineStart, start.offset - reach)
  const line = text.slice(from, start.offset + reach).split(/[\r\n]/, 1)[0]!
  if (line.trim() === '') return undefined
  const characters = [...new Intl.Segmenter().segment(line)].map(shown)
  const begin = start.offset - from
  const stop = Math.max(end.offset - from, begin + 1)
  return cut(
    characters.filter((each) => each.end <= begin),
    characters.filter((each) => each.end > begin && each.index < stop),
    characters.filter((each) => each.end > begin && each.index >= stop)
  )
}

interface Shown {
  readonly index: number
  readonly end: number
  readonly text: string
  readonly width: number
}

function shown({ segment, index }: Intl.SegmentData): Shown {
  const text = segment === '\t' ? '    ' : printable(segment)
  const width = text === segment ? columns(segment) : text.length
  return { index, end: index + segment.length, text, width }
}

/** How many columns most terminals give to a character as people see it. */
function columns(character: string): number {
  if (/^[\p{Mn}\p{Me}\p{Cf}]+$/u.test(character)) return 0
  return wide.test(character) ? 2 : 1
}

/** By Unicode's East Asian Width, near enough: its table is in no regular expression. */
const wide =
  /^(?![\uff61-\uff9f])[\p{Emoji_Presentation}\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\u3000-\u303f\uff01-\uff60\uffe0-\uffe6]|\ufe0f/u

/** Keeps the range, and as much around it as there is room for. */
function cut(before: readonly Shown[], range: readonly Shown[], after: readonly Shown[]): Frame {
  const inside = fitting(range, room)
  const left = room - widthOf(inside)
  const head = fitting(before.toReversed(), Math.max(left / 2, left - widthOf(after))).toReversed()
  const tail = fitting(inside.length < range.length ? [] : after, left - widthOf(head))
  const begin = head.length < before.length ? '…' : ''
  const end = inside.length + tail.length < range.length + after.length ? '…' : ''
  const line = begin + [...head, ...inside, ...tail].map(({ text }) => text).join('') + end
  return { line, column: begin.length + widthOf(head), width: Math.max(widthOf(inside), 1) }
}

/** As many characters from the first on as go into some columns. */
function fitting(characters: readonly Shown[], most: number): readonly Shown[] {
  let left = most
  const over = characters.findIndex(({ width }) => {
    left -= width
    return left < 0
  })
  return over < 0 ? characters : characters.slice(0, over)
}

function widthOf(characters: readonly Shown[]): number {
  return sum(characters.map(({ width }) => width))
}
