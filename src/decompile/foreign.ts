import { toString as textOf } from 'hast-util-to-string'
import type { PackageNote } from '../model/package'
import { addReverseOf, isFilled } from './own'
import type { CardParts, NamedPart } from './parts'
import { htmlTree } from './tidy'

const nothing = htmlTree('')

/**
 * The parts of a card in a note of any note type: its first field asks, its second answers, and the others are sections
 * under their names. Of a cloze the field with the gaps asks. Nothing when there is no card to make of it.
 */
export function foreignParts({ noteType, fields }: PackageNote): CardParts | 'occluded' | undefined {
  const parts = noteType.fields
    .filter((name) => name !== noteType.addReverse)
    .map((name): NamedPart => [name, htmlTree(fields[name] ?? '')])
    .filter(isFilled)
  const gaps = noteType.type === 'cloze' ? parts.findIndex(([, tree]) => /\{\{c\d+::/.test(textOf(tree))) : -1
  const front = parts[Math.max(gaps, 0)]
  const others = parts.filter((part) => part !== front)
  const back = gaps >= 0 ? others.find(([name]) => /^back/i.test(name)) : others[0]
  if (!front || (gaps < 0 && !back)) return undefined
  if (isOcclusion(front)) return 'occluded'
  return {
    type: noteType.type === 'cloze' && gaps < 0 ? 'basic' : noteType.type,
    front: front[1],
    back: back?.[1] ?? nothing,
    labels: addReverseOf(noteType, fields),
    sections: others.filter((part) => part !== back),
    references: []
  }
}

/** Of gaps in a picture Markdown could only say where they are (`rslib/src/image_occlusion/imageocclusion.rs`). */
function isOcclusion([, tree]: NamedPart): boolean {
  return /\{\{c\d+::image-occlusion:/.test(textOf(tree))
}
