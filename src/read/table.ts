import type { FieldDraft, RowDraft, TableDraft, TableSectionDraft } from '../model/draft'
import type { Block } from '../model/outline'
import type { Slice } from '../model/position'
import type { Source } from '../model/source'
import { wordsOf } from './labels'
import { linesOf } from './slices'

/** What a section says by its first table, or by a list of days. */
export function readTableSection(
  source: Source,
  heading: Slice,
  blocks: readonly Block[]
): TableSectionDraft<FieldDraft> {
  const block = blocks.find(({ kind }) => kind === 'table')
  if (block) return { heading, table: readTable(source, block) }
  const lines = blocks.flatMap((each) => (each.kind === 'rule' ? [] : linesOf(source.text, each)))
  const malformed = lines.find(({ text }) => /^\s*\|.*\|/.test(text))
  const items = lines.flatMap((line) => {
    const { name, text } = wordsOf(line, item) ?? {}
    return name && text ? [{ name, text }] : []
  })
  return { heading, ...(malformed && { malformed }), ...(items.length > 0 && { items }) }
}

/** `- **Day 3:** Cards 1-2`, `- Day 3 – all cards`, `- **Hard cards**: Day 1, Day 2`. */
const item =
  /^\s*(?:[-*+]|\d{1,9}[.)])\s+(?:\*\*)?(?<name>(?:day|week)\s+\d+|(?:all\s+)?(?:easy|medium|hard)(?:\s+cards?)?|all(?:\s+cards)?|cards?\s*#?\d+[^*:]{0,40}?)\s*(?:\*\*\s*[:–—-]|[:–—-]\s*\*\*|[:–—-]|\*\*)\s*(?<text>.*)$/di

function readTable(source: Source, block: Block): TableDraft<FieldDraft> {
  const [header, , ...rows] = linesOf(source.text, block)
  return { header: readRow(source, header!), rows: rows.map((row) => readRow(source, row)) }
}

/** Its cells are cut out when they are asked for: a schedule has some for each card, and few say more than a number. */
function readRow({ cells: cut }: Source, slice: Slice): RowDraft<FieldDraft> {
  return { __proto__: uncut, slice, cut } as unknown as RowDraft<FieldDraft>
}

interface Uncut extends Pick<RowDraft<FieldDraft>, 'slice'> {
  readonly cut: Source['cells']
}

const uncut: Pick<RowDraft<FieldDraft>, 'cells'> & ThisType<Uncut> = {
  get cells() {
    return this.cut(this.slice).map((slice) => ({ slice, as: 'cell' }) as const)
  }
}
