import type { Extension as TreeExtension } from 'mdast-util-from-markdown'
import { asciiAlphanumeric } from 'micromark-util-character'
import { normalizeIdentifier } from 'micromark-util-normalize-identifier'
import type { Code, Construct, Extension, TokenizeContext } from 'micromark-util-types'
import { textUpTo } from './looked-up'
import { wikiEnd, wikiNode } from './wiki'

declare module 'micromark-util-types' {
  interface TokenTypeMap {
    wiki: 'wiki'
    wikiData: 'wikiData'
  }
}

/** Obsidian's links and embedded files in a text: `[[Note]]`, `![[a.png]]`. What Markdown has a definition of is its own. */
export function wikiSyntax(text: string): Extension {
  const construct: Construct = { name: 'wiki', tokenize: textUpTo(endIn(text), 'wiki', 'wikiData') }
  return { text: { [bracket]: construct, [exclamation]: construct } }
}

const [exclamation, bracket] = [33, 91]
const operandEnds: readonly Code[] = [41, bracket, 93, 95]

/** Behind what is a list, a function or a table, brackets are an index: `a[[1]]`. */
function endsOperand(code: Code): boolean {
  return asciiAlphanumeric(code) || operandEnds.includes(code)
}

function endIn(text: string): (context: TokenizeContext) => number {
  return ({ now, parser, previous }) => {
    const { offset } = now()
    const isIndex = text[offset] === '[' && endsOperand(previous)
    const isDefined = (name: string) => parser.defined.includes(normalizeIdentifier(name))
    return isIndex ? 0 : wikiEnd(text, offset, isDefined)
  }
}

/** Links as words, embedded files as images, embedded notes as nodes of their own. */
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
