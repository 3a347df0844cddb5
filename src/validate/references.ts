import { diagnose, type Report } from '../diagnostic'
import type { Content } from '../model/content'
import type { RenderedField, TableSectionDraft } from '../model/draft'
import type { Slice } from '../model/position'
import type { NumberedDraft } from './numbered'
import { type CardRow, cardColumn, cardRows } from './table'

export type References = Readonly<Record<string, Content>>

/** The cells of the cross-references by the number of the card that they are about. */
export function validateReferences(
  sections: readonly TableSectionDraft<RenderedField>[],
  cards: readonly NumberedDraft[],
  report: Report
): ReadonlyMap<number, References> {
  const numbers = new Set(cards.map(({ key }) => key))
  const references = new Map<number, References>()
  for (const { table, malformed } of sections) {
    if (malformed) report(diagnose('table-malformed', malformed.position, { found: malformed.text.trim() }))
    if (!table) continue
    const unknown = ({ text: found, position }: Slice) =>
      report(diagnose('crossref-card-unknown', position, { found }))
    for (const row of cardRows(table, Math.max(cardColumn(table), 0), cards, report, unknown)) {
      const { number, name } = row
      if (numbers.has(number)) references.set(number, { ...references.get(number), ...contents(row) })
      else unknown({ text: `Card ${number}`, position: name.position })
    }
  }
  return references
}

function contents({ cells }: CardRow): References {
  return Object.fromEntries(
    cells.flatMap(({ column, cell }) => (cell && !cell.blank ? [[column, cell.content]] : []))
  )
}
