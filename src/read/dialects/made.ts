import type { CardDraft, FieldDraft } from '../../model/draft'
import type { Slice } from '../../model/position'

/** A card whose sides were found as pieces of the file; a cloze has no back. `mark` is what parts them, on a line of its own. */
export function madeCard(front: FieldDraft, back?: FieldDraft, mark?: Slice): CardDraft<FieldDraft> {
  const { slice: heading } = front
  const parts = [{ role: 'front' as const, name: heading, field: front }]
  return {
    heading,
    labels: [],
    parts: back ? [...parts, { role: 'back', name: mark ?? back.slice, field: back }] : parts
  }
}

export function blockField(slice: Slice): FieldDraft {
  return { slice, as: 'blocks' }
}

/** Whether a text has a cloze deletion in Anki's notation. */
export function hasCloze(text: string): boolean {
  return /\{\{c\d+(?:,\d+)*::/.test(text)
}
