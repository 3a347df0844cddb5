import { diagnose, type Report } from '../diagnostic'
import type { LabelDraft } from '../model/draft'
import { nearestOf } from '../model/nearest'

/** Header fields that mean something to us, or that decks mostly have. */
const known = [
  ...['source', 'date generated', 'total cards', 'distribution', 'concept map', 'concept map reference'],
  ...['subject area', 'original source path', 'source lesson', 'tags']
]

/** Reports header fields that stand twice, and those that a slip of the pen has made unknown. */
export function reportHeader(labels: readonly LabelDraft<unknown>[], report: Report): void {
  const lines = new Map<string, number>()
  for (const { name } of labels) {
    const key = name.text.toLowerCase()
    const line = lines.get(key)
    if (line !== undefined) report(diagnose('deck-field-repeated', name.position, { name: name.text, line }))
    else lines.set(key, name.position.start.line)
    const near = known.includes(key) ? undefined : nearestOf(key, known)
    if (near) report(diagnose('deck-field-unknown', name.position, { name: name.text, near }))
  }
}
