import type { Slice } from '../../model/position'
import { type SideMark, wordsOf } from '../labels'
import type { Dialect } from './dialect'
import { readMarked } from './marked'

/** `Q: …` and `A: …` at the beginning of lines, or a sentence `C: … [words to ask for] …`, as hashcards has them. */
export const lines: Dialect = {
  name: 'hashcards',
  example: ['Q: What is asked?', 'A: What is answered', ''],
  read: (source, regions, depths) => readMarked(source, regions, depths, lineMark)
}

function lineMark(line: Slice): SideMark | undefined {
  const { q, a, c, rest } =
    wordsOf(line, /^(?:(?<q>Q\d*)|(?<a>A\d*)|(?<c>C)):(?:[ \t]+|$)(?<rest>.*)$/d) ?? {}
  const name = q ?? a ?? c
  return name && rest && { role: a ? 'back' : 'front', name, rest, ...(c && { cloze: true }) }
}
