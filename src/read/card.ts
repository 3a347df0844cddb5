import { diagnose, type Report } from '../diagnostic'
import type { CardDraft, FieldDraft, LabelDraft, PartDraft } from '../model/draft'
import type { Block } from '../model/outline'
import type { Slice } from '../model/position'
import type { Source } from '../model/source'
import { readLabels } from './label-lines'
import { recognisePart } from './labels'
import { plainText } from './plain-text'
import type { Section } from './sections'
import { sliceOf, withoutRules } from './slices'

/** The words of a card's heading. */
export interface CardHeading {
  readonly number: Slice
  readonly difficulty?: Slice
  readonly sectionDifficulty?: Slice
}

/** A section of the deck as a card: labels under its heading, then its parts. */
export function readCard(
  source: Source,
  section: Section,
  heading: CardHeading,
  report: Report
): CardDraft<FieldDraft> {
  return {
    heading: section.heading,
    ...heading,
    labels: readPreamble(source, section, report),
    parts: section.sections.map((part) => readPart(source, part))
  }
}

function readPreamble(source: Source, { own }: Section, report: Report): readonly LabelDraft<FieldDraft>[] {
  return own.flatMap((block) => {
    if (block.kind === 'rule') return []
    const labels = readLabels(source, block)
    if (!labels) reportStray(source, block, report)
    return labels ?? []
  })
}

/** Text that stands before the first part, unless it only defines what others refer to. */
function reportStray({ text, parse }: Source, block: Block, report: Report): void {
  const slice = sliceOf(text, [block])!
  const shows = parse(slice).children.some(
    ({ type }) => type !== 'definition' && type !== 'footnoteDefinition'
  )
  if (shows) report(diagnose('card-text-stray', slice.position))
}

function readPart(source: Source, { heading, all }: Section): PartDraft<FieldDraft> {
  const slice = sliceOf(source.text, withoutRules(all))
  const name = plainText(source, heading)
  const part = { role: recognisePart(name), name }
  return slice ? { ...part, field: { slice, tree: () => source.parse(slice) } } : part
}
