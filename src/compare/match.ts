import { grouped } from '../model/grouped'
import { type FindAlike, finderIn, type Likeness, type Sides, sharedWords } from './similar'
import { wordsOf } from './words'

/** What there is to know a card again by. */
export interface Known extends Sides {
  /** Cards of different note types are never the same to Anki. */
  readonly type: string
  readonly concept: string
  /** What follows from its deck and its concept or front, unless it had another one before. */
  readonly guid: string
  /** The HTML of its back, for a look before its text is made: the same HTML has the same text. */
  readonly backHtml?: string
}

export interface Matches {
  /** For each card of the new deck its place in the old one. */
  readonly pairs: ReadonlyMap<number, number>
  /** Cards that look like one of the old deck, but not surely: which one. */
  readonly unclear: ReadonlyMap<number, number>
}

/** The cards of both decks that have no other half yet, by their places. */
interface Open {
  readonly before: Set<number>
  readonly after: Set<number>
}

/**
 * Which card of a deck is which of the deck before. The surest sign comes first: the same text, front, concept, back,
 * then most of the words. A pair is made only where nothing else could be meant: a wrong one gives a learner's progress
 * with one card to another, a missing one only begins a card anew.
 */
export function match(before: readonly Known[], after: readonly Known[]): Matches {
  if (before.length === 0 || after.length === 0) return { pairs: new Map(), unclear: new Map() }
  const open: Open = { before: new Set(before.keys()), after: new Set(after.keys()) }
  const pairs = new Map<number, number>()
  const take = (at: number, was: number) => {
    pairs.set(at, was)
    open.after.delete(at)
    open.before.delete(was)
  }
  const isOwn = {
    front: onlyOnce([before, after], ({ front }) => front),
    concept: onlyOnce([before, after], ({ concept }) => concept),
    back: onlyOnce([before, after], ({ back }) => back)
  }
  const isBackEnough = (at: number, was: number) =>
    saysMuch(after[at]!.back) ||
    (isInPlace(at, was, pairs, before.length) &&
      sharedWords(after[at]!.front, before[was]!.front) >= leastOfSide)

  for (const [at, was] of inOrder(before, after, open)) take(at, was)
  for (const [at, was] of unique(before, after, open, ({ front }) => front))
    if (isOwn.front(after[at]!)) take(at, was)
  for (const [at, was] of unique(before, after, open, ({ concept }) => concept))
    if (isOwn.concept(after[at]!) && isSomewhatAlike(after[at]!, before[was]!)) take(at, was)
  for (const [at, was] of unique(before, after, open, ({ back }) => back))
    if (isOwn.back(after[at]!) && isBackEnough(at, was)) take(at, was)
  const { alike, unclear } = nearlyTheSame(before, after, open)
  for (const [at, was] of alike) take(at, was)
  // Cards that ask the same are told apart by their order, which says nothing of which is which.
  for (const [at, was] of unique(before, after, open, ({ guid }) => guid))
    if (isOwn.front(before[was]!) && isOwn.front(after[at]!)) take(at, was)
  return {
    pairs,
    unclear: new Map([...unclear].filter(([at, was]) => open.after.has(at) && open.before.has(was)))
  }
}

type Pairs = readonly (readonly [at: number, was: number])[]
type Places = ReadonlyMap<string, readonly number[]>

/**
 * The same text. Where several cards have it, any of them may be any: their order decides. Backs are long, and mostly one
 * card alone asks what it asks and has the back that it had, so fronts are asked first.
 */
function inOrder(before: readonly Known[], after: readonly Known[], open: Open): Pairs {
  const asking = (cards: readonly Known[], places: ReadonlySet<number>) =>
    grouped(places, (at) => `${cards[at]!.type} ${cards[at]!.front}`)
  const was = asking(before, open.before)
  return [...asking(after, open.after)].flatMap(([key, places]) => {
    const others = was.get(key) ?? []
    const isSame =
      places.length === 1 && others.length === 1 && isSameHtml(after[places[0]!]!, before[others[0]!]!)
    return isSame ? [[places[0]!, others[0]!] as const] : withSameBack(before, others, after, places)
  })
}

function isSameHtml(one: Known, other: Known): boolean {
  return one.backHtml !== undefined && one.backHtml === other.backHtml
}

function withSameBack(
  before: readonly Known[],
  others: readonly number[],
  after: readonly Known[],
  places: readonly number[]
): Pairs {
  if (others.length === 0) return []
  const was = grouped(others, (at) => before[at]!.back)
  return [...grouped(places, (at) => after[at]!.back)].flatMap(([back, same]) => {
    const found = was.get(back) ?? []
    return same.slice(0, found.length).map((at, index) => [at, found[index]!] as const)
  })
}

/** Those that are alone with a key among the cards that are open, in both decks. */
function unique(
  before: readonly Known[],
  after: readonly Known[],
  open: Open,
  key: (card: Known) => string
): Pairs {
  const was = placesBy(before, open.before, key)
  return [...placesBy(after, open.after, key)].flatMap(([name, places]) => {
    const others = was.get(name) ?? []
    return places.length === 1 && others.length === 1 ? [[places[0]!, others[0]!] as const] : []
  })
}

function placesBy(cards: readonly Known[], open: ReadonlySet<number>, key: (card: Known) => string): Places {
  const named = [...open].filter((at) => key(cards[at]!) !== '')
  return grouped(named, (at) => `${cards[at]!.type} ${key(cards[at]!)}`)
}

/** Whether no deck has what a card has more than once. Looks when it is first asked: mostly all cards are known by then. */
function onlyOnce(
  decks: readonly (readonly Known[])[],
  key: (card: Known) => string
): (card: Known) => boolean {
  let repeated: ReadonlySet<string> | undefined
  return (card) => {
    repeated ??= repeatedIn(decks, key)
    return !repeated.has(key(card))
  }
}

function repeatedIn(decks: readonly (readonly Known[])[], key: (card: Known) => string): ReadonlySet<string> {
  const repeated = new Set<string>()
  for (const deck of decks) {
    const found = new Set<string>()
    for (const name of deck.map(key)) (found.has(name) ? repeated : found).add(name)
  }
  return repeated
}

/** `42` may answer many questions, a sentence only one. */
function saysMuch(text: string): boolean {
  return wordsOf(text).length >= 8
}

/** A concept alone may be another deck's, too: `Overview`. In one deck the GUID, which follows from it, decides in the end. */
function isSomewhatAlike(one: Known, other: Known): boolean {
  return (
    sharedWords(one.front, other.front) >= leastOfSide || sharedWords(one.back, other.back) >= leastOfSide
  )
}

/** Between the same cards as before. */
function isInPlace(at: number, was: number, pairs: ReadonlyMap<number, number>, count: number): boolean {
  const above = at === 0 ? was === 0 : pairs.get(at - 1) === was - 1
  const below = pairs.has(at + 1) ? pairs.get(at + 1) === was + 1 : was === count - 1
  return above && below
}

/** A third of the words may have changed, half of those that say which card it is, and of neither side all. */
const enough = 2 / 3
const enoughRare = 1 / 2
const leastOfSide = 1 / 3
/** So many words in common are worth a question. */
const doubtful = 0.4
/** So much nearer than to any other card, of those that are matched already, too. */
const ahead = 0.1

function nearlyTheSame(before: readonly Known[], after: readonly Known[], open: Open) {
  const [alike, unclear]: [[number, number][], Map<number, number>] = [[], new Map()]
  if (open.before.size === 0) return { alike, unclear }
  const [findBefore, findAfter] = [finderIn(before), finderIn(after)]
  for (const at of open.after) {
    const { type } = after[at]!
    const found = findBefore(after[at]!)
    const best = found.find(({ index }) => open.before.has(index) && before[index]!.type === type)
    if (!best) continue
    const isSure =
      best.share >= enough - rounding &&
      best.least >= leastOfSide &&
      best.rareShare >= enoughRare &&
      isAhead(found, best) &&
      isMutual(findAfter, before[best.index]!, at)
    if (isSure) alike.push([at, best.index])
    else if (best.share >= doubtful) unclear.set(at, best.index)
  }
  return { alike, unclear }
}

const rounding = 1e-9

function isAhead(found: readonly Likeness[], best: Likeness): boolean {
  return found.every((other) => other === best || best.share - other.share >= ahead)
}

function isMutual(find: FindAlike, card: Known, at: number): boolean {
  const found = find(card)
  const own = found.find(({ index }) => index === at)
  return own !== undefined && isAhead(found, own)
}
