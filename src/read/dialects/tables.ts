import type { CardDraft, FieldDraft } from '../../model/draft'
import type { Block } from '../../model/outline'
import type { Slice } from '../../model/position'
import type { Source } from '../../model/source'
import { roleOf } from '../labels'
import { linesOf } from '../slices'
import type { Dialect } from './dialect'
import { hasCloze, madeCard } from './made'

/** Rows of a table whose header names the sides: `| Front | Back |`. One whose front holds a gap needs no back. */
export const tables: Dialect = {
  name: 'tables',
  example: ['| Front | Back |', '|---|---|', '| What is asked? | What is answered |'],
  read: (source, regions) => {
    const read = regions
      .filter(({ kind }) => kind !== 'schedule' && kind !== 'references')
      .map((region) => ({ region, tables: region.blocks.flatMap((block) => readTable(source, block) ?? []) }))
    const used = read.filter(({ tables }) => tables.length > 0)
    return {
      cards: used.flatMap(({ tables }) => tables.flatMap(({ cards }) => cards)),
      regions: new Set(used.map(({ region }) => region)),
      findings: [],
      marks: used.flatMap(({ tables }) => tables.flatMap(({ marks }) => marks))
    }
  }
}

interface Table {
  readonly cards: readonly CardDraft<FieldDraft>[]
  /** The header and the line under it. */
  readonly marks: readonly Slice[]
}

function readTable(source: Source, block: Block): Table | undefined {
  if (block.kind !== 'table') return undefined
  const [header, dashes, ...rows] = linesOf(source.text, block)
  const names = source.cells(header!)
  const roles = names.map(({ text }) => roleOf(text))
  const [front, back] = [roles.indexOf('front'), roles.indexOf('back')]
  if (front < 0 || back < 0) return undefined
  const field = (slice: Slice): FieldDraft => ({ slice, as: 'cell' })
  const cards = rows.flatMap((row) => {
    const cells = source.cells(row)
    const [asked, answered] = [cells[front], cells[back]]
    if (!asked?.text || !(answered?.text || hasCloze(asked.text))) return []
    const labels = names.flatMap((name, at) => {
      const value = cells[at]
      return at !== front && at !== back && name.text && value?.text ? { name, value: field(value) } : []
    })
    return { ...madeCard(field(asked), answered?.text ? field(answered) : undefined), labels }
  })
  return { cards, marks: [header!, dashes!] }
}
