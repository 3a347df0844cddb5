import { type DiagnosticCode, diagnose, type Report } from '../diagnostic'
import type { Content } from '../model/content'
import type { Card, Difficulty } from '../model/deck'
import type { PartDraft, RenderedField } from '../model/draft'
import type { CardType } from '../model/limits'
import { nearestOf } from '../model/nearest'
import type { Slice } from '../model/position'
import { isGapped, reportType, typed, typeLabel } from './card-type'
import { difficultyOf, reportDifficulty } from './difficulty'
import { contentByName, labelNamed } from './labels'
import { type NumberedDraft, nameOf } from './numbered'
import type { References } from './references'
import { readReviews } from './reviews'
import { readOwnSchedule } from './schedule'
import type { Scheduled } from './scheduled'
import { readDifficulty, readTags } from './words'

type Draft = NumberedDraft<RenderedField>

/** What the rest of the deck says of its cards, by their numbers. */
export interface AboutCards {
  readonly scheduled: ReadonlyMap<number, Scheduled>
  readonly references: ReadonlyMap<number, References>
  /** The type of those that say nothing of it themselves. */
  readonly type?: CardType
}

/** A card that has no identity yet. */
export interface UnnamedCard extends Omit<Card, 'guid' | 'id' | 'idFrom'> {
  readonly explicitId?: Slice
}

/** A draft understood. There is no card when it has no front or no back. */
export interface Understood {
  readonly difficulty: Difficulty | null
  readonly card?: UnnamedCard
}

export function validateCard(draft: Draft, about: AboutCards, report: Report): Understood {
  const asked = readSide(draft, 'front', report)
  reportType(draft.labels, asked !== undefined && isGapped(asked), report)
  const { type, front } = typed(draft, asked, about.type, report)
  const back = type === 'cloze' ? readExtra(draft) : readSide(draft, 'back', report)
  reportOrder(draft, report)
  const difficulty = difficultyOf(draft)
  reportDifficulty(draft, report)
  const sections = readSections(draft, report)
  const scheduled = draft.key === undefined ? undefined : about.scheduled.get(draft.key)
  reportDifficultyOf(scheduled, difficulty, report)
  if (!front || !back) return { difficulty }
  const explicitId = labelNamed(draft.labels, 'id')?.value.slice
  const card: UnnamedCard = {
    number: draft.place,
    type,
    difficulty,
    concept: conceptOf(draft),
    front,
    back,
    sections,
    fields: contentByName(labelsToShow(draft)),
    references: (draft.key !== undefined && about.references.get(draft.key)) || noReferences,
    tags: tagsOf(draft, difficulty),
    schedule: scheduleOf(draft, scheduled, type, report),
    ...(explicitId && { explicitId })
  }
  return { difficulty, card }
}

const noReferences: References = Object.freeze({})

/** What the card says of itself counts before its row in a table. */
function scheduleOf(
  draft: Draft,
  scheduled: Scheduled | undefined,
  type: CardType,
  report: Report
): Card['schedule'] {
  const own = readReviews(draft, type, report) ?? readOwnSchedule(draft, type, report)
  return own === undefined ? (scheduled?.schedule ?? null) : own
}

/** Labels that were understood as the type have had their say. */
function labelsToShow({ labels }: Draft): Draft['labels'] {
  const type = typeLabel(labels)
  return labels.filter((label) => label !== type)
}

function readExtra({ parts }: Draft): Content {
  return parts.find(({ role }) => role === 'back')?.field?.content ?? { markdown: '', html: '', text: '' }
}

function conceptOf({ labels, title }: Draft): string | null {
  return labelNamed(labels, 'concept')?.value.content.text || title?.text.trim() || null
}

function reportOrder(draft: Draft, report: Report): void {
  const { parts } = draft
  const [front, back] = [
    parts.findIndex(({ role }) => role === 'front'),
    parts.findIndex(({ role }) => role === 'back')
  ]
  if (back >= 0 && back < front)
    report(diagnose('card-section-order', parts[back]!.name.position, { card: nameOf(draft) }))
}

/** The codes for what can be wrong with a side of a card. */
const sideCodes = {
  front: { missing: 'card-front-missing', empty: 'card-front-empty', repeated: 'card-front-repeated' },
  back: { missing: 'card-back-missing', empty: 'card-back-empty', repeated: 'card-back-repeated' }
} as const satisfies Record<'front' | 'back', Record<string, DiagnosticCode>>

function readSide(draft: Draft, side: 'front' | 'back', report: Report): Content | undefined {
  const codes = sideCodes[side]
  const card = nameOf(draft)
  const [part, ...more] = draft.parts.filter(({ role }) => role === side)
  if (!part) {
    report(diagnose(codes.missing, draft.heading.position, { card, near: nearSide(draft, side) }))
    return undefined
  }
  for (const { name } of more)
    report(diagnose(codes.repeated, name.position, { card, line: part.name.position.start.line }))
  if (part.field && !part.field.blank) return part.field.content
  report(diagnose(codes.empty, part.name.position, { card }))
  return undefined
}

/** A section whose name is the side's, but for a slip of the pen. */
function nearSide({ parts }: Draft, side: 'front' | 'back') {
  const near = parts.find(
    ({ role, name }) => role === 'section' && nearestOf(name.text.toLowerCase(), [side])
  )
  return near && { name: near.name.text, line: near.name.position.start.line }
}

function readSections({ parts }: Draft, report: Report): Card['sections'] {
  const sections = parts.filter(({ role }) => role === 'section')
  reportRepeatedSections(sections, report)
  const filled = sections.flatMap(({ name, field }) => {
    if (field && !field.blank) return [{ name: name.text, ...field.content }]
    report(diagnose('card-section-empty', name.position, { name: name.text }))
    return []
  })
  // A copy has no room for more, which V8 gives to a list that grows: each card keeps its own.
  return filled.slice()
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

function reportDifficultyOf(
  scheduled: Scheduled | undefined,
  difficulty: Difficulty | null,
  report: Report
): void {
  const { name, remark } = scheduled?.remarked ?? {}
  const said = remark && readDifficulty(remark)
  if (name && said && difficulty && said !== difficulty)
    report(diagnose('schedule-difficulty-mismatch', name.position, { schedule: said, card: difficulty }))
}

function tagsOf({ labels, exportedTags }: Draft, difficulty: Difficulty | null): readonly string[] {
  const usual = difficulty ? tagOf[difficulty] : noTags
  const own = readTags(
    [labelNamed(labels, 'tags')?.value.slice.text ?? '', exportedTags?.text ?? ''].join(' ')
  )
  return own.length === 0 ? usual : [...new Set([...usual, ...own])]
}

/** Cards without tags of their own share one list, which nobody is to change. */
const tagOf: Readonly<Record<Difficulty, readonly string[]>> = {
  easy: Object.freeze(['difficulty::easy']),
  medium: Object.freeze(['difficulty::medium']),
  hard: Object.freeze(['difficulty::hard'])
}
const noTags: readonly string[] = Object.freeze([])
