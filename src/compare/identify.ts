import { ankiHtml, mediaNames } from '../anki/media'
import { isCalled } from '../model/called'
import type { Card, Deck } from '../model/deck'
import { derivedId, guidOf, idForGuid, sameName } from '../model/identity'
import type { Package, PackageNote } from '../model/package'
import { type Known, match } from './match'
import { plainOf, textOf } from './words'

/** Decks after they were held against what learners have. */
export interface Identified {
  /** The decks with the ids and GUIDs that learners have for their cards. */
  readonly decks: readonly Deck[]
  readonly doubts: readonly Doubt[]
}

/** A card whose identity an id of its own would settle. */
export interface Doubt {
  /** Its deck and its place in there. */
  readonly deck: number
  readonly card: number
  readonly kind: 'like' | 'renamed' | 'other-type'
  /** The id of the note that it may be. */
  readonly id: string
  /** What that note asks. */
  readonly front: string
}

/**
 * Gives cards that have no id of their own the identity of the note that they were in an earlier package: a learner's progress
 * hangs on it. Pure. A card that is none of the earlier ones never gets the GUID of one.
 */
export function identify(decks: readonly Deck[], previous: Package): Identified {
  const cards = decks.flatMap((deck, at) => deck.cards.map((card, index) => ({ card, deck: at, index })))
  const idOf = idsIn(previous, cards)
  const notes = previous.notes.filter((note) => idOf(note) !== undefined)
  const byGuid = new Map(notes.map((note) => [note.guid, note]))
  const claimed = new Set(cards.flatMap(({ card }) => (card.idFrom === 'author' ? card.guid : [])))
  const before = notes.filter(({ guid }) => !claimed.has(guid))
  const after = cards.filter(({ card }) => card.idFrom !== 'author')
  const { pairs, unclear } = match(
    before.map(knownNote),
    after.map(({ card, deck }) => knownCard(card, decks[deck]!))
  )
  const taken = new Set([...byGuid.keys(), ...claimed])
  const found = new Map(
    after.map(({ card }, at) => {
      const note = pairs.get(at)
      return [
        card,
        note === undefined ? fresh(card, taken) : known(card, before[note]!, idOf(before[note]!)!)
      ]
    })
  )
  const doubts = after.flatMap(({ deck, index }, at): readonly Doubt[] => {
    const note = before[unclear.get(at) ?? -1]
    return note ? [{ deck, card: index, kind: 'like', ...named(note, idOf) }] : []
  })
  return {
    decks: decks.map((deck) => ({ ...deck, cards: deck.cards.map((card) => found.get(card) ?? card) })),
    doubts: [...doubts, ...doubtsOfAuthor(decks, cards, byGuid, before, pairs, idOf)]
  }
}

interface Placed {
  readonly card: Card
  readonly deck: number
  readonly index: number
}

/** Ids that an author has given, and that make another note of a card that learners have. */
function doubtsOfAuthor(
  decks: readonly Deck[],
  cards: readonly Placed[],
  byGuid: ReadonlyMap<string, PackageNote>,
  before: readonly PackageNote[],
  pairs: ReadonlyMap<number, number>,
  idOf: IdOf
): readonly Doubt[] {
  const matched = new Set(pairs.values())
  const gone = before.filter((_, index) => !matched.has(index))
  const own = cards.filter(({ card }) => card.idFrom === 'author')
  const added = own.filter(({ card }) => !byGuid.has(card.guid))
  const renamed = match(
    gone.map(knownNote),
    added.map(({ card, deck }) => knownCard(card, decks[deck]!))
  ).pairs
  return [
    ...own.flatMap(({ card, deck, index }): readonly Doubt[] => {
      const note = byGuid.get(card.guid)
      return note && note.noteType.type !== card.type
        ? [{ deck, card: index, kind: 'other-type', ...named(note, idOf) }]
        : []
    }),
    ...added.flatMap(({ deck, index }, at): readonly Doubt[] => {
      const note = gone[renamed.get(at) ?? -1]
      return note ? [{ deck, card: index, kind: 'renamed', ...named(note, idOf) }] : []
    })
  ]
}

type IdOf = (note: PackageNote) => string | undefined

/**
 * The id that a note of ours says, else the one that is its GUID in other letters. Each is made once, and none where a card
 * says what GUID follows from the id: to make one takes longer than all else that is done for a card that has not changed.
 */
function idsIn({ notes }: Package, cards: readonly Placed[]): IdOf {
  const guids = new Map(cards.map(({ card }) => [card.id, card.guid]))
  const isGuidOf = (id: string, guid: string) => guids.get(id) === guid || guidOf(id) === guid
  const ids = new Map(
    notes.map((note) => {
      const { guid, fields } = note
      const { ID: id = '' } = fields
      return [note, id !== '' && isGuidOf(id, guid) ? id : idForGuid(guid)]
    })
  )
  return (note) => ids.get(note)
}

function named(note: PackageNote, idOf: IdOf): Pick<Doubt, 'id' | 'front'> {
  const [front = ''] = Object.values(note.fields)
  return { id: idOf(note)!, front: plainOf(front) }
}

function known(card: Card, { guid }: PackageNote, id: string): Card {
  return id === card.id && guid === card.guid ? card : { ...card, id, guid, idFrom: 'previous' }
}

/** Takes what the text gives, unless another card has it or had it: then the next. */
function fresh(card: Card, taken: Set<string>): Card {
  let { id } = card
  for (let count = 2; taken.has(guidOf(id)); count++) id = derivedId([card.id, String(count)])
  taken.add(guidOf(id))
  return id === card.id ? card : { ...card, id, guid: guidOf(id) }
}

function knownNote({ guid, noteType, fields }: PackageNote): Known {
  const [front = '', back = ''] = Object.values(fields)
  return sidesOf({ guid, type: noteType.type }, front, back, fields['Concept'] ?? '')
}

function knownCard({ guid, type, front, back, concept, fields }: Card, { media }: Deck): Known {
  const names = mediaNames(media)
  const label = Object.entries(fields).find(([name]) => isCalled(name, 'concept'))?.[1].html
  return sidesOf(
    { guid, type },
    ankiHtml(front.html, names),
    ankiHtml(back.html, names),
    label ?? concept ?? ''
  )
}

/** Texts are made when they are asked for: of most cards no more than the front is. */
function sidesOf(
  { guid, type }: Pick<Known, 'guid' | 'type'>,
  frontHtml: string,
  backHtml: string,
  conceptHtml: string
): Known {
  let [front, back, concept]: (string | undefined)[] = []
  return {
    guid,
    type,
    backHtml,
    get front() {
      front ??= textOf(frontHtml)
      return front
    },
    get back() {
      back ??= textOf(backHtml)
      return back
    },
    get concept() {
      concept ??= sameName(textOf(conceptHtml))
      return concept
    }
  }
}
