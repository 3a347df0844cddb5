import { type DiagnosticCode, diagnose, type Report } from '../diagnostic'
import type { Content } from '../model/content'
import type { Card, Difficulty } from '../model/deck'
import type { CardDraft, PartDraft, RenderedField } from '../model/draft'
import { isWithin, lastCardNumber } from '../model/limits'
import type { Slice } from '../model/position'
import { contentByName, labelNamed } from './labels'
import type { References } from './references'
import type { Scheduled } from './schedule'
import { readDifficulty, readTags } from './words'

type Draft = CardDraft<RenderedField>

/** What the rest of the deck says of its cards, by their numbers. */
export interface AboutCards {
  readonly scheduled: ReadonlyMap<number, Scheduled>
  readonly references: ReadonlyMap<number, References>
}

/** A card that has no identity yet. */
export interface UnnamedCard extends Omit<Card, 'guid' | 'id'> {
  readonly explicitId?: Slice
}

/** A draft understood; nothing when it has no front, no back or no number, for then it is no card. */
export function validateCard(draft: Draft, about: AboutCards, report: Report): UnnamedCard | undefined {
  const number = readNumber(draft, report)
  const front = readSide(draft, 'front', report)
  const back = readSide(draft, 'back', report)
  const difficulty = readCardDifficulty(draft, report)
  const sections = readSections(draft, report)
  if (number === undefined || !front || !back) return undefined
  const scheduled = about.scheduled.get(number)
  reportDifficultyOf(scheduled, difficulty, report)
  const explicitId = labelNamed(draft.labels, 'id')?.value.slice
  return {
    number,
    difficulty,
    concept: labelNamed(draft.labels, 'concept')?.value.content.text || null,
    front,
    back,
    sections,
    fields: contentByName(draft.labels),
    references: about.references.get(number) ?? {},
    tags: tagsOf(draft, difficulty),
    schedule: scheduled?.schedule ?? null,
    ...(explicitId && { explicitId })
  }
}

function readNumber({ number: { text: found, position } }: Draft, report: Report): number | undefined {
  if (isWithin(Number(found), lastCardNumber)) return Number(found)
  report(diagnose('card-number-invalid', position, { found }))
  return undefined
}

/** The codes for what can be wrong with a side of a card. */
const sideCodes = {
  front: { missing: 'card-front-missing', empty: 'card-front-empty', repeated: 'card-front-repeated' },
  back: { missing: 'card-back-missing', empty: 'card-back-empty', repeated: 'card-back-repeated' }
} as const satisfies Record<'front' | 'back', Record<string, DiagnosticCode>>

function readSide(draft: Draft, side: 'front' | 'back', report: Report): Content | undefined {
  const codes = sideCodes[side]
  const card = `Card ${draft.number.text}`
  const [part, ...more] = draft.parts.filter(({ role }) => role === side)
  if (!part) {
    report(diagnose(codes.missing, draft.heading.position, { card }))
    return undefined
  }
  for (const { name } of more)
    report(diagnose(codes.repeated, name.position, { card, line: part.name.position.start.line }))
  if (part.field && !part.field.blank) return part.field.content
  report(diagnose(codes.empty, part.name.position, { card }))
  return undefined
}

function readSections({ parts }: Draft, report: Report): Card['sections'] {
  const sections = parts.filter(({ role }) => role === 'section')
  reportRepeatedSections(sections, report)
  return sections.flatMap(({ name, field }) => {
    if (field && !field.blank) return [{ name: name.text, ...field.content }]
    report(diagnose('card-section-empty', name.position, { name: name.text }))
    return []
  })
}

function reportRepeatedSections(sections: readonly PartDraft<RenderedField>[], report: Report): void {
  const lines = new Map<string, number>()
  for (const { name } of sections) {
    const line = lines.get(name.text)
    if (line !== undefined)
      report(diagnose('card-section-repeated', name.position, { name: name.text, line }))
    else lines.set(name.text, name.position.start.line)
  }
}

/** The card's own word counts; the section that it stands in should say the same. */
function readCardDifficulty(draft: Draft, report: Report): Difficulty | null {
  const own = draft.difficulty ?? labelNamed(draft.labels, 'difficulty')?.value.slice
  const around = draft.sectionDifficulty && readDifficulty(draft.sectionDifficulty.text)
  if (!own) return around ?? null
  const read = readDifficulty(own.text)
  if (!read) report(diagnose('difficulty-unknown', own.position, { found: own.text }))
  else if (around && around !== read)
    report(diagnose('difficulty-section-mismatch', own.position, { card: read, section: around }))
  return read ?? around ?? null
}

function reportDifficultyOf(
  scheduled: Scheduled | undefined,
  difficulty: Difficulty | null,
  report: Report
): void {
  const said = scheduled?.row.difficulty && readDifficulty(scheduled.row.difficulty)
  if (scheduled && said && difficulty && said !== difficulty)
    report(
      diagnose('schedule-difficulty-mismatch', scheduled.row.position, { schedule: said, card: difficulty })
    )
}

function tagsOf({ labels }: Draft, difficulty: Difficulty | null): readonly string[] {
  const own = labelNamed(labels, 'tags')?.value.slice.text ?? ''
  return [...new Set([...(difficulty ? [`difficulty::${difficulty}`] : []), ...readTags(own)])]
}
