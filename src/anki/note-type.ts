import type { CardType } from '../model/limits'
import { fieldNames, fieldNamesOf, noteTypeNames } from './note'
import { released } from './released'
import { style } from './style'
import { type Template, templatesOf } from './templates'

/** The ids of a note type; its fields and templates count on from those of their first. */
interface Ids {
  readonly id: number
  readonly firstField: number
  readonly firstTemplate: number
}

/** Never changed: Anki knows a note type by its id, and its fields and templates by theirs (`rslib/src/notetype/merge.rs`). */
const ids: Readonly<Record<CardType, Ids>> = {
  basic: { id: 1_764_028_800_001, firstField: 1_764_028_801_000, firstTemplate: 1_764_028_802_000 },
  cloze: { id: 1_764_028_800_002, firstField: 1_764_028_802_001, firstTemplate: 1_764_028_803_001 },
  reversed: { id: 1_764_028_800_003, firstField: 1_764_028_804_000, firstTemplate: 1_764_028_804_500 },
  'optional-reversed': {
    id: 1_764_028_800_004,
    firstField: 1_764_028_805_000,
    firstTemplate: 1_764_028_805_500
  },
  'type-in': { id: 1_764_028_800_005, firstField: 1_764_028_806_000, firstTemplate: 1_764_028_806_500 }
}

export function noteTypeId(type: CardType): number {
  return ids[type].id
}

export type NoteTypeJson = ReturnType<typeof noteTypeJson>

/** Our note types, as we have them or in a look of somebody else. */
export type NoteTypeOf = (type: CardType) => NoteTypeJson

/** A note type as JSON of schema 11 (`rslib/src/notetype/schema11.rs`). */
export function noteTypeJson(type: CardType) {
  const { id, firstField, firstTemplate } = ids[type]
  const templates = templatesOf[type]
  return {
    id,
    name: noteTypeNames[type],
    type: type === 'cloze' ? 1 : 0,
    mod: released.seconds,
    usn: 0,
    sortf: 0,
    did: null,
    tmpls: templates.map(({ name, question, answer }, ord) => ({
      name,
      ord,
      qfmt: question,
      afmt: answer,
      bqfmt: '',
      bafmt: '',
      did: null,
      bfont: '',
      bsize: 0,
      id: firstTemplate + ord
    })),
    flds: fieldNamesOf[type].map((name, ord) => ({
      name,
      ord,
      sticky: false,
      rtl: false,
      font: 'Arial',
      size: 20,
      description: '',
      plainText: false,
      collapsed: ord > 1,
      excludeFromSearch: false,
      id: firstField + ord,
      tag: null,
      preventDeletion: false
    })),
    css: style,
    latexPre: latexPre(),
    latexPost: '\\end{document}',
    latexsvg: false,
    req: templates.map(requirement),
    tags: [],
    vers: []
  }
}

/** Which fields a card needs, as older clients read it. */
function requirement({ needs }: Template, ord: number) {
  const places = needs
    .map((name) => [...fieldNames, 'Add Reverse'].indexOf(name))
    .sort((one, other) => one - other)
  return [ord, places.length > 1 ? 'all' : 'any', places]
}

function latexPre(): string {
  return [
    '\\documentclass[12pt]{article}',
    '\\special{papersize=3in,5in}',
    '\\usepackage[utf8]{inputenc}',
    '\\usepackage{amssymb,amsmath}',
    '\\pagestyle{empty}',
    '\\setlength{\\parindent}{0in}',
    '\\begin{document}',
    ''
  ].join('\n')
}
