import { deepestGaps } from '../model/limits'
import { withoutTags } from './strip-html'

type Node = string | Cloze

interface Cloze {
  /** Its numbers as they are written: `1`, or `1,2`. */
  readonly numbers: string
  readonly nodes: Node[]
  hint: string
}

/**
 * A field as one card of a cloze note shows it: what is asked for is hidden on the question, and marked on the answer. Empty where
 * the card's number does not stand in it (`rslib/src/cloze.rs`).
 */
export function revealCloze(html: string, number: number, side: 'question' | 'answer'): string {
  const nodes = parse(html)
  return clozesIn(nodes).some((cloze) => isAsked(cloze, number))
    ? withoutTagsInMath(nodes.map((node) => reveal(node, number, side)).join(''))
    : ''
}

/** The numbers of the clozes in a field, each of which makes a card. */
export function clozeNumbersIn(html: string): readonly number[] {
  const numbers = clozesIn(parse(html)).flatMap((cloze) => numbersOf(cloze))
  return [...new Set(numbers)].sort((one, other) => one - other)
}

/** What has to be typed where a card asks for its clozes (`qt/aqt/reviewer.py`). */
export function clozeAnswers(html: string, number: number): string {
  const asked = clozesIn(parse(html)).filter((cloze) => isAsked(cloze, number))
  return asked.map(({ nodes }) => nodes.map((node) => reveal(node, 0, 'answer')).join('')).join(', ')
}

function numbersOf({ numbers }: Cloze): readonly number[] {
  return numbers.split(',').map(Number)
}

function isAsked(cloze: Cloze, number: number): boolean {
  return numbersOf(cloze).includes(number)
}

function clozesIn(nodes: readonly Node[]): readonly Cloze[] {
  return nodes.flatMap((node) => (typeof node === 'string' ? [] : [node, ...clozesIn(node.nodes)]))
}

function parse(html: string): readonly Node[] {
  const found: Node[] = []
  const open: Cloze[] = []
  const add = (node: Node) => void (open.at(-1)?.nodes ?? found).push(node)
  for (const token of html.split(/(\{\{c\d+(?:,\d+)*::|\}\})/)) {
    const numbers = /^\{\{c(.*)::$/.exec(token)?.[1]
    if (numbers !== undefined) {
      if (open.length < deepestGaps) open.push({ numbers, nodes: [], hint: '...' })
    } else if (token === '}}') add(open.pop() ?? token)
    else if (token !== '') add(withoutHint(token, open.at(-1)))
  }
  return found
}

/** What follows `::` inside of a cloze is its hint. */
function withoutHint(text: string, cloze: Cloze | undefined): string {
  const at = cloze ? text.indexOf('::') : -1
  if (!cloze || at < 0) return text
  cloze.hint = text.slice(at + 2)
  return text.slice(0, at)
}

/** What is hidden stands in an attribute, and so several times over where clozes are nested: in Anki up to any length. */
const longestHidden = 10_000

function reveal(node: Node, number: number, side: 'question' | 'answer'): string {
  if (typeof node === 'string') return node
  const inside = node.nodes.map((each) => reveal(each, number, side)).join('')
  const ordinal = `data-ordinal="${node.numbers}"`
  if (!isAsked(node, number)) return `<span class="cloze-inactive" ${ordinal}>${inside}</span>`
  if (side === 'answer') return `<span class="cloze" ${ordinal}>${inside}</span>`
  const hidden = inside.length > longestHidden ? '' : asAttribute(inside)
  return `<span class="cloze" data-cloze="${hidden}" ${ordinal}>[${node.hint}]</span>`
}

/** As the Rust crate `htmlescape`, which Anki uses, writes attributes. */
function asAttribute(html: string): string {
  return html.replace(/[^A-Za-z0-9]/gu, (character) => {
    const code = character.codePointAt(0)!
    return named[character] ?? (code < 256 ? `&#x${code.toString(16).toUpperCase()};` : character)
  })
}

const named: Readonly<Record<string, string>> = { '<': '&lt;', '>': '&gt;', '&': '&amp;', '"': '&quot;' }

/** MathJax takes no tags, so Anki leaves out those of clozes within formulas. */
function withoutTagsInMath(html: string): string {
  let [opened, inside] = [false, '']
  let shown = ''
  for (const token of html.split(/(\\[()[\]])/)) {
    if (/^\\[([]$/.test(token) && !opened) [opened, shown] = [true, shown + token]
    else if (/^\\[)\]]$/.test(token) && opened)
      [opened, shown, inside] = [false, shown + withoutTags(inside) + token, '']
    else if (opened) inside += token
    else shown += token
  }
  return shown + inside
}
