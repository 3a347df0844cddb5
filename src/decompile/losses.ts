import { type Diagnostic, diagnose } from '../diagnostic'

/** What Markdown cannot hold of a note, and what becomes of it. */
const kinds = {
  answerless: ['all, for they have no answer', 'In Anki they stay as they are'],
  occluded: ['all, for they are gaps in pictures', 'In Anki they stay as they are'],
  directions: ['all cards but the first', 'Write a second card for the other direction'],
  progress: ['what was learned', 'Anki keeps it where it has the notes already'],
  identity: ['the identity', 'Anki will take them for new notes'],
  tags: ['some marks in tags', 'A comma, a semicolon and quotation marks are no part of a tag'],
  formatting: ['colours, sizes and other looks', 'Text and structure are kept'],
  embedded: ['what runs or is drawn', 'Cards hold text, images, sounds and films'],
  text: ['text that a deck cannot say', 'Look at the cards, and mend them']
} as const satisfies Record<string, readonly [what: string, hint: string]>

export type Loss = keyof typeof kinds

/** A note, and what a person knows it by. */
export interface Loser {
  readonly id: number
  readonly front: string
}

/** What is lost, of which notes. */
export interface Losses {
  readonly add: (kind: Loss, note: Loser, isLost?: boolean) => void
  /** A finding for each kind. */
  readonly found: () => readonly Diagnostic[]
}

export function noLosses(): Losses {
  const lost = new Map<Loss, Map<number, string>>()
  return {
    add: (kind, { id, front }, isLost = true) => {
      if (isLost) lost.set(kind, (lost.get(kind) ?? new Map<number, string>()).set(id, front))
    },
    found: () =>
      (Object.keys(kinds) as Loss[]).flatMap((kind) => {
        const notes = lost.get(kind)
        const [what, hint] = kinds[kind]
        return notes ? diagnose('import-left-out', undefined, { what, hint, notes: [...notes.values()] }) : []
      })
  }
}
