import type { Image, Link, Text } from 'mdast'
import { mediaKind } from '../model/media'
import type { NoteEmbed } from '../model/nodes'

/** `[[…]]` and `![[…]]` as Obsidian has them: on one line, and without a bracket in it. */
const written = /(!?)\[\[([^[\]|#\r\n]*)(#[^[\]|\r\n]*)?(\|[^[\]\r\n]*)?\]\](?![([])/y

/** What no name of a note holds, so that `[[ -f x ]]`, `[[:alpha:]]` and `[["a"]]` are text. A backslash may stand before a bar. */
const unfit = /^\s|\s$|^$|[\\:*"<>?^`$]/

/** A note is called by words, or after a day; what is not is a row of a matrix. */
const named = /\p{L}|^\d{4}-\d\d/u
const row = /^-?[\p{L}\d]{1,2}(?:, ?-?[\p{L}\d]{1,2})+$/u

/** Where the link or the embedded file of Obsidian's that begins at `at` ends, or 0. */
export function wikiEnd(text: string, at: number, isDefined: (name: string) => boolean): number {
  written.lastIndex = at
  const [, mark, target = '', heading] = written.exec(text) ?? []
  const name = unescaped(target)
  if (mark === undefined || isDefined(name)) return 0
  const isMeant = mark === '!' ? name.trim() !== '' : isNote(name, heading)
  return isMeant ? written.lastIndex : 0
}

function isNote(name: string, heading: string | undefined): boolean {
  if (name === '') return heading !== undefined && named.test(heading) && !/^#[!^]/.test(heading)
  return !unfit.test(name) && named.test(name) && !row.test(name)
}

/** In a table's cell the bar stands behind a backslash. */
function unescaped(part: string): string {
  return part.replace(/\\$/, '')
}

/** What is shown for a link or an embedded file: the file, or the words. */
export function wikiNode(source: string): Image | Link | NoteEmbed | Text {
  written.lastIndex = 0
  const [, mark, target = '', part = '', bar = ''] = written.exec(source)!
  const name = unescaped(target).trim()
  const isMedia = mediaKind(name) !== undefined
  if (mark === '!')
    return isMedia
      ? {
          type: 'image',
          url: addressOf(name),
          alt: altOf(bar),
          ...(!/[\\/]/.test(name) && { data: { byName: true } })
        }
      : { type: 'noteEmbed', value: source }
  const words: Text = { type: 'text', value: bar.slice(1).trim() || headed(name, unescaped(part)) }
  return isMedia ? { type: 'link', url: addressOf(name), children: [words] } : words
}

/** A name is no address yet: it may hold `%` and `?`. */
function addressOf(name: string): string {
  return name.replaceAll('%', '%25').replaceAll('?', '%3F')
}

/** The size stays behind its bar, where images of Markdown have it. */
function altOf(bar: string): string {
  return /^\|\d+(?:x\d+)?$/.test(bar) ? bar : bar.slice(1)
}

/** `Note > Heading`, as Obsidian shows it. What begins with `^` names a place that has no words. */
function headed(name: string, part: string): string {
  const headings = part.split('#').filter((each) => each !== '' && !each.startsWith('^'))
  return [name, ...headings].filter((each) => each !== '').join(' > ')
}
