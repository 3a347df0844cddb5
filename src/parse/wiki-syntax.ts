import type { Extension as TreeExtension } from 'mdast-util-from-markdown'
import { asciiAlphanumeric } from 'micromark-util-character'
import { normalizeIdentifier } from 'micromark-util-normalize-identifier'
import type { Code, Construct, Extension, State, Tokenizer } from 'micromark-util-types'
import { wikiEnd, wikiNode } from './wiki'

declare module 'micromark-util-types' {
  interface TokenTypeMap {
    wiki: 'wiki'
  }
}

/** Obsidian's links and embedded files in a text: `[[Note]]`, `![[a.png]]`. What Markdown has a definition of is its own. */
export function wikiSyntax(text: string): Extension {
  const construct: Construct = { name: 'wiki', tokenize: tokenizeWiki(text) }
  return { text: { [bracket]: construct, [exclamation]: construct } }
}

const [exclamation, bracket] = [33, 91]
const operandEnds: readonly Code[] = [41, bracket, 93, 95]

/** Behind what is a list, a function or a table, brackets are an index: `a[[1]]`. */
function endsOperand(code: Code): boolean {
  return asciiAlphanumeric(code) || operandEnds.includes(code)
}

function tokenizeWiki(text: string): Tokenizer {
  return function (effects, ok, nok) {
    const { defined } = this.parser
    const before = this.previous
    const end = wikiEnd(text, this.now().offset, (name) => defined.includes(normalizeIdentifier(name)))
    const inside = (code: Code): State | undefined => {
      if (this.now().offset === end) {
        effects.exit('wiki')
        return ok(code)
      }
      if (code === null) return nok(code)
      effects.consume(code)
      return inside
    }
    return (code) => {
      if (end === 0 || (code === bracket && endsOperand(before))) return nok(code)
      effects.enter('wiki')
      return inside(code)
    }
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
