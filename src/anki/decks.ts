import { grouped } from '../model/grouped'
import type { PlannedDeck } from '../plan/plan'
import { describe } from './description'
import { idFor } from './ids'
import { defaultPreset, ladderPreset, openPreset, type Preset, plainPreset } from './preset'
import { released } from './released'

/** One of Anki's decks. */
export interface AnkiDeck {
  readonly id: number
  readonly name: string
  readonly preset: Preset
  readonly description: string
}

/** Anki takes names that differ in case for one name, and renames the second deck. */
export function deckKey(name: string): string {
  return name.toLowerCase()
}

/** The decks that cards are in, and those above them: Anki would make these itself, but collapsed. By `deckKey`. */
export function ankiDecks(decks: readonly PlannedDeck[]): ReadonlyMap<string, AnkiDeck> {
  const found = new Map<string, AnkiDeck>()
  for (const deck of decks.flatMap(decksOf)) {
    const before = found.get(deckKey(deck.name))
    if (!before || before.preset === defaultPreset) found.set(deckKey(deck.name), deck)
  }
  return found
}

function decksOf(deck: PlannedDeck): readonly AnkiDeck[] {
  const titled = ankiDeck(deck.name, presetAround(deck), deck)
  const above = ancestorsOf(deck.name).map((name) => ankiDeck(name, defaultPreset))
  const below = [...grouped(deck.cards, (card) => card.deck)].map(([name, cards]) => {
    const [first] = cards
    const preset = first?.plan.kind === 'steps' ? ladderPreset(first.plan.days) : titled.preset
    return ankiDeck(name, preset, { ...deck, cards })
  })
  return below.some(({ name }) => name === deck.name) ? [...above, ...below] : [...above, titled, ...below]
}

function ankiDeck(name: string, preset: Preset, deck?: PlannedDeck): AnkiDeck {
  return { id: idFor('deck', deckKey(name)), name, preset, description: deck ? describe(deck) : '' }
}

/** `A` and `A::B` for `A::B::C`. */
function ancestorsOf(name: string): readonly string[] {
  const levels = name.split('::')
  return levels.slice(1).map((_, index) => levels.slice(0, index + 1).join('::'))
}

/** New cards come a few a day, as Anki has it. Where a deck has none, those whose schedule was not imported come at once. */
function presetAround({ cards }: PlannedDeck): Preset {
  const kinds = new Set(cards.map(({ plan }) => plan.kind))
  if (!kinds.has('new')) return openPreset
  return kinds.size > 1 ? plainPreset : defaultPreset
}

/** A deck as JSON of schema 11 (`rslib/src/decks/schema11.rs`). Its description is Markdown. */
export function deckJson({ id, name, preset, description }: AnkiDeck): object {
  const today = [0, 0]
  return {
    id,
    name,
    mod: released.seconds,
    usn: 0,
    collapsed: false,
    browserCollapsed: false,
    desc: description,
    md: true,
    dyn: 0,
    conf: preset.id,
    extendNew: 0,
    extendRev: 0,
    lrnToday: today,
    revToday: today,
    newToday: today,
    timeToday: today
  }
}
