import { narrow } from '../model/narrow'

/**
 * Cuts pieces out of a text. One character beyond Latin-1, an arrow or an emoji, makes a whole deck two bytes wide, so pieces of such a text
 * are written anew.
 */
export function cutter(text: string): (from: number, to: number) => string {
  const cut = (from: number, to: number) => text.slice(from, to)
  return /[^\0-\xff]/.test(text) ? (from, to) => narrow(cut(from, to)) : cut
}
