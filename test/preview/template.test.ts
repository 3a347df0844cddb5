import { describe, expect, it } from 'vitest'
import { clozeAnswers, clozeNumbersIn, revealCloze } from '../../src/anki/cloze'
import { type CardContext, renderTemplate, showsSomething, withTyping } from '../../src/anki/template'

const card: CardContext = { fields: { Front: 'Why?', Back: 'So &amp; <b>so</b>', Empty: '<br>' }, number: 1 }

describe('a template', () => {
  it('shows fields, where they hold something', () => {
    expect(renderTemplate('{{#Front}}<p>{{Front}}</p>{{/Front}}{{^Empty}}none{{/Empty}}', card)).toBe(
      '<p>Why?</p>none'
    )
  })

  it('shows the front on the answer', () => {
    expect(renderTemplate('{{FrontSide}}<hr>{{Back}}', card, 'the front')).toBe(
      'the front<hr>So &amp; <b>so</b>'
    )
  })

  it.each([
    ['{{Fronts}}', 'shows “Fronts”'],
    ['{{constructor}}', 'shows “constructor”'],
    ['{{#Front}}', 'does not close “Front”'],
    ['{{/Front}}', 'closes “Front”'],
    ['{{#Front}}{{#Back}}{{/Front}}{{/Back}}', 'closes “Front”']
  ])('cannot be drawn: %s', (template, reason) => {
    expect(() => renderTemplate(template, card)).toThrow(reason)
  })

  it.each([
    ['{{Front}}', true],
    ['{{Empty}} text', false],
    ['{{#Empty}}{{Front}}{{/Empty}}', false],
    ['{{^Empty}}{{Front}}{{/Empty}}', true],
    ['text alone', false],
    ['{{cloze:Back}}', true]
  ])('makes a card when it shows a field that holds something: %s', (template, shows) => {
    expect(showsSomething(template, card)).toBe(shows)
  })

  it.each([
    ['a&nbsp;b <b>&amp;lt;</b> \u00a0 &#x263a;&#9786;', 'a b &lt;   ☺☺'],
    ['a&nbsp;b & c &amp;', 'a&nbsp;b & c &amp;'],
    ['&constructor; &#x110000; &apos;', '&constructor; &#x110000; &apos;']
  ])('shows as text all that is HTML, or nothing of it: %s', (html, text) => {
    expect(renderTemplate('{{text:Front}}', { fields: { Front: html }, number: 1 })).toBe(text)
  })

  it('has a place to type in, and what was to be typed', () => {
    const html = renderTemplate('{{type:Back}}', card)
    expect(withTyping(html, 'question', card)).toBe(
      '<input type="text" id="typeans" aria-label="Your answer">'
    )
    expect(withTyping(html, 'answer', card)).toBe('<code id="typeans">So &amp; so</code>')
    expect(withTyping('[[type:Nowhere]]', 'question', card)).toBe('[[type:Nowhere]]')
  })

  it('asks for the clozes of one number to be typed', () => {
    const cloze = { fields: { Text: '{{c1::a::hint}} {{c2::b}} {{c1::<b>c</b>}}' }, number: 1 }
    const html = renderTemplate('{{type:cloze:Text}}', cloze)
    expect(withTyping(html, 'answer', cloze)).toBe('<code id="typeans">a, c</code>')
  })
})

describe('clozes', () => {
  it('make a card for each number', () => {
    expect(clozeNumbersIn('{{c3::a}} {{c1::b {{c12::c}}}} {{c3::d}} {{c4::open')).toEqual([1, 3, 12])
    expect(clozeAnswers('{{c1::a}} {{c1::b}}', 1)).toBe('a, b')
    expect(revealCloze('{{c1::a}}', 2, 'question')).toBe('')
  })

  it.each([
    ['opened', '{{c1::'.repeat(50_000)],
    ['closed', '}}'.repeat(50_000)],
    ['nested', `${'{{c1::'.repeat(9)}${'<'.repeat(100_000)}${'}}'.repeat(9)}`],
    ['with formulas that are never closed', `{{c1::x}}${'\\('.repeat(50_000)}`],
    ['with hints', `{{c1::${'::'.repeat(50_000)}}}`]
  ])('of any number do not hang: %s', (_, text) => {
    for (const side of ['question', 'answer'] as const)
      expect(revealCloze(text, 1, side).length).toBeLessThan(2_000_000)
  })
})
