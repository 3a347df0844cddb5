import type { Heading } from '../model/outline'
import { isKnownSection, kindOf, roleOf } from './labels'
import { isCard } from './regions'

/**
 * Tells the headings of a deck that begin a card, a side, or a section that is known. Right under HTML they are text of it
 * to Markdown, and to their author headings all the same; but only where other headings speak of cards: else an `### Example`
 * can be part of what is folded away.
 */
export function knownHeadings(markdown: string): (heading: Heading) => boolean {
  let deck: Spoken | undefined
  return ({ depth, text }) => {
    if (depth < 2 || depth > 4 || !(isKnownSection(text) || kindOf(text) !== 'other')) return false
    deck ??= spokenIn(markdown)
    return deck.ofCards || (deck.ofFronts && roleOf(text) !== 'section')
  }
}

/** What the headings of a deck speak of. */
interface Spoken {
  readonly ofCards: boolean
  readonly ofFronts: boolean
}

/** Asks all lines that look like headings, also those in code. */
function spokenIn(markdown: string): Spoken {
  const found = markdown.matchAll(/^ {0,3}#{1,6}[ \t]+(\S.*)$/gm)
  const headings = [...found].map(([, text = '']) => text.trimEnd())
  return {
    ofCards: headings.some((text) => isCard({ kind: kindOf(text) })),
    ofFronts: headings.some((text) => roleOf(text) === 'front')
  }
}
