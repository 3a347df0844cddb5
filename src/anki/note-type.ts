import { clozeFieldNames, fieldNames, noteTypeNames } from './note'
import { released } from './released'
import { style } from './style'
import { basicCard, clozeCard } from './templates'

/** What there is to know of a note type besides what all of ours share. */
interface NoteType {
  readonly id: number
  readonly name: string
  /** Anki makes a card of each template, or of each cloze number. */
  readonly isCloze: boolean
  readonly fields: readonly string[]
  readonly question: string
  readonly answer: string
}

/** Never changed: Anki knows a note type by its id, and its fields and templates by theirs (`rslib/src/notetype/merge.rs`). */
const noteTypes: Record<'basic' | 'cloze', NoteType> = {
  basic: {
    id: 1_764_028_800_001,
    name: noteTypeNames.basic,
    isCloze: false,
    fields: fieldNames,
    ...basicCard
  },
  cloze: {
    id: 1_764_028_800_002,
    name: noteTypeNames.cloze,
    isCloze: true,
    fields: clozeFieldNames,
    ...clozeCard
  }
}

/** How far the ids of a note type's fields and template are from its own. */
const firstField = { basic: 999, cloze: 1_999 }
const template = { basic: 1_999, cloze: 2_999 }

export function noteTypeId(type: 'basic' | 'cloze'): number {
  return noteTypes[type].id
}

export type NoteTypeJson = ReturnType<typeof noteTypeJson>

/** A note type as JSON of schema 11 (`rslib/src/notetype/schema11.rs`). */
export function noteTypeJson(type: 'basic' | 'cloze') {
  const { id, name, isCloze, fields, question, answer } = noteTypes[type]
  return {
    id,
    name,
    type: isCloze ? 1 : 0,
    mod: released.seconds,
    usn: 0,
    sortf: 0,
    did: null,
    tmpls: [
      {
        name: isCloze ? 'Cloze' : 'Card 1',
        ord: 0,
        qfmt: question,
        afmt: answer,
        bqfmt: '',
        bafmt: '',
        did: null,
        bfont: '',
        bsize: 0,
        id: id + template[type]
      }
    ],
    flds: fields.map((name, ord) => ({
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
      id: id + firstField[type] + ord,
      tag: null,
      preventDeletion: false
    })),
    css: style,
    latexPre: latexPre(),
    latexPost: '\\end{document}',
    latexsvg: false,
    req: [[0, 'any', [0]]],
    tags: [],
    vers: []
  }
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
