import type { Extension as TreeExtension } from 'mdast-util-from-markdown'
import { asciiAlphanumeric } from 'micromark-util-character'
import { classifyCharacter } from 'micromark-util-classify-character'
import { resolveAll } from 'micromark-util-resolve-all'
import type {
  Code,
  Construct,
  Event,
  Extension,
  Resolver,
  Token,
  TokenizeContext,
  Tokenizer
} from 'micromark-util-types'

declare module 'micromark-util-types' {
  interface TokenTypeMap {
    mark: 'mark'
    /** One that may be the half of a pair; it is `markSequence` when it is. */
    markTemporary: 'markTemporary'
    markSequence: 'markSequence'
  }
}

/**
 * Marked text between `==` and `==`, as Obsidian and others have it. Neither has a blank on its inner side, a letter or a digit on
 * its outer side, or belongs to an arrow: `a == b`, `x==1 and y==2` and `==>` are text.
 */
export function markSyntax(): Extension {
  return {
    text: { [equals]: sequence },
    insideSpan: { null: [sequence] },
    attentionMarkers: { null: [equals] }
  }
}

const equals = 61
const [lessThan, greaterThan, underscore] = [60, 62, 95]

const tokenize: Tokenizer = function (effects, ok, nok) {
  const before = this.previous
  let size = 0
  let token: Token
  const inside = (code: Code) => {
    if (code === equals) {
      size += 1
      effects.consume(code)
      return inside
    }
    if (size !== 2) return nok(code)
    effects.exit('markTemporary')
    token._open = !isWord(before) && classifyCharacter(code) !== 1 && code !== greaterThan
    token._close = !isWord(code) && classifyCharacter(before) !== 1 && before !== lessThan
    return ok(code)
  }
  return (code) => {
    if (before === equals) return nok(code)
    token = effects.enter('markTemporary')
    return inside(code)
  }
}

/** Of other scripts than Latin, words need no blanks between them. */
function isWord(code: Code): boolean {
  return asciiAlphanumeric(code) || code === underscore
}

/** Makes marked text of each opening mark and the next closing one; all others are text. `micromark` holds on to the list. */
const resolve: Resolver = (events, context) => {
  const result = paired(events, context)
  events.length = 0
  for (const event of result) events.push(event)
  return events
}

function paired(events: readonly Event[], context: TokenizeContext): Event[] {
  const result: Event[] = []
  /** Where in the result the mark stands that waits for its other half. */
  let opened: number | undefined
  for (let index = 0; index < events.length; index++) {
    const event = events[index]!
    const [kind, token] = event
    if (kind === 'enter' && token.type === 'markTemporary') {
      token.type = 'data'
      if (opened !== undefined && token._close) {
        const [opening, inside] = [result[opened]![1], result.splice(opened).slice(2)]
        result.push(...marked(opening, inside, token, context))
        opened = undefined
        index += 1
        continue
      }
      if (opened === undefined && token._open) opened = result.length
    }
    result.push(event)
  }
  return result
}

function marked(opening: Token, inside: Event[], closing: Token, context: TokenizeContext): Event[] {
  opening.type = 'markSequence'
  closing.type = 'markSequence'
  const mark: Token = { type: 'mark', start: { ...opening.start }, end: { ...closing.end } }
  return [
    ['enter', mark, context],
    ['enter', opening, context],
    ['exit', opening, context],
    ...resolveAll(context.parser.constructs.insideSpan.null!, inside, context),
    ['enter', closing, context],
    ['exit', closing, context],
    ['exit', mark, context]
  ]
}

const sequence: Construct = { name: 'mark', tokenize, resolveAll: resolve }

/** Marked text as a node. */
export function markFromMarkdown(): TreeExtension {
  return {
    canContainEols: ['mark'],
    enter: {
      mark(token) {
        this.enter({ type: 'mark', children: [] }, token)
      }
    },
    exit: {
      mark(token) {
        this.exit(token)
      }
    }
  }
}
