import { digestOf } from '../model/digest'
import type { CardType } from '../model/limits'
import type { Digest } from '../model/means'
import type { PackageNote } from '../model/package'
import type { World } from '../model/world'
import { commonStart, type Plan, type PlannedCard, type PlannedDeck, type Start } from '../plan/plan'
import { type AnkiDeck, ankiDecks, deckJson, deckKey } from './decks'
import { uniqueIds } from './ids'
import { noteFields } from './note'
import { type NoteTypeJson, type NoteTypeOf, noteTypeId, noteTypeJson } from './note-type'
import { ordinalsOf } from './ordinals'
import { defaultPreset, presetJson } from './preset'
import { referencesIn } from './references'
import { released, undated } from './released'
import type { Collection, ColRow, NoteRow } from './rows'
import { originOf, scheduleColumns } from './schedule'

/** Note types, and which cards Anki makes of a note of them, by their ordinals. */
export interface NoteTypes {
  readonly noteTypeOf: NoteTypeOf
  readonly ordinalsOf: (card: PlannedCard, deck: PlannedDeck) => readonly number[]
}

const ours: NoteTypes = { noteTypeOf: noteTypeJson, ordinalsOf }

/** Decks as the rows of a collection, with note types of ours or in another look. Pure: the same decks give the same rows. */
export function collectionOf(
  decks: readonly PlannedDeck[],
  world: World,
  { noteTypeOf, ordinalsOf }: NoteTypes = ours
): Collection {
  const start = commonStart(decks)
  if (!start)
    throw new Error('Decks that start with the import and decks that start on a date need a package each')
  const { digest = digestOf } = world.means ?? {}
  const known = ankiDecks(decks)
  // There are far fewer names than cards.
  const deckNames = new Set(decks.flatMap(({ cards }) => cards.map(({ deck }) => deck)))
  const deckIds = new Map([...deckNames].map((name) => [name, known.get(deckKey(name))!.id]))
  const before = new Map(world.previous?.notes.map((note) => [note.guid, note]))
  const noteId = uniqueIds(
    [...before.values()].map(({ id }) => id),
    digest
  )
  const cardId = uniqueIds(
    [...before.values()].flatMap(({ cards }) => cards.map(({ id }) => id)),
    digest
  )
  const notes = decks.flatMap((deck): readonly NoteToWrite[] => {
    const now = modified(deck, world)
    return deck.cards.map((card) => {
      const had = before.get(card.guid)
      const id = had?.id ?? noteId(['note', card.guid])
      const did = deckIds.get(card.deck)!
      const note = { id, did, card, deck, had, mod: now }
      return had ? { ...note, mod: modOf(noteRow(note, digest), had, now) } : note
    })
  })
  const cards: { readonly id: number; readonly ord: number; readonly index: number }[] = []
  for (const [index, { card, deck, had }] of notes.entries())
    for (const ord of ordinalsOf(card, deck)) {
      const about = ord === 0 ? ['card', card.guid] : ['card', card.guid, String(ord)]
      const id = had?.cards.find((each) => each.ord === ord)?.id ?? cardId(about)
      cards.push({ id, ord, index })
    }
  return {
    col: colRow([...known.values()], start, cards.length, typesOf(decks).map(noteTypeOf)),
    notes: {
      ids: notes.map(({ id }) => id),
      at: (index) => noteRow(notes[index]!, digest),
      reach: (index) => lengthOf(notes[index]!.card)
    },
    cards: {
      ids: cards.map(({ id }) => id),
      at: (place) => {
        const { id, ord, index } = cards[place]!
        const { id: nid, did, card, deck, mod } = notes[index]!
        return { id, nid, did, ord, mod, ...scheduleColumns(planOf(card, ord), index + 1, deck.start) }
      },
      reach: (place) => notes[cards[place]!.index]!.card.plan.kind.length
    }
  }
}

/** What the rows of a note are made of. */
interface NoteToWrite {
  readonly id: number
  /** Of its deck. */
  readonly did: number
  readonly card: PlannedCard
  readonly deck: PlannedDeck
  /** As learners have it. */
  readonly had: PackageNote | undefined
  /** Seconds. */
  readonly mod: number
}

/**
 * Seconds. A note that says the same as before keeps its time: Anki replaces one that it has by one with a later time, also
 * where the learner has changed it. One that says something else gets a later time, or Anki would pass over it.
 */
function modOf(row: NoteRow, had: PackageNote, now: number): number {
  const isSame =
    row.mid === had.noteType.id &&
    row.flds === Object.values(had.fields).join('\u001f') &&
    row.tags.trim() === had.tags.join(' ')
  return isSame ? had.mod : Math.max(now, had.mod + 1)
}

/** A reversed card may have got further in one direction. */
function planOf({ plan }: PlannedCard, ord: number): Plan {
  return plan.kind === 'review' && plan.reverse && ord > 0 ? { kind: 'review', ...plan.reverse } : plan
}

/** Seconds. An author who says when the deck was made gives it a date that is the same on every machine. */
function modified({ date }: PlannedDeck, world: World): number {
  const time = world.modified?.getTime() ?? (date === null ? undated * 1000 : Date.parse(`${date}T12:00:00Z`))
  return Math.floor(time / 1000)
}

/** Of all that lies somewhere of its own. */
function lengthOf({ guid, id, front, back, tags, plan }: PlannedCard): number {
  return guid.length + id.length + front.html.length + back.html.length + tags.length + plan.kind.length
}

function noteRow({ id, card, deck, mod }: NoteToWrite, digest: Digest): NoteRow {
  const fields = noteFields(card, deck)
  const sfld = card.front.text.normalize('NFC') || mediaIn(fields.Front)
  return {
    id,
    guid: card.guid,
    mid: noteTypeId(card.type),
    tags: card.tags.length > 0 ? ` ${card.tags.join(' ')} ` : '',
    flds: Object.values(fields).join('\u001f'),
    sfld,
    csum: checksum(sfld, digest),
    mod
  }
}

/** A question without words goes by the names of its files, as with Anki (`rslib/src/text.rs`). */
function mediaIn(html: string): string {
  return referencesIn(html).join(' ')
}

/** What Anki finds duplicates by: the first four bytes of SHA-1 (`rslib/src/notes/mod.rs`). */
function checksum(text: string, digest: Digest): number {
  return Number.parseInt(digest('sha1', text).slice(0, 8), 16)
}

/** Only those that notes use, so that a learner gets no note type without notes. */
function typesOf(decks: readonly PlannedDeck[]): readonly CardType[] {
  const types = new Set<CardType>()
  for (const { cards } of decks) for (const { type } of cards) types.add(type)
  return [...types].sort()
}

function colRow(
  decks: readonly AnkiDeck[],
  start: Start,
  cardCount: number,
  noteTypes: readonly NoteTypeJson[]
): ColRow {
  const ownDefault: AnkiDeck = { id: 1, name: 'Default', preset: defaultPreset, description: '' }
  const all = decks.some(({ name }) => deckKey(name) === 'default') ? decks : [ownDefault, ...decks]
  return {
    crt: originOf(start).crt,
    mod: released.milliseconds,
    scm: released.milliseconds,
    conf: JSON.stringify(conf(cardCount)),
    models: jsonById(noteTypes.map((json) => ({ id: json.id, json }))),
    decks: jsonById(all.map((deck) => ({ id: deck.id, json: deckJson(deck) }))),
    dconf: jsonById(
      [defaultPreset, ...all.map(({ preset }) => preset)].map((preset) => ({
        id: preset.id,
        json: presetJson(preset)
      }))
    )
  }
}

function jsonById(objects: readonly { readonly id: number; readonly json: object }[]): string {
  return JSON.stringify(Object.fromEntries(objects.map(({ id, json }) => [id, json])))
}

/**
 * What Anki needs to read the days (`rslib/src/scheduler/mod.rs`): the newest scheduler, a day that begins at four, and a
 * zone of its own, so that the learner's does not matter.
 */
function conf(cardCount: number): object {
  return {
    activeDecks: [1],
    curDeck: 1,
    newSpread: 0,
    collapseTime: 1200,
    timeLim: 0,
    estTimes: true,
    dueCounts: true,
    curModel: null,
    nextPos: cardCount + 1,
    sortType: 'noteFld',
    sortBackwards: false,
    addToCur: true,
    dayLearnFirst: false,
    schedVer: 2,
    sched2021: true,
    creationOffset: 0,
    rollover: 4
  }
}
