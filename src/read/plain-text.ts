import { toString as textOf } from 'mdast-util-to-string'
import type { Slice } from '../model/position'
import type { Source } from '../model/source'

/** The text of a heading without its markup. */
export function plainText({ parseInline }: Source, heading: Slice): Slice {
  if (!/[\\*`&<[~\n\r]|==|%%/.test(heading.text)) return heading
  return { position: heading.position, text: textOf(parseInline(heading)).replace(/\s+/g, ' ') }
}
