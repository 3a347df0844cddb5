import { asReviewed, type DrawnCard } from '../anki/draw'
import type { Diagnostic } from '../diagnostic'
import { daysOf, type PlannedCard } from '../plan/plan'
import { findingsList } from './findings'
import { escaped } from './html'
import { type Stage, showSide } from './side'

/** A card of the page, in two halves: what Anki shows, and what the page says of it. */
export interface ShownCard {
  /** For the shadow tree, where the note type's stylesheet holds; `<slot>`s are where the page's own words go. */
  readonly frame: string
  /** For the page itself. */
  readonly words: string
}

/** All cards of a note, with its findings at the first of them. */
export function showCards(
  card: PlannedCard,
  drawn: readonly DrawnCard[],
  key: string,
  findings: readonly Diagnostic[],
  level: number,
  stage: Stage
): readonly ShownCard[] {
  return drawn.map((each, at) => {
    const own = `${key}-${each.ord + 1}`
    const list = at === 0 ? findingsList(findings) : ''
    return {
      frame: frame(each, own, list !== '', stage),
      words: words(card, drawn.length > 1 ? each.name : undefined, own, list, level)
    }
  })
}

function frame(card: DrawnCard, key: string, hasFindings: boolean, stage: Stage): string {
  const side = (name: 'question' | 'answer') => {
    const html = showSide(asReviewed(card, name), `${key}-${name}`, stage)
    const label = name === 'question' ? 'Question' : 'Answer'
    return `<div class="preview-side preview-${name}" role="group" aria-label="${label}"><div class="card card${card.ord + 1}" lang="">${html}</div></div>`
  }
  return [
    `<article class="preview-card" data-key="${key}"${hasFindings ? ' data-found' : ''}>`,
    `<slot name="head-${key}"></slot>`,
    `<div class="preview-sides">${side('question')}${side('answer')}</div>`,
    ...(hasFindings ? [`<slot name="found-${key}"></slot>`] : []),
    '</article>'
  ].join('')
}

function words(
  card: PlannedCard,
  name: string | undefined,
  key: string,
  list: string,
  level: number
): string {
  const title = `Card ${card.number}${name === undefined ? '' : ` · ${name}`}`
  const facts = [...(card.difficulty ? [card.difficulty] : []), whenOf(card)]
  const head = [
    `<div class="head" slot="head-${key}">`,
    `<h${level}>${escaped(title)}</h${level}>`,
    `<p class="facts">${facts.map(escaped).join(' · ')}</p>`,
    '<button type="button" class="turn">Show answer</button>',
    '</div>'
  ].join('')
  return list === '' ? head : `${head}<div slot="found-${key}">${list}</div>`
}

/** When a card comes up, as far as that is known. */
function whenOf({ plan, due }: PlannedCard): string {
  if (plan.kind === 'new') return 'new'
  const days = due.length > 0 ? due.join(', ') : `day ${daysOf(plan).join(', ')}`
  return plan.kind === 'review' ? `${days}, then ×${plan.ease}` : days
}
