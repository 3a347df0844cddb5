import { markdownLineEnding } from 'micromark-util-character'
import type {
  Code,
  Construct,
  Effects,
  State,
  TokenizeContext,
  Tokenizer,
  TokenType
} from 'micromark-util-types'

/** Where in the text that what begins here ends, or 0 where nothing begins. */
type End = (context: TokenizeContext) => number

/** Takes what ends where `endOf` says as a token in a line of text, which holds the data of each of its lines. */
export function textUpTo(endOf: End, whole: TokenType, data: TokenType): Tokenizer {
  return function (effects, ok, nok) {
    const end = endOf(this)
    const inside = (code: Code): State | undefined => {
      if (this.now().offset === end) {
        effects.exit(data)
        effects.exit(whole)
        return ok(code)
      }
      if (code === null) return nok(code)
      return takeInLine(effects, code, data, inside)
    }
    return (code) => {
      if (end === 0) return nok(code)
      effects.enter(whole)
      effects.enter(data)
      return inside(code)
    }
  }
}

function takeInLine(effects: Effects, code: Code, data: TokenType, next: State): State {
  if (!markdownLineEnding(code)) {
    effects.consume(code)
    return next
  }
  effects.exit(data)
  takeLineEnding(effects, code)
  return (after) => {
    effects.enter(data)
    return next(after)
  }
}

function takeLineEnding(effects: Effects, code: Code): void {
  effects.enter('lineEnding')
  effects.consume(code)
  effects.exit('lineEnding')
}

/** The same on lines of its own. */
export function flowUpTo(endOf: End, whole: TokenType, data: TokenType): Tokenizer {
  return function (effects, ok, nok) {
    const end = endOf(this)
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
      effects.exit(whole)
      return ok(code)
    }
    const lineStart: State = (code) => {
      if (this.now().offset >= end) return after(code)
      if (code === null || markdownLineEnding(code)) return effects.attempt(nextLine, lineStart, after)(code)
      effects.enter(data)
      return inLine(code)
    }
    const inLine: State = (code) => {
      if (code !== null && !markdownLineEnding(code)) {
        effects.consume(code)
        return inLine
      }
      effects.exit(data)
      return lineStart(code)
    }
    return (code) => {
      if (end === 0) return nok(code)
      if (this.interrupt) return ok(code)
      effects.enter(whole)
      return lineStart(code)
    }
  }
}
