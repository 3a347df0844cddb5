import type { FieldName } from './note'

/** The extra sections of a card, each shown under its own name when it holds something. */
const sections = [
  'Mnemonic',
  'Key Insight',
  'Common Misconceptions',
  'Key Trade-offs'
] as const satisfies FieldName[]

/** What is known about a card, in small print under it. */
const facts = ['Concept', 'Difficulty', 'Review Plan', 'Centrality', 'Source'] as const satisfies FieldName[]

/**
 * What stands under the answer on every card. A part is laid out from the right where its own words are written so: our
 * headings have a direction of their own, and such text has no say in that of what is around it. The footer is one line
 * between its tags, so that it is empty when there is nothing to say.
 */
const below = [
  ...sections.map((name) =>
    ifHeld(
      name,
      `<section class="${classOf(name)}" dir="auto"><h3 dir="ltr">${name}</h3>\n{{${name}}}</section>`
    )
  ),
  ifHeld('More', '<div class="more" dir="auto">{{More}}</div>'),
  [
    '<footer dir="auto">',
    ...facts.map((name) =>
      ifHeld(name, `<div class="${classOf(name)}"><b dir="ltr">${name}</b> {{${name}}}</div>`)
    ),
    ifHeld('Cross-References', '<div class="cross-references">{{Cross-References}}</div>'),
    '</footer>'
  ].join(''),
  '</div>'
]

/** A question, and its answer under it. */
export const basicCard = {
  question: '<div class="md2anki">\n<div class="front" dir="auto">{{Front}}</div>\n</div>',
  answer: [
    '{{FrontSide}}',
    '<hr id="answer">',
    '<div class="md2anki">',
    '<div class="back" dir="auto">{{Back}}</div>',
    ...below
  ].join('\n')
}

/** A sentence with a gap, and the same without one. */
export const clozeCard = {
  question: '<div class="md2anki">\n<div class="front" dir="auto">{{cloze:Text}}</div>\n</div>',
  answer: [
    '<div class="md2anki">',
    '<div class="front" dir="auto">{{cloze:Text}}</div>',
    '{{#Back Extra}}<div class="back" dir="auto">{{Back Extra}}</div>{{/Back Extra}}',
    ...below
  ].join('\n')
}

function ifHeld(name: FieldName, html: string): string {
  return `{{#${name}}}${html}{{/${name}}}`
}

function classOf(name: string): string {
  return name.toLowerCase().replaceAll(' ', '-')
}
