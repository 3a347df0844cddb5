import { cardStyle, type DrawnCard } from '../anki/draw'
import type { NoteTypeOf } from '../anki/note-type'
import type { Diagnostic } from '../diagnostic'
import type { CardPlace } from '../model/position'
import type { PlannedDeck } from '../plan/plan'
import { calendarPicture } from './calendar'
import { type ShownCard, showCards } from './cards'
import { findingsList, sortFindings } from './findings'
import { escaped } from './html'
import type { Media } from './media'
import type { MathToHtml } from './side'
import { newStage } from './stage'
import { besideCards } from './style'
import { stylesheetHere } from './stylesheet'

/** A deck's file as it is to be shown. */
export interface DeckToShow {
  /** Its name. */
  readonly file: string
  /** Absent where nothing of the file could be read as one. */
  readonly deck?: PlannedDeck
  /** Where its cards stand, in their order. */
  readonly places: readonly CardPlace[]
  readonly findings: readonly Diagnostic[]
}

/** A deck with the cards that Anki makes of each of its notes. */
export interface DrawnDeck extends DeckToShow {
  readonly notes: readonly (readonly DrawnCard[])[]
}

/** What is the same for all decks of a page. */
export interface Surroundings {
  readonly media: Media
  readonly noteTypeOf: NoteTypeOf | undefined
  readonly toMath: MathToHtml
  readonly hasSeveral: boolean
}

export interface Section {
  readonly html: string
  /** Every stylesheet in it, letter by letter. */
  readonly styles: readonly string[]
  readonly hasFindings: boolean
}

/** A deck as a part of the page; `at` tells it from the others. */
export function showDeck(drawn: DrawnDeck, at: number, surroundings: Surroundings): Section {
  const { file, deck, notes, places, findings } = drawn
  const { media, toMath, hasSeveral } = surroundings
  const { ofCards, ofDeck } = sortFindings(findings, deck ? places : [])
  const { stage, rules } = newStage(media, toMath)
  const level = hasSeveral ? 3 : 2
  const cards = notes.flatMap((note, index) => {
    const key = `${at + 1}-${index + 1}`
    return showCards(deck!.cards[index]!, note, key, ofCards.get(index) ?? [], level, stage)
  })
  const styles = cards.length > 0 ? [besideCards, ...stylesOf(deck!, surroundings), ...rules()] : []
  const lines = [
    '<section class="deck">',
    ...(hasSeveral ? [`<h2 dir="auto">${escaped(deck?.name ?? file)}</h2>`] : []),
    ...(deck ? [`<p class="facts">${escaped(file)}</p>`] : []),
    findingsList(ofDeck),
    ...(deck ? [calendarPicture(deck)] : []),
    ...(cards.length > 0 ? [host(cards, styles)] : []),
    '</section>'
  ]
  return { html: lines.join('\n'), styles, hasFindings: ofCards.size > 0 }
}

/** All cards of a deck in one shadow tree, so that the note type's stylesheet holds in it and nowhere else, and stands there once. */
function host(cards: readonly ShownCard[], styles: readonly string[]): string {
  return [
    '<div class="cards"><template shadowrootmode="open">',
    ...styles.map((style) => `<style>${style}</style>`),
    ...cards.map(({ frame }) => frame),
    '</template>',
    ...cards.map(({ words }) => words),
    '</div>'
  ].join('\n')
}

function stylesOf({ cards }: PlannedDeck, { media, noteTypeOf }: Surroundings): readonly string[] {
  const styles = new Set(cards.map((card) => cardStyle(card, noteTypeOf)))
  return [...styles].map((css) => stylesheetHere(css, media))
}
