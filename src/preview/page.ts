import { cardStyle, type DrawnCard, drawCards } from '../anki/draw'
import type { Diagnostic } from '../diagnostic'
import type { CardPlace } from '../model/position'
import type { PlannedDeck } from '../plan/plan'
import { calendarPicture } from './calendar'
import { type ShownCard, showCards } from './cards'
import { client } from './client'
import { countedFindings, findingsList, sortFindings } from './findings'
import { counted, escaped } from './html'
import type { Media } from './media'
import { policyFor } from './policy'
import { type MathToHtml, mathAsWritten, type Stage } from './side'
import { besideCards, pageStyle } from './style'
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

export interface PageOptions {
  /** What the cards show and play. */
  readonly media?: Media
  /** What the page is called by the server that it comes from, which it asks whether there is a newer one. */
  readonly version?: string
}

/**
 * Every card of decks, question and answer as Anki draws them, in one page of HTML that needs no other file, loads nothing, and
 * works without its script. Pure: the same decks give the same page.
 */
export async function previewPage(
  decks: readonly DeckToShow[],
  { media = new Map(), version }: PageOptions = {}
): Promise<string> {
  const drawn = decks.map(draw)
  const toMath = drawn.some(holdsMath) ? (await import('./math')).toMathMl : mathAsWritten
  const script = `(${client})()`
  const sections = drawn.map((deck, at) => section(deck, at, decks.length > 1, media, toMath))
  const styles = [pageStyle, ...sections.flatMap((each) => each.styles)]
  const only = decks.length === 1 ? decks[0] : undefined
  const title = only ? (only.deck?.name ?? only.file) : counted(decks.length, 'deck')
  return `<!doctype html>
<html lang="en"${version === undefined ? '' : ` data-version="${escaped(version)}"`}>
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escaped(policyFor(script, styles, version !== undefined))}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${escaped(title)}</title>
<style>${pageStyle}</style>
</head>
<body>
<header class="top">
<h1 dir="auto">${escaped(title)}</h1>
<p class="facts">${escaped(factsOf(drawn).join(' · '))}</p>
</header>
${tools(sections.some(({ hasFindings }) => hasFindings))}
<main>
${sections.map(({ html }) => html).join('\n')}
</main>
<script>${script}</script>
</body>
</html>
`
}

/** A deck with the cards that Anki makes of each of its notes. */
interface DrawnDeck extends DeckToShow {
  readonly notes: readonly (readonly DrawnCard[])[]
}

function draw(each: DeckToShow): DrawnDeck {
  const { deck } = each
  return { ...each, notes: deck?.cards.map((card) => drawCards(card, deck)) ?? [] }
}

function holdsMath({ notes }: DrawnDeck): boolean {
  return notes.some((cards) => cards.some(({ question, answer }) => /\\[([]/.test(question + answer)))
}

/** What a script does for the reader; without one it is not shown. */
function tools(hasFindings: boolean): string {
  const toggle = (name: string, label: string) =>
    `<button type="button" data-toggle="${name}" aria-pressed="false">${label}</button>`
  return [
    '<div class="tools" role="region" aria-label="Tools">',
    '<input type="search" placeholder="Search" aria-label="Search cards" autocomplete="off">',
    toggle('both', 'Both sides'),
    toggle('phone', 'Phone'),
    toggle('dark', 'Dark'),
    ...(hasFindings ? [toggle('found', 'Findings')] : []),
    '<output aria-live="polite"></output>',
    '<p class="keys"><kbd>Space</kbd> turns a card, <kbd>←</kbd> <kbd>→</kbd> move, <kbd>/</kbd> searches</p>',
    '</div>'
  ].join('\n')
}

function factsOf(decks: readonly DrawnDeck[]): readonly string[] {
  const notes = decks.flatMap(({ deck }) => deck?.cards ?? [])
  const cards = decks.flatMap((each) => each.notes.flat()).length
  const difficulties = (['easy', 'medium', 'hard'] as const).flatMap((difficulty) => {
    const { length } = notes.filter((card) => card.difficulty === difficulty)
    return length === 0 ? [] : `${length} ${difficulty}`
  })
  return [
    cards === notes.length
      ? counted(cards, 'card')
      : `${counted(cards, 'card')} of ${counted(notes.length, 'note')}`,
    ...difficulties,
    ...countedFindings(decks.flatMap(({ findings }) => findings))
  ]
}

interface Section {
  readonly html: string
  /** Every stylesheet in it, letter by letter. */
  readonly styles: readonly string[]
  readonly hasFindings: boolean
}

function section(
  { file, deck, notes, places, findings }: DrawnDeck,
  at: number,
  isOneOfSeveral: boolean,
  media: Media,
  toMath: MathToHtml
): Section {
  const { ofCards, ofDeck } = sortFindings(findings, deck ? places : [])
  const { stage, rules } = newStage(media, toMath)
  const level = isOneOfSeveral ? 3 : 2
  const cards =
    deck?.cards.flatMap((card, index) =>
      showCards(card, notes[index]!, `${at + 1}-${index + 1}`, ofCards.get(index) ?? [], level, stage)
    ) ?? []
  const styles = cards.length > 0 ? [besideCards, ...stylesOf(deck!, media), ...rules()] : []
  const title = isOneOfSeveral ? `<h2 dir="auto">${escaped(deck?.name ?? file)}</h2>` : ''
  const html = [
    '<section class="deck">',
    title,
    deck ? `<p class="facts">${escaped(file)}</p>` : '',
    findingsList(ofDeck),
    deck ? calendarPicture(deck) : '',
    cards.length > 0 ? host(cards, styles) : '',
    '</section>'
  ]
  return { html: html.filter((line) => line !== '').join('\n'), styles, hasFindings: ofCards.size > 0 }
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

function stylesOf({ cards }: PlannedDeck, media: Media): readonly string[] {
  return [...new Set(cards.map(cardStyle))].map((css) => stylesheetHere(css, media))
}

/** Where sides of cards are shown, and the rules that they turned out to need. */
function newStage(media: Media, toMath: MathToHtml) {
  const classes = new Map<string, string>()
  const sheets = new Set<string>()
  const stage: Stage = {
    media,
    toMath: remembering(toMath),
    classFor: (style) => {
      const name = classes.get(style) ?? `preview-style-${classes.size + 1}`
      classes.set(style, name)
      return name
    },
    addStyle: (css) => void sheets.add(css)
  }
  const rules = () => {
    const ofClasses = [...classes].map(([style, name]) => `.${name} { ${style.replace(/[{}]/g, '')} }`)
    const css = [...sheets, ...ofClasses].join('\n')
    return css === '' ? [] : [stylesheetHere(css, media)]
  }
  return { stage, rules }
}

/** A formula of a question stands in the answer, too. */
function remembering(toMath: MathToHtml): MathToHtml {
  const known = new Map<string, string>()
  return (tex, isDisplay) => {
    const key = `${isDisplay} ${tex}`
    const html = known.get(key) ?? toMath(tex, isDisplay)
    known.set(key, html)
    return html
  }
}
