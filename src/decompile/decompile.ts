import type { Compile } from '../compile'
import type { Diagnostic } from '../diagnostic'
import type { Card } from '../model/deck'
import type { Package } from '../model/package'
import { type DeckNotes, deckText } from './deck-text'
import { decksOf } from './decks'
import { type Losses, noLosses } from './losses'
import { sectionName } from './names'
import { type NoteCard, type NoteOptions, noteCard } from './note-card'
import type { NamedPart } from './parts'
import { htmlTree } from './tidy'
import { visibleText } from './visible'

/** A deck of a package in Markdown. */
export interface DecompiledDeck {
  readonly name: string
  readonly markdown: string
  readonly cards: number
}

export interface Decompiled {
  readonly decks: readonly DecompiledDeck[]
  /** What Markdown cannot hold. */
  readonly diagnostics: readonly Diagnostic[]
}

/**
 * Writes the decks of a package as Markdown that `compile` reads as the same cards. Pure. What does not come back as it was
 * is written as HTML, and what even so does not is reported.
 */
export function decompile(
  { notes }: Package,
  compile: Compile,
  options: NoteOptions = { withSchedule: false }
): Decompiled {
  const losses = noLosses()
  const taken = new Set<string>()
  const cards = notes.flatMap((note) => noteCard(note, taken, options, losses) ?? [])
  const decks = decksOf(cards).map((deck) => ({
    name: deck.name,
    markdown: checked(deck, compile, losses),
    cards: deck.cards.length
  }))
  return { decks, diagnostics: losses.found() }
}

function checked(deck: DeckNotes, compile: Compile, losses: Losses): string {
  const first = deckText(deck, new Set())
  const unlike = unlikeCards(deck, first, compile)
  if (unlike.length === 0) return first.markdown
  const second = deckText(deck, new Set(unlike))
  for (const index of unlikeCards(deck, second, compile)) losses.add('text', deck.cards[index]!.note)
  return second.markdown
}

/** The places of cards that are not read as what was written. */
function unlikeCards(
  { cards }: DeckNotes,
  { markdown, lines }: ReturnType<typeof deckText>,
  compile: Compile
): readonly number[] {
  const { deck, diagnostics } = compile(markdown)
  const read = new Map(deck?.cards.map((card) => [card.number, card]))
  const errors = diagnostics.flatMap(({ severity, position }) =>
    severity === 'error' && position ? position.start.line : []
  )
  return cards.flatMap((card, index) => {
    const found = read.get(index + 1)
    const [from, to] = [lines[index]!, lines[index + 1] ?? Number.POSITIVE_INFINITY]
    const isWrong = errors.some((line) => line >= from && line < to)
    return found && !isWrong && isLike(card, found) ? [] : index
  })
}

function isLike(card: NoteCard, read: Card): boolean {
  const sections = card.sections.map(([name, tree]): NamedPart => [sectionName(name), tree])
  const labels = Object.entries(read.fields).map(([name, { html }]) => `${name} ${seen(html)}`)
  return (
    read.type === card.type &&
    seen(read.front.html) === visibleText(card.front) &&
    seen(read.back.html) === visibleText(card.back) &&
    sections.every(([name, tree]) =>
      read.sections.some((each) => each.name === name && seen(each.html) === visibleText(tree))
    ) &&
    card.labels.every(([name, tree]) => labels.includes(`${name} ${visibleText(tree)}`) || !isLine(tree))
  )
}

function seen(html: string): string {
  return visibleText(htmlTree(html))
}

/** Labels of several lines become one line. */
function isLine(tree: NamedPart[1]): boolean {
  return !visibleText(tree).includes('\n')
}
