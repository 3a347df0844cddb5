import type { Root } from 'hast'
import { templatesOf } from '../anki/templates'
import type { Difficulty } from '../model/deck'
import { guidOf, idForGuid } from '../model/identity'
import { cardId, difficulties } from '../model/limits'
import type { PackageNote } from '../model/package'
import { foreignParts } from './foreign'
import type { Loser, Losses } from './losses'
import { writableTag } from './names'
import { holdsSomething, isOwn, ownParts } from './own'
import type { CardParts, NamedPart } from './parts'
import { progressPlan, wasLearned } from './progress'
import type { Dropped } from './styles'
import { htmlTree, tidy } from './tidy'
import { visibleText } from './visible'

/** A note as a card that can be written. */
export interface NoteCard extends Omit<CardParts, 'id'> {
  readonly note: Loser
  readonly deck: string
  readonly mod: number
  readonly explicitId?: string
  readonly difficulty?: Difficulty
  readonly tags: readonly string[]
}

export interface NoteOptions {
  /** Intervals and ease of learned cards become a schedule. */
  readonly withSchedule: boolean
}

/** The card in a note; what it cannot hold is noted. Nothing when there is none. */
export function noteCard(
  note: PackageNote,
  taken: Set<string>,
  { withSchedule }: NoteOptions,
  losses: Losses
): NoteCard | undefined {
  const parts = isOwn(note) ? ownParts(note) : foreignParts(note)
  const loser = { id: note.id, front: firstWords(note) }
  if (!parts || parts === 'occluded') {
    losses.add(parts ? 'occluded' : 'answerless', loser)
    return undefined
  }
  const dropped: Dropped = { formatting: false, embedded: false }
  const clean = mapped(parts, (tree) => tidy(tree, dropped))
  if (!holdsSomething(clean.front) || (clean.type !== 'cloze' && !holdsSomething(clean.back))) {
    losses.add('answerless', loser)
    return undefined
  }
  const plan = clean.plan ?? (withSchedule ? progressPlan(note) : undefined)
  const explicitId = idOf(note, parts, taken)
  const tags = note.tags.map(writableTag)
  const difficulty = difficulties.find((each) => tags.includes(`difficulty::${each}`))
  losses.add('formatting', loser, dropped.formatting)
  losses.add('embedded', loser, dropped.embedded)
  losses.add(
    'directions',
    loser,
    clean.type !== 'cloze' && note.cards.length > templatesOf[clean.type].length
  )
  losses.add('identity', loser, explicitId === undefined)
  losses.add(
    'tags',
    loser,
    tags.some((tag, index) => tag !== note.tags[index])
  )
  losses.add('progress', loser, wasLearned(note, plan))
  const { id: _, ...rest } = clean
  return {
    ...rest,
    note: loser,
    ...(plan && { plan }),
    ...(explicitId !== undefined && { explicitId }),
    ...(difficulty && { difficulty }),
    tags: [...new Set(tags)].filter((tag) => tag !== `difficulty::${difficulty}`),
    deck: note.cards[0]?.deck ?? 'Default',
    mod: note.mod
  }
}

function mapped(parts: CardParts, change: (tree: Root) => Root): CardParts {
  const named = (list: readonly NamedPart[]) => list.map(([name, tree]): NamedPart => [name, change(tree)])
  return {
    ...parts,
    front: change(parts.front),
    back: change(parts.back),
    labels: named(parts.labels),
    sections: named(parts.sections),
    references: named(parts.references)
  }
}

/** The id that a package of ours names, or one that is the GUID in other letters. Of two notes with one GUID the first has it. */
function idOf({ guid }: PackageNote, { id }: CardParts, taken: Set<string>): string | undefined {
  if (taken.has(guid)) return undefined
  taken.add(guid)
  return id !== undefined && cardId.test(id) && guidOf(id) === guid ? id : idForGuid(guid)
}

function firstWords({ fields }: PackageNote): string {
  const [first = ''] = Object.values(fields).filter((html) => html.trim() !== '')
  return shortened(visibleText(htmlTree(first)))
}

function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length > 40 ? `${line.slice(0, 39).trimEnd()}…` : line
}
