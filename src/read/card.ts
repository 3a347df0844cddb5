import { diagnose } from '../diagnostic'
import type { CardDraft, FieldDraft, LabelDraft, PartDraft } from '../model/draft'
import type { Slice } from '../model/position'
import { readLabels } from './label-lines'
import { recognisePart } from './labels'
import type { Section } from './sections'
import { sliceOf, withoutRules } from './slices'
import type { Source } from './source'

/** The words of a card's heading. */
export interface CardHeading {
  readonly number: Slice
  readonly difficulty?: Slice
  readonly sectionDifficulty?: Slice
}

/** A section of the deck as a card: labels under its heading, then its parts. */
export function readCard(source: Source, section: Section, heading: CardHeading): CardDraft<FieldDraft> {
  return {
    heading: section.heading,
    ...heading,
    labels: readPreamble(source, section),
    parts: section.sections.map((part) => readPart(source, part))
  }
}

function readPreamble(source: Source, { own }: Section): readonly LabelDraft<FieldDraft>[] {
  return own.flatMap((block) => {
    if (block.kind === 'rule') return []
    const labels = readLabels(source, block)
    if (!labels) source.report(diagnose('card-text-stray', sliceOf(source.text, [block])?.position))
    return labels ?? []
  })
}

function readPart(source: Source, { heading, all }: Section): PartDraft<FieldDraft> {
  const slice = sliceOf(source.text, withoutRules(all))
  const part = { role: recognisePart(heading), name: heading }
  return slice ? { ...part, field: { slice, tree: () => source.parse(slice) } } : part
}
