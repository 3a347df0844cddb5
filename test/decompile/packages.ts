import type { Package, PackageCard, PackageNote } from '../../src/model/package'

export interface WrittenNote {
  readonly fields: Readonly<Record<string, string>>
  readonly guid?: string
  readonly tags?: readonly string[]
  readonly deck?: string
  readonly noteType?: string
  readonly isCloze?: boolean
  readonly mod?: number
  readonly cards?: readonly Partial<PackageCard>[]
}

/** A package as Anki may have it; what is left out is of no matter to the test. */
export function packageWith(...written: readonly WrittenNote[]): Package {
  const notes = written.map(noteOf)
  const names = new Set(notes.flatMap(({ cards }) => cards.map(({ deck }) => deck)))
  const decks = [...names].map((name) => ({ name, description: '', steps: [] }))
  return { notes, decks, media: new Map() }
}

function noteOf(written: WrittenNote, index: number): PackageNote {
  const { fields, guid = `guid${index}`, tags = [], deck = 'Deck', isCloze = false } = written
  const { noteType = isCloze ? 'Cloze' : 'Basic', mod = 0, cards = [{}] } = written
  const types = { id: 1, name: noteType, isCloze, fields: Object.keys(fields), templates: ['Card 1'] }
  return {
    id: index + 1,
    guid,
    mod,
    tags,
    fields,
    noteType: types,
    cards: cards.map((card, ord) => ({
      ...{ id: index * 10 + ord, ord, deck, type: 0, interval: 0, ease: 0, answers: 0, due: index },
      ...card
    }))
  }
}
