import { noteFields, sayPlan } from '../anki/note'
import { noteTypeId } from '../anki/note-type'
import type { Card } from '../model/deck'
import type { Package, PackageNote } from '../model/package'
import type { PlannedCard, PlannedDeck } from '../plan/plan'
import { plainOf } from './words'

/** What a learner who has an earlier package would get by importing decks. */
export interface Changes {
  readonly added: readonly CardChange[]
  readonly changed: readonly TextChange[]
  /** Anki never moves a card that it has. */
  readonly moved: readonly Move[]
  /** Nor does it give one other days. */
  readonly rescheduled: readonly Reschedule[]
  /** Nor another note type: these it passes over. */
  readonly refused: readonly CardChange[]
  /** Nor does it delete notes. */
  readonly gone: readonly CardChange[]
  readonly unchanged: number
}

/** A card, by what it asks. */
export interface CardChange {
  readonly guid: string
  readonly id: string
  readonly front: string
}

export interface TextChange extends CardChange {
  readonly fields: readonly FieldChange[]
}

/** Texts without markup; where only markup has changed they are the same. */
export interface FieldChange {
  readonly name: string
  readonly before: string
  readonly after: string
}

export interface Move extends CardChange {
  readonly from: string
  readonly to: string
}

export interface Reschedule extends CardChange {
  readonly before: string
  readonly after: string
}

/** Compares decks with the package before, card by card as Anki does: by the GUID. Pure. */
export function changesSince(previous: Package, decks: readonly PlannedDeck[]): Changes {
  const before = new Map(previous.notes.map((note) => [note.guid, note]))
  const cards = decks.flatMap((deck) => deck.cards.map((card) => ({ card, deck })))
  const known = cards.flatMap(({ card, deck }) => {
    const note = before.get(card.guid)
    return note ? [{ card, note, fields: fieldChanges(note, card, deck) }] : []
  })
  const [refused, same] = parted(known, ({ card, note }) => note.noteType.id !== noteTypeId(card.type))
  const now = new Set(cards.map(({ card }) => card.guid))
  const touched = same.filter(({ fields }) => fields.length > 0)
  return {
    added: cards.flatMap(({ card }) => (before.has(card.guid) ? [] : ofCard(card))),
    changed: touched.map(({ card, fields }) => ({ ...ofCard(card), fields })),
    moved: same.flatMap(({ card, note }) => moveOf(card, note) ?? []),
    rescheduled: same.flatMap(({ card, note }) => rescheduleOf(card, note) ?? []),
    refused: refused.map(({ card }) => ofCard(card)),
    gone: previous.notes.flatMap((note) => (now.has(note.guid) ? [] : ofNote(note))),
    unchanged: same.length - touched.length
  }
}

function ofCard({ guid, id, front }: Card): CardChange {
  return { guid, id, front: front.text }
}

function ofNote({ guid, fields }: PackageNote): CardChange {
  const [front = ''] = Object.values(fields)
  return { guid, id: fields['ID'] ?? '', front: plainOf(front) }
}

/** The plan is told apart from the text: it takes no effect. */
function fieldChanges(note: PackageNote, card: PlannedCard, deck: PlannedDeck): readonly FieldChange[] {
  const had = Object.entries(note.fields)
  const fields = Object.entries(noteFields(card, deck)).flatMap(
    ([name, after], at): readonly FieldChange[] => {
      const [, before = ''] = had[at] ?? []
      return before === after || name === 'Review Plan'
        ? []
        : [{ name, before: plainOf(before), after: plainOf(after) }]
    }
  )
  const [before, after] = [note.tags.join(' '), card.tags.join(' ')]
  return before === after ? fields : [...fields, { name: 'Tags', before, after }]
}

function moveOf(card: PlannedCard, note: PackageNote): Move | undefined {
  const from = withoutDays(note.cards[0]?.deck ?? '')
  const to = withoutDays(card.deck)
  return from === '' || from.toLowerCase() === to.toLowerCase() ? undefined : { ...ofCard(card), from, to }
}

/** Cards with the same days share a subdeck that is named after them. */
function withoutDays(deck: string): string {
  return deck.replace(/::Days [\d-]+$/, '')
}

function rescheduleOf(card: PlannedCard, note: PackageNote): Reschedule | undefined {
  const [before, after] = [plainOf(note.fields['Review Plan'] ?? ''), plainOf(sayPlan(card))]
  return before === after ? undefined : { ...ofCard(card), before, after }
}

function parted<Each>(all: readonly Each[], is: (each: Each) => boolean): readonly [Each[], Each[]] {
  return [all.filter(is), all.filter((each) => !is(each))]
}
