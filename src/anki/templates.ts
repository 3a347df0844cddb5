import type { CardType } from '../model/limits'
import { type FieldName, sectionFields } from './note'

/** What is known about a card, in small print under it. */
const facts = ['Concept', 'Difficulty', 'Review Plan', 'Centrality', 'Source'] as const satisfies FieldName[]

/**
 * What stands under the answer on every card. A part is laid out from the right where its own words are written so: our
 * headings have a direction of their own, and such text has no say in that of what is around it. The footer is one line
 * between its tags, so that it is empty when there is nothing to say.
 */
const below = [
  ...sectionFields.map((name) =>
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

/** A card of a note: two sides, and the fields without which Anki makes none (`rslib/src/notetype/cardgen.rs`). */
export interface Template {
  readonly name: string
  readonly question: string
  readonly answer: string
  readonly needs: readonly (FieldName | 'Add Reverse')[]
}

/** A question, and its answer under it. */
const forward: Template = { name: 'Card 1', ...asking('Front', 'Back'), needs: ['Front'] }

/** The other way round. */
const backward: Template = { name: 'Card 2', ...asking('Back', 'Front'), needs: ['Back'] }

/** The same, where the note says so. */
const backwardIfAsked: Template = {
  ...backward,
  question: `{{#Add Reverse}}${backward.question}{{/Add Reverse}}`,
  needs: ['Add Reverse', 'Back']
}

/**
 * The answer is typed, and compared letter by letter. Comparing shows text alone, so that the answer stands under it as it
 * is written. The question stands for itself on the back: with it would come another field to type into.
 */
const typed: Template = {
  ...forward,
  question: `${forward.question}\n{{type:Back}}`,
  answer: forward.answer
    .replace('{{FrontSide}}', forward.question)
    .replace('<hr id="answer">', '$&\n{{type:Back}}')
}

/** A sentence with a gap, and the same without one. */
const cloze: Template = {
  name: 'Cloze',
  question: '<div class="md2anki">\n<div class="front" dir="auto">{{cloze:Text}}</div>\n</div>',
  answer: [
    '<div class="md2anki">',
    '<div class="front" dir="auto">{{cloze:Text}}</div>',
    '{{#Back Extra}}<div class="back" dir="auto">{{Back Extra}}</div>{{/Back Extra}}',
    ...below
  ].join('\n'),
  needs: ['Front']
}

/** The cards of each note type, by their ordinals. */
export const templatesOf: Readonly<Record<CardType, readonly Template[]>> = {
  basic: [forward],
  reversed: [forward, backward],
  'optional-reversed': [forward, backwardIfAsked],
  'type-in': [typed],
  cloze: [cloze]
}

function asking(asked: FieldName, answered: FieldName): Pick<Template, 'question' | 'answer'> {
  return {
    question: `<div class="md2anki">\n<div class="front" dir="auto">{{${asked}}}</div>\n</div>`,
    answer: [
      '{{FrontSide}}',
      '<hr id="answer">',
      '<div class="md2anki">',
      `<div class="back" dir="auto">{{${answered}}}</div>`,
      ...below
    ].join('\n')
  }
}

function ifHeld(name: FieldName, html: string): string {
  return `{{#${name}}}${html}{{/${name}}}`
}

function classOf(name: string): string {
  return name.toLowerCase().replaceAll(' ', '-')
}
