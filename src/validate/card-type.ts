import { diagnose, type Report } from '../diagnostic'
import { isCalled } from '../model/called'
import { gapsOfMarks, mayHoldGaps, readCloze } from '../model/cloze'
import type { Content } from '../model/content'
import type { CardDraft, LabelDraft, RenderedField } from '../model/draft'
import { gapSlips } from '../model/gap-slips'
import type { CardType } from '../model/limits'
import { type Slice, within } from '../model/position'
import { labelNamed } from './labels'
import { type NumberedDraft, nameOf } from './numbered'
import { nearestType, readType } from './type-words'

type Draft = CardDraft<RenderedField>
type Label = LabelDraft<RenderedField>

/** The type of a card, and its front as that type has it. */
export interface Typed {
  readonly type: CardType
  readonly front: Content | undefined
}

/**
 * What a card says itself counts before its sign and its content, these before `usual`, what the deck says. A cloze asks for parts
 * of its front; a back is but a remark, so with a back it is one only where card or deck say so.
 */
export function typed(
  draft: NumberedDraft<RenderedField>,
  front: Content | undefined,
  usual: CardType | undefined,
  report: Report
): Typed {
  const label = typeLabel(draft.labels)
  const said = label ? readType(label.value.content.text) : draft.type
  const type = said ?? contentType(draft) ?? usual ?? 'basic'
  const gaps = front && mayHoldGaps(front.html) ? readCloze(front.html) : undefined
  if (type !== 'cloze' && (!gaps || said || hasBack(draft))) return { type, front }
  if (gaps && gaps.unread.length > 0) {
    reportUnread(draft, gaps.unread, report)
    return { type: 'cloze', front: undefined }
  }
  if (gaps && gaps.numbers.length > 0) {
    reportSlips(draft, front!, report)
    return { type: 'cloze', front }
  }
  const html = front && gapsOfMarks(front.html)
  if (html !== undefined) return { type: 'cloze', front: { ...front!, html } }
  if (label && said && front)
    report(diagnose('card-cloze-missing', label.value.slice.position, { card: nameOf(draft) }))
  return { type: type === 'cloze' ? 'basic' : type, front }
}

/** Whether a front holds gaps, or words that are marked as if they were. */
export function isGapped({ html }: Content): boolean {
  return mayHoldGaps(html) || html.includes('<mark')
}

function contentType({ labels }: Draft): CardType | undefined {
  return labelNamed(labels, 'add reverse') ? 'optional-reversed' : undefined
}

function hasBack({ parts }: Draft): boolean {
  return parts.some(({ role }) => role === 'back')
}

/** The marks of a front that open no gap. */
function reportUnread(draft: NumberedDraft<RenderedField>, unread: readonly string[], report: Report): void {
  for (const found of unread)
    report(diagnose('card-cloze-unreadable', placeOf(found, frontOf(draft)).position, { found }))
}

/** What was meant as a gap, or as more than an empty one: the card is made all the same. */
function reportSlips(draft: NumberedDraft<RenderedField>, { html }: Content, report: Report): void {
  const { mistyped, empty } = gapSlips(html)
  for (const found of mistyped)
    report(diagnose('card-cloze-mistyped', placeOf(found, frontOf(draft)).position, { found }))
  for (const found of empty)
    report(diagnose('card-cloze-empty', placeOf(found, frontOf(draft)).position, { found }))
}

function frontOf({ parts }: Draft): Slice {
  return parts.find(({ role }) => role === 'front')!.field!.slice
}

/** Where the first of such marks stands, in a text of one line; else the text. */
function placeOf(found: string, slice: Slice): Slice {
  const at = slice.text.indexOf(found)
  const isPlain = at >= 0 && !/[\r\n]/.test(slice.text)
  return isPlain ? within(slice, at, at + found.length) : slice
}

/** Names of the label, the clearest first; behind `Type` may stand anything. */
const names = ['note type', 'card type', 'type']

/** The label that says the type, where one does. */
export function typeLabel(labels: readonly Label[]): Label | undefined {
  return names.flatMap((name) => labels.filter((label) => isCalled(label.name.text, name))).find(saysType)
}

/** Reports what is meant as a type, and is none, or comes after another one; any other word may be content. */
export function reportType(labels: readonly Label[], holdsGaps: boolean, report: Report): void {
  const counts = typeLabel(labels)
  const said = labels.filter(({ name }) => names.includes(name.text.toLowerCase()))
  for (const { name, value } of said) {
    const found = value.content.text
    const near = counts ? undefined : nearestType(found, holdsGaps)
    if (found === '') report(diagnose('card-section-empty', name.position, { name: name.text }))
    else if (near) report(diagnose('card-type-unknown', value.slice.position, { found, near }))
  }
  for (const { name } of said.filter((label) => counts && label !== counts && saysType(label))) {
    const { text, position } = counts!.name
    report(diagnose('card-type-repeated', name.position, { name: text, line: position.start.line }))
  }
}

function saysType({ value }: Label): boolean {
  return readType(value.content.text) !== undefined
}
