import type { Extension as TreeExtension } from 'mdast-util-from-markdown'
import type { Construct, Extension } from 'micromark-util-types'
import type { InlineMath, MathBlock } from '../model/nodes'
import { flowUpTo, textUpTo } from './looked-up'
import { formulaEnd, mathBlockEnd } from './math'

declare module 'micromark-util-types' {
  interface TokenTypeMap {
    mathText: 'mathText'
    mathFlow: 'mathFlow'
    mathData: 'mathData'
  }
}

declare module 'mdast-util-from-markdown' {
  interface CompileData {
    /** Set by `mdast-util-gfm-table`. */
    inTable?: boolean | undefined
  }
}

/**
 * Mathematics in a text: formulas in lines, and on lines of their own. Where one ends is looked up in the text, since a
 * tokenizer cannot look ahead, and lines that it has taken for a formula are no longer looked at for lists and quotes.
 */
export function mathSyntax(text: string): Extension {
  const inText: Construct = {
    name: 'mathText',
    tokenize: textUpTo((context) => formulaEnd(text, context.now().offset), 'mathText', 'mathData'),
    previous(code) {
      return code !== dollar || this.events.at(-1)?.[1].type === 'characterEscape'
    }
  }
  const inFlow: Construct = {
    name: 'mathFlow',
    tokenize: flowUpTo((context) => mathBlockEnd(text, context.now().offset), 'mathFlow', 'mathData'),
    concrete: true
  }
  return {
    text: { [dollar]: inText, [backslash]: inText },
    flow: { [dollar]: inFlow, [backslash]: inFlow }
  }
}

const dollar = 36
const backslash = 92

/** Formulas as nodes that hold what was written. In a table's cell `\|` is a bar (GFM 0.29, section 4.10). */
export function mathFromMarkdown(): TreeExtension {
  return {
    enter: {
      mathText(token) {
        this.enter({ type: 'inlineMath', value: '' }, token)
        this.buffer()
      },
      mathFlow(token) {
        this.enter({ type: 'math', value: '' }, token)
        this.buffer()
      }
    },
    exit: {
      mathData(token) {
        this.config.enter['data']!.call(this, token)
        this.config.exit['data']!.call(this, token)
      },
      mathText(token) {
        const value = this.resume()
        const node = this.stack.at(-1) as InlineMath
        this.exit(token)
        node.value = this.data.inTable ? value.replaceAll('\\|', '|') : value
      },
      mathFlow(token) {
        const value = this.resume()
        const node = this.stack.at(-1) as MathBlock
        this.exit(token)
        node.value = value
      }
    }
  }
}
