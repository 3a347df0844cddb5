import { drawCards } from '../anki/draw'
import type { NoteTypeOf } from '../anki/note-type'
import { counted, countedCards } from '../model/counted'
import { client } from './client'
import { countedFindings } from './findings'
import { escaped } from './html'
import type { Media } from './media'
import { policyFor } from './policy'
import { type DeckToShow, type DrawnDeck, showDeck } from './section'
import { mathAsWritten } from './side'
import { pageStyle } from './style'

export interface PageOptions {
  /** What the cards show and play. */
  readonly media?: Media
  /** The note types by which they are drawn, where these are not as we have them. */
  readonly noteTypeOf?: NoteTypeOf
  /** What the page is called by the server that it comes from, which it asks whether there is a newer one. */
  readonly version?: string
}

/**
 * Every card of decks, question and answer as Anki draws them, in one page of HTML that needs no other file, loads nothing, and
 * works without its script. Pure: the same decks give the same page.
 */
export async function previewPage(
  decks: readonly DeckToShow[],
  { media = new Map(), noteTypeOf, version }: PageOptions = {}
): Promise<string> {
  const drawn = decks.map((deck) => draw(deck, noteTypeOf))
  const toMath = drawn.some(holdsMath) ? (await import('./math')).toMathMl : mathAsWritten
  const script = `(${client})()`
  const surroundings = { media, noteTypeOf, toMath, hasSeveral: decks.length > 1 }
  const sections = drawn.map((deck, at) => showDeck(deck, at, surroundings))
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

function draw(each: DeckToShow, noteTypeOf: NoteTypeOf | undefined): DrawnDeck {
  const { deck } = each
  return { ...each, notes: deck?.cards.map((card) => drawCards(card, deck, noteTypeOf)) ?? [] }
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
    countedCards(cards, notes.length),
    ...difficulties,
    ...countedFindings(decks.flatMap(({ findings }) => findings))
  ]
}
