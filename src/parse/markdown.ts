import type { Root } from 'mdast'
import { fromMarkdown, type Options } from 'mdast-util-from-markdown'
import { gfmAutolinkLiteralFromMarkdown } from 'mdast-util-gfm-autolink-literal'
import { gfmFootnoteFromMarkdown } from 'mdast-util-gfm-footnote'
import { gfmStrikethroughFromMarkdown } from 'mdast-util-gfm-strikethrough'
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table'
import { gfmAutolinkLiteral } from 'micromark-extension-gfm-autolink-literal'
import { gfmFootnote } from 'micromark-extension-gfm-footnote'
import { gfmStrikethrough } from 'micromark-extension-gfm-strikethrough'
import { gfmTable } from 'micromark-extension-gfm-table'
import { gfmTaskListItem } from 'micromark-extension-gfm-task-list-item'
import { combineExtensions } from 'micromark-util-combine-extensions'
import { isPlain } from '../model/plain'
import { commentFromMarkdown, commentSyntax } from './comment-syntax'
import { markFromMarkdown, markSyntax } from './mark-syntax'
import { mathFromMarkdown, mathSyntax } from './math-syntax'
import { plainTree } from './plain'
import { taskBoxFromMarkdown } from './task-box'
import { wikiFromMarkdown, wikiSyntax } from './wiki-syntax'

/** A text to mdast, with positions counted from its start. Total. */
export type ToMdast = (text: string) => Root

/** CommonMark, GFM, mathematics, marked text and Obsidian's own marks. */
export const toMdast: ToMdast = (text) =>
  isPlain(text) ? plainTree(text) : fromMarkdown(text, withLookup(text, optionsFor(text)))

/** What a text holds that may have links without marks, task items, or marked words. */
export const address = /@|www\.|https?:/i
export const task = /\[[ \txX\r\n]\]/
const marked = /==/

/**
 * The parts of GFM, and what a text must hold for a part to matter. A part that is left out where its mark is
 * missing changes no tree, and saves two fifths of the time.
 */
const parts = [
  [/\|[ \t]*:?-|-[ \t]*(?::[ \t]*)?\||:-|-:/, gfmTable(), gfmTableFromMarkdown()],
  [/~/, gfmStrikethrough(), gfmStrikethroughFromMarkdown()],
  [/\[\^/, gfmFootnote(), gfmFootnoteFromMarkdown()],
  [address, gfmAutolinkLiteral(), gfmAutolinkLiteralFromMarkdown()],
  [task, gfmTaskListItem(), taskBoxFromMarkdown()],
  [marked, markSyntax(), markFromMarkdown()]
] as const

/** Options by which parts are on, one bit each: putting extensions together costs as much as a paragraph. */
const combined = new Map<number, Options>()

function optionsFor(text: string): Options {
  let needed = 0
  for (const [bit, [mark]] of parts.entries()) if (mark.test(text)) needed |= 1 << bit
  let options = combined.get(needed)
  if (!options) {
    const used = parts.filter((_, bit) => needed & (1 << bit))
    options = {
      extensions: [combineExtensions(used.map(([, syntax]) => syntax))],
      mdastExtensions: used.map(([, , tree]) => tree)
    }
    combined.set(needed, options)
  }
  return options
}

/** Parts whose ends are looked up in the text itself, and what it must hold for them to matter. */
const lookups = [
  [/\$|\\[([]/, mathSyntax, mathFromMarkdown],
  [/!\[\[/, wikiSyntax, wikiFromMarkdown],
  [/%%/, commentSyntax, commentFromMarkdown]
] as const

/** Whether a text holds marks that are no part of CommonMark or GFM, and that other parsers do not know. */
export function hasOwnMarks(text: string): boolean {
  return marked.test(text) || lookups.some(([mark]) => mark.test(text))
}

function withLookup(text: string, options: Options): Options {
  const used = lookups.filter(([mark]) => mark.test(text))
  if (used.length === 0) return options
  return {
    extensions: [...options.extensions!, ...used.map(([, syntax]) => syntax(text))],
    mdastExtensions: [...options.mdastExtensions!, ...used.map(([, , tree]) => tree())]
  }
}
