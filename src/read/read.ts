import { diagnose, type Report } from '../diagnostic'
import type { CardDraft, DeckDraft, FieldDraft, TableSectionDraft } from '../model/draft'
import type { Slice } from '../model/position'
import type { Source } from '../model/source'
import { readCard } from './card'
import { readLabels } from './label-lines'
import { recogniseHeading, recogniseTitle } from './labels'
import { plainText } from './plain-text'
import { type Section, sectionsOf } from './sections'
import { readTable } from './table'

/** Finds the parts of a deck, and where they are. What they mean is not asked here. Total. */
export function read(source: Source, report: Report): DeckDraft {
  const sections = sectionsOf(source.blocks)
  const [titled, ...more] = sections.filter(({ depth }) => depth === 1)
  for (const { heading } of more) report(repeatedTitle(heading, titled!.heading))
  const title = titled && recogniseTitle(plainText(source, titled.heading))
  const found: Found = { cards: [], schedules: [], references: [] }
  for (const section of sections) collect(source, section, found, report)
  return {
    empty: source.blocks.length === 0,
    ...(title && { title }),
    labels: (titled?.own ?? []).flatMap((block) => readLabels(source, block) ?? []),
    ...found
  }
}

/** What the sections hold that were looked at so far. */
interface Found {
  readonly cards: CardDraft<FieldDraft>[]
  readonly schedules: TableSectionDraft<FieldDraft>[]
  readonly references: TableSectionDraft<FieldDraft>[]
}

function collect(
  source: Source,
  section: Section,
  found: Found,
  report: Report,
  sectionDifficulty?: Slice
): void {
  const { kind, words } = recogniseHeading(section.heading)
  const inner = (difficulty?: Slice) => {
    for (const each of section.sections) collect(source, each, found, report, difficulty)
  }
  const collectors: Record<typeof kind, () => void> = {
    card: () => {
      const { number, difficulty } = words
      const heading = {
        number: number!,
        ...(difficulty && { difficulty }),
        ...(sectionDifficulty && { sectionDifficulty })
      }
      found.cards.push(readCard(source, section, heading, report))
    },
    cards: () => inner(words['difficulty']),
    schedule: () => found.schedules.push(readTableSection(source, section)),
    references: () => found.references.push(readTableSection(source, section)),
    'broken-card': () => report(unreadableCard(section.heading)),
    other: () => {
      if (section.depth === 1 || holdsCards(section)) inner(sectionDifficulty)
      else report(diagnose('section-unknown', section.heading.position, { name: section.heading.text }))
    }
  }
  collectors[kind]()
}

function readTableSection(source: Source, { heading, all }: Section): TableSectionDraft<FieldDraft> {
  const table = readTable(source, all)
  return { heading, ...(table && { table }) }
}

function holdsCards({ sections }: Section): boolean {
  return sections.some((section) => recogniseHeading(section.heading).kind === 'card' || holdsCards(section))
}

function repeatedTitle({ position }: Slice, first: Slice) {
  return diagnose('deck-title-repeated', position, { line: first.position.start.line })
}

function unreadableCard({ text, position }: Slice) {
  return diagnose('card-heading-unreadable', position, { found: text })
}
