import type { Image } from 'mdast'
import { mediaKind } from '../model/media'
import type { NoteEmbed } from '../model/nodes'

/** `![[…]]` as Obsidian has it: on one line, and without a bracket in it. */
const written = /!\[\[([^[\]|#\r\n]*)(?:#[^[\]|\r\n]*)?(\|[^[\]\r\n]*)?\]\](?![([])/y

/** Where the embedded file of Obsidian's that begins at `at` ends, or 0. */
export function wikiEnd(text: string, at: number, isDefined: (name: string) => boolean): number {
  written.lastIndex = at
  const [, target] = written.exec(text) ?? []
  if (target === undefined || isDefined(unescaped(target)) || target.trim() === '') return 0
  return written.lastIndex
}

/** In a table's cell the bar stands behind a backslash. */
function unescaped(part: string): string {
  return part.replace(/\\$/, '')
}

/** What is shown for an embedded file. */
export function wikiNode(source: string): Image | NoteEmbed {
  written.lastIndex = 0
  const [, target = '', bar = ''] = written.exec(source)!
  const name = unescaped(target).trim()
  if (mediaKind(name) === undefined) return { type: 'noteEmbed', value: source }
  const isName = !/[\\/]/.test(name)
  return { type: 'image', url: addressOf(name), alt: altOf(bar), ...(isName && { data: { byName: true } }) }
}

/** A name is no address yet: it may hold `%` and `?`. */
function addressOf(name: string): string {
  return name.replaceAll('%', '%25').replaceAll('?', '%3F')
}

/** The size stays behind its bar, where images of Markdown have it. */
function altOf(bar: string): string {
  return /^\|\d+(?:x\d+)?$/.test(bar) ? bar : bar.slice(1)
}
