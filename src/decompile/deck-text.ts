import type { Root } from 'hast'
import type { CalendarDate } from '../model/calendar'
import { isCalled } from '../model/called'
import type { Difficulty } from '../model/deck'
import type { CardType } from '../model/limits'
import type { Reached } from '../model/schedule'
import { typeNames } from '../validate/type-words'
import { blockMarkdown, inlineMarkdown, plainMarkdown } from './markdown'
import { isLabelName, sectionName } from './names'
import type { NoteCard } from './note-card'
import type { NamedPart } from './parts'
import type { ReadPlan } from './plan'

/** What becomes one file. */
export interface DeckNotes {
  readonly name: string
  readonly source?: string
  readonly date?: CalendarDate
  readonly start?: CalendarDate
  readonly cards: readonly NoteCard[]
}

/** A deck as it is written. */
export interface DeckText {
  readonly markdown: string
  /** The line on which each card begins. */
  readonly lines: readonly number[]
}

/** Writes a deck; of the cards `asHtml`, by their places, all sides as HTML. */
export function deckText(deck: DeckNotes, asHtml: ReadonlySet<number>): DeckText {
  const { cards } = deck
  const mixed = cards.some(({ plan }) => plan?.kind === 'growth')
  const blocks = cards.map((card, index) => cardText(card, index + 1, cards.length, mixed, asHtml.has(index)))
  const before = header(deck)
  const lines: number[] = []
  let line = lineEndsIn(before)
  for (const block of blocks) {
    lines.push(line + 1)
    line += lineEndsIn(block)
  }
  return {
    markdown: `${before}${blocks.join('')}${schedule(cards, mixed)}${references(cards)}`.replace(
      /\n+$/,
      '\n'
    ),
    lines
  }
}

function lineEndsIn(text: string): number {
  return text.split('\n').length - 1
}

function header({ name, source, date, start, cards }: DeckNotes): string {
  const labels = [
    ...(source ? [`**Source:** ${plainMarkdown(source)}`] : []),
    ...(date ? [`**Date Generated:** ${date}`] : []),
    `**Total Cards:** ${cards.length}`
  ]
  const front = start ? `---\nstart: ${start}\n---\n\n` : ''
  return `${front}# Flashcards: ${plainMarkdown(name)}\n\n${labels.join('\n')}\n\n`
}

function cardText(card: NoteCard, number: number, total: number, mixed: boolean, asHtml: boolean): string {
  const { difficulty, explicitId, tags, type, front, back, sections, plan } = card
  const hasBack = back.children.length > 0
  const named = card.labels.filter(([name]) => isLabelName(name))
  const unnamed = card.labels.filter((label) => !named.includes(label))
  const labels = [
    ...named.slice(0, 1).flatMap((label) => (label[0] === 'Concept' ? labelLine(label, asHtml) : [])),
    ...(explicitId === undefined ? [] : [`**ID:** ${explicitId}`]),
    ...(tags.length > 0 ? [`**Tags:** ${tags.join(', ')}`] : []),
    ...(isSaid(type, hasBack) ? [typeLabel(type, named)] : []),
    ...scheduleLabel(plan, mixed),
    ...named.flatMap((label, index) =>
      index === 0 && label[0] === 'Concept' ? [] : labelLine(label, asHtml)
    )
  ]
  const parts: readonly NamedPart[] = [
    ['Front', front],
    ...(hasBack ? [['Back', back] as const] : []),
    ...[...sections, ...unnamed].map(([name, tree]): NamedPart => [sectionName(name), tree])
  ]
  return `${[
    `### Card ${number} of ${total}${difficulty ? ` | ${capitalised(difficulty)}` : ''}\n`,
    ...(labels.length > 0 ? [`${labels.join('\n')}\n`] : []),
    ...parts.map(([name, tree]) => partText(name, tree, asHtml))
  ].join('')}\n`
}

/** Whether a card has to say what it is: gaps without a back say it themselves. */
function isSaid(type: CardType, hasBack: boolean): boolean {
  return type === 'cloze' ? hasBack : type !== 'basic'
}

/** Where a label of the name says something else, the clearer one. */
function typeLabel(type: CardType, labels: readonly NamedPart[]): string {
  const isTaken = labels.some(([name]) => isCalled(name, 'type'))
  return `**${isTaken ? 'Note Type' : 'Type'}:** ${capitalised(typeNames[type])}`
}

/** What no row of the table says. */
function scheduleLabel(plan: ReadPlan | undefined, mixed: boolean): readonly string[] {
  if (plan?.kind === 'learned')
    return [`**Schedule:** ${[plan, ...(plan.reverse ? [plan.reverse] : [])].map(reachedText).join('')}`]
  return mixed && plan?.kind === 'days' ? [`**Schedule:** ${daysText(plan.days)}`] : []
}

function reachedText({ due, interval, ease }: Reached): string {
  return `!${due},${interval},${Math.round(ease * 100)}`
}

function labelLine([name, tree]: NamedPart, asHtml: boolean): string {
  return `**${name}:** ${inlineMarkdown(tree, asHtml)}`
}

function partText(name: string, tree: Root, asHtml: boolean): string {
  return `\n#### ${plainMarkdown(name)}\n\n${blockMarkdown(tree, asHtml)}\n`
}

/** Rows for the cards with days, or else for those that grow: a deck has one table. */
function schedule(cards: readonly NoteCard[], mixed: boolean): string {
  const rows = cards.flatMap(({ plan, difficulty }, index) => {
    const cells = plan && cellsOf(plan, mixed)
    return cells ? [[cardName(index + 1, difficulty), ...cells]] : []
  })
  const days = rows.map(({ length }) => length - 1)
  if (rows.length === 0) return ''
  const isEven = days.every((count) => count === days[0])
  if (mixed) return section('Review Schedule', ['Card', 'Initial Interval', 'Difficulty Multiplier'], rows)
  return isEven
    ? section('Review Schedule', ['Card', ...ordinals(days[0]!)], rows)
    : section(
        'Review Schedule',
        ['Card', 'Reviews'],
        rows.map(([card, ...each]) => [card!, each.join(', ')])
      )
}

function cellsOf(plan: ReadPlan, mixed: boolean): readonly string[] | undefined {
  if (plan.kind === 'growth')
    return [`${plan.firstInterval} day${plan.firstInterval === 1 ? '' : 's'}`, `${plan.multiplier}x`]
  return mixed || plan.kind === 'learned' ? undefined : plan.days.map((day) => `Day ${day}`)
}

const words = ['First', 'Second', 'Third', 'Fourth', 'Fifth', 'Sixth', 'Seventh', 'Eighth']

function ordinals(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) =>
    count <= words.length ? `${words[index]} Review` : `Review ${index + 1}`
  )
}

function daysText(days: readonly number[]): string {
  return days.map((day) => `Day ${day}`).join(', ')
}

function references(cards: readonly NoteCard[]): string {
  const columns = [...new Set(cards.flatMap((card) => card.references.map(([name]) => name)))]
  const rows = cards.flatMap(({ references: own, difficulty }, index) =>
    own.length === 0
      ? []
      : [
          [
            cardName(index + 1, difficulty),
            ...columns.map((column) => cell(own.find(([name]) => name === column)))
          ]
        ]
  )
  const header = ['Card', ...columns.map((column) => escaped(plainMarkdown(column)))]
  return rows.length === 0 ? '' : section('Cross-References', header, rows)
}

function cell(part: NamedPart | undefined): string {
  return part ? escaped(inlineMarkdown(part[1])) : ''
}

function escaped(text: string): string {
  return text.replaceAll('|', '\\|')
}

function section(name: string, header: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = header.map((_, column) =>
    Math.max(3, ...[header, ...rows].map((row) => row[column]!.length))
  )
  const line = (cells: readonly string[]) =>
    `| ${cells.map((text, column) => text.padEnd(widths[column]!)).join(' | ')} |`
  const rule = `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`
  return `## ${name}\n\n${[line(header), rule, ...rows.map(line)].join('\n')}\n\n`
}

function cardName(number: number, difficulty: Difficulty | undefined): string {
  return difficulty ? `Card ${number} (${capitalised(difficulty)})` : `Card ${number}`
}

function capitalised(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1)
}
