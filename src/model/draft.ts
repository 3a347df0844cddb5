import type { Root } from 'mdast'
import { isCalled } from './called'
import type { Content } from './content'
import type { DialectName } from './dialects'
import type { Slice } from './position'

/**
 * What a piece of Markdown is to be read as: blocks; words, which are a part of a line; a table's cell, in which `\|` is a
 * bar; or a sentence whose words in square brackets are gaps.
 */
export type FieldKind = 'blocks' | 'words' | 'cell' | 'cloze'

/** A piece of Markdown as it was found. */
export interface FieldDraft {
  readonly slice: Slice
  readonly as: FieldKind
  /** Its tree, where it is more than what its text says: an item is a part of its list. */
  readonly tree?: () => Root
}

/** A line `**Name:** value`. */
export interface LabelDraft<Field> {
  readonly name: Slice
  readonly value: Field
}

/** A section of a card; it has no field when nothing stands under its heading. */
export interface PartDraft<Field> {
  readonly role: 'front' | 'back' | 'section'
  readonly name: Slice
  readonly field?: Field
  /** It is a sentence with cloze deletions, and needs no back. */
  readonly cloze?: true
}

/** A card as its author wrote it: words and places, nothing understood. `Label` and `Part` are what a piece of Markdown is in each. */
export interface CardDraft<Label, Part = Label> {
  /** What begins it: its heading, or the mark of its front. */
  readonly heading: Slice
  /** Its heading cannot be read as a whole. */
  readonly broken?: true
  readonly number?: Slice
  /** `5` in `Card 1 of 5`. */
  readonly total?: Slice
  readonly title?: Slice
  /** The sign between its sides asks for both directions. */
  readonly type?: 'reversed'
  readonly difficulty?: Slice
  /** The difficulty that the section around it names. */
  readonly sectionDifficulty?: Slice
  readonly labels: readonly LabelDraft<Label>[]
  readonly parts: readonly PartDraft<Part>[]
  /** The tags that the deck gives it outside of the card. */
  readonly exportedTags?: Slice
  /** What another program noted of its reviews, `!2026-02-03,12,250`: the next day, the interval, and the ease in per cent. */
  readonly reviews?: Slice
}

export interface RowDraft<Field> {
  /** All of its line. */
  readonly slice: Slice
  /** They may be made anew whenever they are asked for, and a copy of the row by `...` has none. */
  readonly cells: readonly Field[]
}

export interface TableDraft<Field> {
  readonly header: RowDraft<Field>
  readonly rows: readonly RowDraft<Field>[]
}

/** A section of the deck that says something of its cards by a table. */
export interface TableSectionDraft<Field> {
  readonly heading: Slice
  readonly table?: TableDraft<Field>
  /** A line that looks like a table's header, where there is no table. */
  readonly malformed?: Slice
  /** A list `- **Day 3:** Cards 1-2` or `- **Hard cards:** Day 1, Day 2`, instead of a table. */
  readonly items?: readonly { readonly name: Slice; readonly text: Slice }[]
}

/** A key of the front matter with its value as text, or with the texts of a list. */
export interface SettingDraft {
  readonly name: Slice
  readonly values: readonly string[]
}

/** What the front matter says under a name in small letters; authors write names in any case. */
export function valuesOf(settings: readonly SettingDraft[], name: string): readonly string[] {
  return settings.find((setting) => isCalled(setting.name.text, name))?.values ?? []
}

/** A deck as its author wrote it. */
export interface DeckDraft {
  /** Nothing is written at all. */
  readonly empty: boolean
  /** The way of writing it that fits best, and what a card looks like in it. */
  readonly dialect: { readonly name: DialectName; readonly example: readonly string[] }
  /** Something that is never closed swallows the rest of it. */
  readonly cut: boolean
  /** The text of the first heading, without `Flashcards:`. */
  readonly title?: Slice
  readonly settings: readonly SettingDraft[]
  readonly labels: readonly LabelDraft<FieldDraft>[]
  /** Whoever goes on to understand them takes them out: of a large deck the drafts are half of what its cards are. */
  readonly cards: CardDraft<FieldDraft>[]
  readonly schedules: readonly TableSectionDraft<FieldDraft>[]
  readonly references: readonly TableSectionDraft<FieldDraft>[]
}

/** The same labels with each field made something else. */
export function mapLabels<From, To>(
  labels: readonly LabelDraft<From>[],
  to: (field: From) => To
): readonly LabelDraft<To>[] {
  return labels.map(({ name, value }) => ({ name, value: to(value) }))
}

/** The same parts with each field made something else. */
export function mapParts<From, To>(
  parts: readonly PartDraft<From>[],
  to: (field: From) => To
): readonly PartDraft<To>[] {
  // The field comes first: docs/performance.md, “The shapes of objects”.
  return parts.map(({ field, ...rest }) => (field === undefined ? rest : { field: to(field), ...rest }))
}

/** The same sections with each row of their tables made something else. */
export function mapSections<From, To>(
  sections: readonly TableSectionDraft<From>[],
  row: (row: RowDraft<From>) => RowDraft<To>
): readonly TableSectionDraft<To>[] {
  return sections.map(({ heading, table, ...rest }) =>
    table
      ? { ...rest, heading, table: { header: row(table.header), rows: table.rows.map(row) } }
      : { ...rest, heading }
  )
}

/** Every field of a draft, in the order in which they are understood: labels and tables say how the parts of cards are to be taken. */
export function fieldsOf({ labels, cards, schedules, references }: DeckDraft): readonly FieldDraft[] {
  const fields: FieldDraft[] = []
  const take = (field: FieldDraft) => void fields.push(field)
  mapLabels(labels, take)
  for (const card of cards) mapLabels(card.labels, take)
  const takeRow = ({ slice, cells }: RowDraft<FieldDraft>) => ({ slice, cells: cells.map(take) })
  mapSections(schedules, takeRow)
  mapSections(references, takeRow)
  for (const card of cards) mapParts(card.parts, take)
  return fields
}

/** A field after `render`. */
export interface RenderedField {
  readonly slice: Slice
  readonly content: Content
  /** Nothing would be seen of it on a card. */
  readonly blank: boolean
}
