import type { CardDraft, FieldDraft } from '../../model/draft'
import type { Block } from '../../model/outline'
import { endOf, join, type Slice, sliceAt, startOf, within } from '../../model/position'
import type { Source } from '../../model/source'
import { inlineField } from '../label-lines'
import { boldSideMark, wordsOf } from '../labels'
import type { Region } from '../regions'
import { linesOf, sliceOf, withoutRules } from '../slices'
import type { Dialect } from './dialect'
import { blockField, madeCard } from './made'

/** Answers folded away in `<details>`. */
export const details: Dialect = {
  name: 'details',
  example: ['What is asked?', '<details><summary>Answer</summary>', '', 'What is answered', '</details>'],
  read: (source, regions) => {
    const read = regions.map((region) => ({ region, ...readRegion(source, region) }))
    const used = read.filter(({ cards }) => cards.length > 0)
    return {
      cards: used.flatMap(({ cards }) => cards),
      regions: new Set(used.map(({ region }) => region)),
      findings: [],
      marks: used.flatMap(({ marks }) => marks)
    }
  }
}

/** An element `<details>`: its summary, and the lines of what it folds away, which begin behind the summary. */
interface Folded {
  /** The places in the region's blocks where it begins and ends. */
  readonly open: number
  readonly close: number
  readonly summary?: Slice
  readonly answer?: Slice
}

interface Read {
  readonly cards: readonly CardDraft<FieldDraft>[]
  /** The summaries that only say that an answer follows. */
  readonly marks: readonly Slice[]
}

function readRegion(source: Source, region: Region): Read {
  const { blocks } = region
  const all = foldedIn(source, blocks)
  const cards = all.flatMap((folded, index) => {
    const from = (all[index - 1]?.close ?? -1) + 1
    const rule = blocks.slice(from, folded.open).findLastIndex(({ kind }) => kind === 'rule')
    const before = blocks.slice(index === 0 ? 0 : from + rule + 1, folded.open)
    const front = frontOf(source, region, folded, withoutRules(before), all.length === 1)
    const back = folded.answer && withoutMark(source, folded.answer)
    return front && back ? madeCard(front, blockField(back)) : []
  })
  const marks = all.flatMap(({ summary }) => (summary && !askedIn(summary) ? summary : []))
  return { cards, marks }
}

/** The elements of a region, one after the other. What is nested in one belongs to its answer. */
function foldedIn(source: Source, blocks: readonly Block[]): readonly Folded[] {
  const found: Folded[] = []
  let begun: { readonly open: number; readonly summary?: Slice; readonly lines: Slice[] } | undefined
  let depth = 0
  for (const [index, block] of blocks.entries()) {
    for (const line of linesOf(source.text, block)) {
      if (block.kind !== 'html') {
        begun?.lines.push(line)
        continue
      }
      for (const { tag, rest } of tagsOf(line)) {
        if (tag === 'open' && depth++ === 0) begun = { open: index, lines: [] }
        else if (tag === 'close' && --depth === 0 && begun) {
          found.push({ ...foldedOf(source, begun), close: index })
          begun = undefined
        } else if (tag === 'summary' && depth === 1 && begun) begun = { ...begun, summary: rest, lines: [] }
        else if (begun && (tag === 'text' || depth > 1)) begun.lines.push(rest)
        depth = Math.max(depth, 0)
      }
    }
  }
  return begun ? [...found, { ...foldedOf(source, begun), close: blocks.length - 1 }] : found
}

function foldedOf(
  source: Source,
  { open, summary, lines }: { open: number; summary?: Slice; lines: Slice[] }
) {
  const written = lines.filter(({ text }) => text.trim() !== '')
  const [first, last] = [written[0], written.at(-1)]
  return {
    open,
    ...(summary && { summary }),
    ...(first && last && { answer: join(source.text, first, last) })
  }
}

type Tag = 'open' | 'close' | 'summary' | 'text'

/** The tags of a line that matter here, and the text between them. */
function tagsOf(line: Slice): readonly { readonly tag: Tag; readonly rest: Slice }[] {
  const tags =
    /<details\b[^>]*>|<\/details\s*>|<summary\b[^>]*>.*?<\/summary>|(?:(?!<\/?(?:details|summary)\b).)+/gi
  return [...line.text.matchAll(tags)].map(({ 0: found, index }) => ({
    tag: /^<d/i.test(found) ? 'open' : /^<\//.test(found) ? 'close' : /^<s/i.test(found) ? 'summary' : 'text',
    rest: within(line, index, index + found.length)
  }))
}

/** The summary, unless it says no more than that an answer follows; then what stands above, with the heading if it is its only card. */
function frontOf(
  source: Source,
  { heading }: Region,
  { summary }: Folded,
  before: readonly Block[],
  alone: boolean
): FieldDraft | undefined {
  const asked = summary && askedIn(summary)
  if (asked) return inlineField(asked)
  const above = sliceOf(source.text, before)
  const words = above && withoutNumber(withoutMark(source, above))
  if (alone && heading && words && words === above) return blockField(join(source.text, heading, words))
  return words ? blockField(words) : heading && inlineField(heading)
}

/** The question in a summary, if it holds one. */
function askedIn(summary: Slice): Slice | undefined {
  const words = wordsOf(summary, question)?.['front']
  const said = words?.text.replace(/^[^\p{L}\p{N}]+/u, '')
  return said && !generic.test(said) ? words : undefined
}

const question =
  /<summary[^>]*>\s*(?:<(strong|b)>\s*Q\w*\s*\d*\s*[.:]?\s*<\/\1>\s*:?\s*)?(?:<(?:strong|b)>)?(?<front>.*?)(?:<\/(?:strong|b)>)?\s*<\/summary>/di

const generic =
  /^(?:(?:click|tap|show|reveal|view|see|open|ver)\b.*|(?:the )?(?:answer|back|solution|verso|resposta|respuesta|réponse|antwort|lösung|details)\s*\d*)\s*[.!:]?$/i

/** Without the number of a question that is one line long. */
function withoutNumber(slice: Slice): Slice {
  const [number] = /^\d{1,9}[.)][ \t]+(?=[^\r\n]+$)/.exec(slice.text) ?? []
  return number ? within(slice, number.length, slice.text.length) : slice
}

/** Without `**A:**` or `**Q1.**` in front, which may have a line of its own. */
function withoutMark({ text }: Source, slice: Slice): Slice {
  const end = /\r\n?|\n/.exec(slice.text)?.index ?? slice.text.length
  const rest = boldSideMark(within(slice, 0, end))?.rest
  if (!rest) return slice
  const from = rest.text ? rest.position.start.offset : slice.position.start.offset + end
  const blanks = /^\s*/.exec(text.slice(from, slice.position.end.offset))![0]
  return after(slice, from - slice.position.start.offset + (rest.text ? 0 : blanks.length))
}

/** What of a slice of several lines stands behind its first `length` characters. */
function after(slice: Slice, length: number): Slice {
  const { line, column, offset } = endOf(slice.text.slice(0, length), startOf(slice))
  return sliceAt(slice.text.slice(length), line, column, offset)
}
