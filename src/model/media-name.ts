import { baseName } from './media'

/** Bytes. A longer name is cut (`rslib/src/media/files.rs`). */
export const longestName = 120

/** Names that Windows keeps for devices, whatever they end with. */
export const device = /^(con|prn|aux|nul|com[1-9]|lpt[1-9])(?=\.|$)/i

/**
 * What Anki would call a file, so that it does not call it otherwise than the cards do (`rslib/src/media/files.rs`). Names
 * that begin with `_` or `latex-` are of templates and formulas: Anki overwrites no file of such a name. `}}` in a name would
 * end a gap.
 */
export function ankiName(path: string): string {
  const name = baseName(path)
    .normalize('NFC')
    .replaceAll('\u00a0', ' ')
    .replace(/[[\]<>:"/?*^\\|\p{Cc}\p{Cn}\p{Cs}]/gu, '')
    .replace(/\}{2,}/g, '}')
    .trim()
    .replace(/^(?=_|latex-)/i, 'media')
    .replace(/\.$/, '._')
  // A blank before the ending goes, too, so that only then a name may be a device's; the mark of that may make it too long again.
  return short(short(name).replace(device, '$1_'))
}

function short(name: string): string {
  return joined(...parts(name))
}

/** The same with a mark between its stem and its ending. */
export function markedName(name: string, mark: string): string {
  const [stem, ending] = parts(name)
  return joined(stem, `-${mark}${ending}`)
}

/** A name that is not too long; `end` stays as it is. */
function joined(stem: string, end: string): string {
  let fit = ''
  let left = longestName - bytesOf(end)
  for (const character of stem) {
    left -= bytesOf(character)
    if (left < 0) break
    fit += character
  }
  return `${fit.trimEnd() || 'media'}${end}`
}

/** What has more characters is no ending. */
const longestEnding = 10

function parts(name: string): readonly [stem: string, ending: string] {
  const at = name.lastIndexOf('.')
  return at < 0 || name.length - at > longestEnding ? [name, ''] : [name.slice(0, at), name.slice(at)]
}

function bytesOf(text: string): number {
  return new TextEncoder().encode(text).length
}
