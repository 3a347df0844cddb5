import { diagnose, type Report } from '../diagnostic'
import { type Limits, mostGrown } from '../model/bounds'
import type { Card, Deck } from '../model/deck'
import { fileStart } from '../model/position'
import { sum } from '../model/sum'

/** Reports a deck of whose text, `length` characters, far more would become: what is said of all cards is in the note of each. */
export function reportGrowth({ cards, meta }: Deck, length: number, limits: Limits, report: Report): void {
  const source = meta['Source']?.length ?? 0
  const grown = sum(cards.map((card) => source + lengthOf(card)))
  if (grown > mostGrown(limits, length))
    report(diagnose('output-too-large', fileStart, { limit: limits.growth }))
}

/** In characters. */
function lengthOf({ id, front, back, sections, fields, references, tags }: Card): number {
  let length = id.length + front.html.length + back.html.length
  for (const { name, html } of sections) length += name.length + html.length
  for (const named of [fields, references])
    for (const name in named) length += name.length + named[name]!.html.length
  for (const tag of tags) length += tag.length
  return length
}
