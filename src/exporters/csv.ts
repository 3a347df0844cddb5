import * as z from 'zod'
import { fieldNamesOf, noteFields, noteTypeNames, sayPlan } from '../anki/note'
import type { CardType } from '../model/limits'
import type { PlannedCard, PlannedDeck } from '../plan/plan'
import { defineExporter } from './exporter'

type Row = readonly string[]

/** A way to lay out the file: what Anki is told above the rows, and what a row holds. */
interface Layout {
  readonly head: readonly string[]
  readonly columns: (types: ReadonlySet<CardType>) => Row
  readonly row: (card: PlannedCard, deck: PlannedDeck, types: ReadonlySet<CardType>) => Row
  readonly advice: (types: ReadonlySet<CardType>) => string
}

/**
 * The plan for other programs: the first day as a date, or counted from the start where no date is known, the days
 * between it and the review before it, and the kind of plan. Anki passes over columns beyond the fields of a note
 * (seen by `test/anki/csv.test.ts`).
 */
const planColumns = ['First Due', 'Interval', 'Plan'] as const

function planCells({ plan, due }: PlannedCard): readonly string[] {
  switch (plan.kind) {
    case 'new':
      return ['', '', 'new']
    case 'steps':
      return [due[0] ?? String(plan.days[0]), String(plan.days[0]), `exact ${plan.days.join(' ')}`]
    case 'review':
      return [due[0] ?? String(plan.day), String(plan.interval), `review ${plan.ease}`]
  }
}

/**
 * Anki reads `#key:value` lines at the top (`rslib/src/import_export/text/csv/metadata.rs`). A note type that is not in
 * the collection makes it import nothing, hence a layout that names none.
 */
const layouts = {
  full: {
    head: ['#guid column:1', '#notetype column:2', '#deck column:3', '#tags column:4'],
    columns: (types) => ['GUID', 'Note type', 'Deck', 'Tags', ...columnsOf(types), ...planColumns],
    row: (card, deck, types) => {
      const fields: Readonly<Record<string, string>> = noteFields(card, deck)
      return [
        card.guid,
        noteTypeNames[card.type],
        card.deck,
        card.tags.join(' '),
        ...columnsOf(types).map((name) => fields[name] ?? ''),
        ...planCells(card)
      ]
    },
    advice: (types) => {
      const names = [...types].map((type) => `“${noteTypeNames[type]}”`)
      return `Import the .apkg once first: Anki takes this CSV only where it has the note type${names.length > 1 ? 's' : ''} ${names.join(', ')}`
    }
  },
  basic: {
    head: ['#deck column:3', '#tags column:4'],
    columns: () => ['Front', 'Back', 'Deck', 'Tags', 'Review Plan', ...planColumns],
    row: (card) => [
      card.front.html,
      card.back.html,
      card.deck,
      card.tags.join(' '),
      sayPlan(card),
      ...planCells(card)
    ],
    advice: () => 'Choose a note type with a front and a back in Anki’s import window'
  }
} as const satisfies Record<string, Layout>

/** A text file for Anki's own import. It carries the plan to read, but no schedule: Anki takes none from text. */
export const csv = defineExporter({
  format: 'csv',
  extension: '.csv',
  options: z.strictObject({ layout: z.enum(['full', 'basic']).default('full') }),
  encode: (decks, { layout }) => {
    const { head, columns, row, advice }: Layout = layouts[layout]
    const types = new Set(decks.flatMap(({ cards }) => cards.map(({ type }) => type)).sort())
    const directives = ['#separator:Comma', '#html:true', ...head, `#columns:${columns(types).join(',')}`]
    const rows = decks.flatMap((deck) =>
      deck.cards.map((card) => row(card, deck, types).map(quoted).join(','))
    )
    return { content: `${[...directives, ...rows].join('\n')}\n`, advice: [advice(types)] }
  }
})

/** The fields of the note types by the names that most have for them: the longest list begins as the others do. */
function columnsOf(types: ReadonlySet<CardType>): Row {
  return fieldNamesOf[types.has('optional-reversed') ? 'optional-reversed' : 'basic']
}

/** Every cell is quoted: an unquoted row that begins with `#` is a comment to Anki. */
function quoted(cell: string): string {
  return `"${cell.replaceAll('"', '""')}"`
}
