import type { Extension as TreeExtension } from 'mdast-util-from-markdown'
import { normalizeIdentifier } from 'micromark-util-normalize-identifier'
import type { Construct, Extension, TokenizeContext } from 'micromark-util-types'
import { textUpTo } from './looked-up'
import { wikiEnd, wikiNode } from './wiki'

declare module 'micromark-util-types' {
  interface TokenTypeMap {
    wiki: 'wiki'
    wikiData: 'wikiData'
  }
}

/** Obsidian's embedded files in a text: `![[a.png]]`. What Markdown has a definition of is its own. */
export function wikiSyntax(text: string): Extension {
  const construct: Construct = { name: 'wiki', tokenize: textUpTo(endIn(text), 'wiki', 'wikiData') }
  return { text: { [exclamation]: construct } }
}

const exclamation = 33

function endIn(text: string): (context: TokenizeContext) => number {
  return ({ now, parser }) =>
    wikiEnd(text, now().offset, (name) => parser.defined.includes(normalizeIdentifier(name)))
}

/** Embedded files as images, embedded notes as nodes of their own. */
export function wikiFromMarkdown(): TreeExtension {
  return {
    enter: {
      wiki(token) {
        this.enter(wikiNode(this.sliceSerialize(token)), token)
      }
    },
    exit: {
      wiki(token) {
        this.exit(token)
      }
    }
  }
}
