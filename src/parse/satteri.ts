import type { Root } from 'mdast'
import { isPlain } from '../model/plain'
import { address, hasOwnMarks, type ToMdast, task, toMdast } from './markdown'

/** GFM as we read it; a deck's front matter is no part of a field. */
const options = { features: { gfm: true, frontmatter: false } } as const

/** What the package `satteri` offers, as far as it is used. */
export type MarkdownToMdast = (text: string, given: typeof options) => Root

/**
 * What satteri 0.10.5 reads otherwise than we do: a text is ours that has all marks of a row. Found by random Markdown
 * (`test/parse/satteri.test.ts`). Too much goes to our own parser rather than too little: it is only slower.
 */
const differing: readonly (readonly RegExp[])[] = [
  // Links without marks: it says where they stand, and begins them at other places.
  [address],
  // Task items that begin with something else than words: another place of the paragraph.
  [task],
  // Footnotes: other ends where code or HTML stands in them.
  [/\[\^/],
  // Marks beside a character of two units, such as an emoji, which for micromark is none that separates words.
  [/[*_~][\ud800-\udbff]|[\udc00-\udfff][*_~]/],
  // Marks of one kind beside marks of another: other pairs of them are taken.
  [/\*[_~]|_[*~]|~[*_]/],
  // It trims what stands behind a fence by Unicode's blanks.
  [/(?:```|~~~)[^\r\n]*(?:[^\S \t\r\n]|&)/],
  // Code or HTML in a list or a quote that goes on to its end: another end. What begins a line is in neither.
  [/^[^\S\r\n]*(?:[-+*>]|\d{1,9}[.)])/m, /[^\r\n`~](?:```|~~~|<[!?]|<(?:script|pre|style|textarea))/i],
  // The break of a line in the words for an image or a link: a backslash is left.
  [/\[/, /\\[\r\n]/],
  // A table right under a definition.
  [/\]:/, /^[^\S\r\n]*(?:\||:?-+[^\S\r\n]*[:|]|:-)/m],
  // Its end, where there is a bracket more.
  [/<!\[CDATA\[/],
  // Characters that UTF-8 or CommonMark know not.
  [/[\0\ufeff]|\p{Surrogate}/u]
]

/** A parser that gives the same trees as ours, in a fraction of the time: satteri where it reads the same, ours elsewhere. */
export function satteriMdast(markdownToMdast: MarkdownToMdast): ToMdast {
  return (text) => (needsOurs(text) ? toMdast(text) : markdownToMdast(text, options))
}

/** Plain text has its tree without any parser. */
export function needsOurs(text: string): boolean {
  return (
    isPlain(text) || hasOwnMarks(text) || differing.some((marks) => marks.every((mark) => mark.test(text)))
  )
}
