import type { Extension as TreeExtension } from 'mdast-util-from-markdown'
import type { Extension } from 'micromark-util-types'
import { commentBlockEnd, commentEnd } from './comment'
import { flowUpTo, textUpTo } from './looked-up'

declare module 'micromark-util-types' {
  interface TokenTypeMap {
    hidden: 'hidden'
    hiddenData: 'hiddenData'
  }
}

/** Obsidian's comments in a text, in lines and on lines of their own. */
export function commentSyntax(text: string): Extension {
  const inText = textUpTo((context) => commentEnd(text, context.now().offset), 'hidden', 'hiddenData')
  const inFlow = flowUpTo((context) => commentBlockEnd(text, context.now().offset), 'hidden', 'hiddenData')
  return {
    text: { [percent]: { name: 'hidden', tokenize: inText } },
    flow: { [percent]: { name: 'hidden', tokenize: inFlow, concrete: true } }
  }
}

const percent = 37

/** Comments as HTML that says nothing, so that what stands around them is not one text. */
export function commentFromMarkdown(): TreeExtension {
  return {
    enter: {
      hidden(token) {
        this.enter({ type: 'html', value: '' }, token)
        this.buffer()
      }
    },
    exit: {
      hidden(token) {
        this.resume()
        this.exit(token)
      }
    }
  }
}
