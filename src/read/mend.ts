import { diagnose, type Edit, type Report } from '../diagnostic'
import type { Block } from '../model/outline'
import { type Slice, within } from '../model/position'
import type { Source } from '../model/source'
import { type Recognised, recogniseHeading, recogniseLabel, wordsOf } from './labels'
import { linesOf, trimmed } from './slices'

type Words = Recognised['words']

/**
 * The blocks of a file as their author can have meant them. To Markdown `---` right under text makes a heading of it, a
 * card's heading in bold is a paragraph, behind four blanks it is code, and right under HTML it is HTML.
 */
export function mendBlocks(source: Source, report: Report): readonly Block[] {
  return source.blocks.flatMap((block) => {
    if (block.heading?.underHtml) return underHtml(source, block, report)
    if (block.heading?.setext && block.heading.depth === 2) return withoutUnderline(source, block, report)
    if (block.kind === 'paragraph') return boldHeading(source, block, report)
    return block.kind === 'code' ? indentedHeading(source, block, report) : block
  })
}

/** Mostly the block as it was. */
type Mended = Block | readonly Block[]

/** Text and a rule, unless the text announces something. Under a label nothing else can be meant. */
function withoutUnderline({ text }: Source, block: Block, report: Report): Mended {
  const lines = linesOf(text, block)
  const words = lines.slice(0, -1)
  const [last, rule] = lines.slice(-2)
  if (!last || !rule || recogniseHeading(within(last, 0, last.text.trimEnd().length)).kind !== 'other')
    return block
  if (words.length === 1 && isDrawn(last, rule)) return block
  if (!recogniseLabel(last))
    report({
      ...diagnose('heading-setext', last.position, { found: last.text.trim() }),
      fix: blankAbove(rule)
    })
  return [{ ...blockOf('paragraph', words[0]!, last), line: block.line }, blockOf('rule', rule, rule)]
}

/** A heading that the scanner has already taken out of the HTML. */
function underHtml({ text }: Source, block: Block, report: Report): Block {
  const line = linesOf(text, block)[0]!
  const found = trimmed(line)
  report({ ...diagnose('heading-under-html', found.position, { found: found.text }), fix: blankAbove(line) })
  return block
}

function blankAbove({ position: { start } }: Slice): readonly Edit[] {
  return [{ position: { start, end: start }, text: '\n' }]
}

/** Whether a line of dashes was drawn under a text, as long as it: that is a heading, and meant to be one. */
function isDrawn(text: Slice, dashes: Slice): boolean {
  const length = dashes.text.trim().length
  return length > 3 && Math.abs(length - text.text.trim().length) <= 1
}

function boldHeading({ text }: Source, block: Block, report: Report): Mended {
  if (!begins(text, block, boldAhead)) return block
  const [first, ...rest] = linesOf(text, block)
  const heading = wordsOf(first!, /^\s*\*\*(?<heading>[^*]+)\*\*\s*$/d)?.['heading']
  if (!heading || recogniseHeading(heading).kind !== 'card') return block
  report(diagnose('card-heading-malformed', first!.position, { found: first!.text.trim() }))
  const others = rest.length > 0 ? [blockOf('paragraph', rest[0]!, rest.at(-1)!)] : []
  return [headingBlock(block, first!, heading, 3), ...others]
}

function indentedHeading({ text }: Source, block: Block, report: Report): Mended {
  if (block.line !== block.endLine || !begins(text, block, hashAhead)) return block
  const [first] = linesOf(text, block)
  const words = wordsOf(first!, /^(?: {4}|\t)\s*(?<hashes>#{2,4})\s+(?<heading>.*\S)\s*$/d)
  const { hashes, heading } = words ?? {}
  const { kind, words: said } = heading ? recogniseHeading(heading) : { kind: 'other', words: {} as Words }
  const isCard = kind === 'card' && /^(?:easy|medium|hard)?$/i.test(said['difficulty']?.text ?? '')
  if (!hashes || !heading || !isCard) return block
  report(diagnose('card-heading-malformed', first!.position, { found: first!.text }))
  return headingBlock(block, first!, heading, hashes.text.length)
}

/** A line in bold as a whole, and one that is code with the mark of a heading. */
const [boldAhead, hashAhead] = [/[^\S\r\n]*\*\*[^*\r\n]+\*\*[^\S\r\n]*$/my, /(?: {4}|\t)\s*#/y]

/** A look before a block is cut into lines: of most there is nothing to mend. Neither pattern begins with a letter of ASCII, as most blocks do. */
function begins(text: string, { start }: Block, sticky: RegExp): boolean {
  const code = text.charCodeAt(start)
  if (code >= LETTERS && code < BEYOND_ASCII) return false
  sticky.lastIndex = start
  return sticky.test(text)
}

function headingBlock(block: Block, line: Slice, { text, position }: Slice, depth: number): Block {
  const heading = { depth, text, textStart: position.start.offset, setext: false }
  return { ...blockOf('heading', line, line), line: block.line, heading }
}

function blockOf(kind: Block['kind'], first: Slice, last: Slice): Block {
  const [start, end] = [first.position.start, last.position.end]
  return { kind, line: start.line, endLine: end.line, start: start.offset, end: end.offset }
}

const [LETTERS, BEYOND_ASCII] = [0x41, 0x80]
