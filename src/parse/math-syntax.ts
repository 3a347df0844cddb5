import type { Extension as TreeExtension } from 'mdast-util-from-markdown'
import { markdownLineEnding } from 'micromark-util-character'
import type { Code, Construct, Effects, Extension, State, Tokenizer } from 'micromark-util-types'
import type { InlineMath, MathBlock } from '../model/nodes'
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
    tokenize: tokenizeText(text),
    previous(code) {
      return code !== dollar || this.events.at(-1)?.[1].type === 'characterEscape'
    }
  }
  const inFlow: Construct = { name: 'mathFlow', tokenize: tokenizeFlow(text), concrete: true }
  return {
    text: { [dollar]: inText, [backslash]: inText },
    flow: { [dollar]: inFlow, [backslash]: inFlow }
  }
}

const dollar = 36
const backslash = 92

function tokenizeText(text: string): Tokenizer {
  return function (effects, ok, nok) {
    const end = formulaEnd(text, this.now().offset)
    const inside = (code: Code): State | undefined => {
      if (this.now().offset === end) {
        effects.exit('mathData')
        effects.exit('mathText')
        return ok(code)
      }
      if (code === null) return nok(code)
      return takeInLine(effects, code, inside)
    }
    return (code) => {
      if (end === 0) return nok(code)
      effects.enter('mathText')
      effects.enter('mathData')
      return inside(code)
    }
  }
}

function takeInLine(effects: Effects, code: Code, next: State): State {
  if (!markdownLineEnding(code)) {
    effects.consume(code)
    return next
  }
  effects.exit('mathData')
  takeLineEnding(effects, code)
  return (after) => {
    effects.enter('mathData')
    return next(after)
  }
}

function takeLineEnding(effects: Effects, code: Code): void {
  effects.enter('lineEnding')
  effects.consume(code)
  effects.exit('lineEnding')
}

function tokenizeFlow(text: string): Tokenizer {
  return function (effects, ok, nok) {
    const end = mathBlockEnd(text, this.now().offset)
    const { parser } = this
    /** Goes on if the next line does so in all containers. */
    const nextLine: Construct = {
      partial: true,
      tokenize(inner, goOn, stop) {
        return (code) => {
          if (code === null) return stop(code)
          takeLineEnding(inner, code)
          return (next) => (parser.lazy[this.now().line] ? stop(next) : goOn(next))
        }
      }
    }
    const after: State = (code) => {
      effects.exit('mathFlow')
      return ok(code)
    }
    const lineStart: State = (code) => {
      if (this.now().offset >= end) return after(code)
      if (code === null || markdownLineEnding(code)) return effects.attempt(nextLine, lineStart, after)(code)
      effects.enter('mathData')
      return inLine(code)
    }
    const inLine: State = (code) => {
      if (code !== null && !markdownLineEnding(code)) {
        effects.consume(code)
        return inLine
      }
      effects.exit('mathData')
      return lineStart(code)
    }
    return (code) => {
      if (end === 0) return nok(code)
      if (this.interrupt) return ok(code)
      effects.enter('mathFlow')
      return lineStart(code)
    }
  }
}

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
