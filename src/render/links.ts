import { diagnose, type Report } from '../diagnostic'
import type { Position } from '../model/position'
import { isSafeUrl } from './allowed'
import { isMedia } from './media'

/** Reports a link that a card cannot have, or that leads nowhere from a card. */
export function reportLink(found: string, place: Position, report: Report): void {
  if (!isSafeUrl(found)) report(diagnose('link-unsafe', place, { found }))
  else if (isRelative(found) && !isMedia(found)) report(diagnose('link-relative', place, { found }))
}

/** Whether an address is the path from the deck to something. A card is in no folder, and a mark `#` is on the card itself. */
function isRelative(url: string): boolean {
  return url.trim() !== '' && !/^\s*(?:[a-z][a-z\d+.-]*:|\/\/|#)/i.test(url)
}
