import type { FieldName } from './note'

/** The extra sections of a card, each shown under its own name when it holds something. */
const sections = [
  'Mnemonic',
  'Key Insight',
  'Common Misconceptions',
  'Key Trade-offs'
] as const satisfies FieldName[]

/** What is known about a card, in small print under it. */
const facts = ['Concept', 'Centrality', 'Difficulty', 'Review Plan'] as const satisfies FieldName[]

/** What stands under the answer on every card. */
const below = [
  ...sections.map((name) =>
    ifHeld(name, `<section class="${classOf(name)}"><h3>${name}</h3>\n{{${name}}}</section>`)
  ),
  ifHeld('More', '<div class="more">{{More}}</div>'),
  '<footer>',
  ...facts.map((name) => ifHeld(name, `<div><b>${name}</b> {{${name}}}</div>`)),
  ifHeld('Cross-References', '<div>{{Cross-References}}</div>'),
  ifHeld('Source', '<div><b>Source</b> {{Source}}</div>'),
  '</footer>',
  '</div>'
]

/** A question, and its answer under it. */
export const basicCard = {
  question: '<div class="md2anki">\n<div class="front">{{Front}}</div>\n</div>',
  answer: [
    '{{FrontSide}}',
    '<hr id="answer">',
    '<div class="md2anki">',
    '<div class="back">{{Back}}</div>',
    ...below
  ].join('\n')
}

/** A sentence with a gap, and the same without one. */
export const clozeCard = {
  question: '<div class="md2anki">\n<div class="front">{{cloze:Text}}</div>\n</div>',
  answer: [
    '<div class="md2anki">',
    '<div class="front">{{cloze:Text}}</div>',
    '{{#Back Extra}}<div class="back">{{Back Extra}}</div>{{/Back Extra}}',
    ...below
  ].join('\n')
}

function ifHeld(name: FieldName, html: string): string {
  return `{{#${name}}}${html}{{/${name}}}`
}

function classOf(name: string): string {
  return name.toLowerCase().replaceAll(' ', '-')
}
