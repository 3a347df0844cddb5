import { fieldNames, noteTypeName } from '../note'
import { released } from './released'
import { style } from './style'
import { answer, question } from './templates'

/**
 * The note type's id, and the first of its fields' and templates' ids. Never changed: Anki knows a note type by its
 * id, and its fields and templates by theirs (`rslib/src/notetype/merge.rs`).
 */
export const noteTypeId = 1_764_028_800_001
const firstFieldId = 1_764_028_801_000
const templateId = 1_764_028_802_000

/** The note type as JSON of schema 11 (`rslib/src/notetype/schema11.rs`). */
export const noteTypeJson: object = {
  id: noteTypeId,
  name: noteTypeName,
  type: 0,
  mod: released.seconds,
  usn: 0,
  sortf: 0,
  did: null,
  tmpls: [
    {
      name: 'Card 1',
      ord: 0,
      qfmt: question,
      afmt: answer,
      bqfmt: '',
      bafmt: '',
      did: null,
      bfont: '',
      bsize: 0,
      id: templateId
    }
  ],
  flds: fieldNames.map((name, ord) => ({
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
    id: firstFieldId + ord,
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
