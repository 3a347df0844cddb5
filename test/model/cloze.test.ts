import { describe, expect, it } from 'vitest'
import { gapsOfMarks, readCloze } from '../../src/model/cloze'
import { guardDirectives } from '../../src/model/html'
import { fc, runs } from '../fast-check'

const read = (html: string) => readCloze(guardDirectives(html))
const guarded = (html: string) => html.replaceAll('{{', '&#123;&#123;')

describe('the gaps of a text', () => {
  it.each([
    ['a gap', '{{c1::a}}', '{{c1::a}}', [1]],
    ['a hint', '{{c1::a::b}}', '{{c1::a::b}}', [1]],
    ['several numbers', '{{c3::a}} {{c1::b}} {{c3::c}}', '{{c3::a}} {{c1::b}} {{c3::c}}', [1, 3]],
    ['a gap in a gap', '{{c1::a {{c2::b}} c}}', '{{c1::a {{c2::b}} c}}', [1, 2]],
    ['a gap with two numbers', '{{c1,2::a}}', '{{c1::{{c2::a}}}}', [1, 2]],
    ['two numbers and a hint', '{{c1,2::a::b}}', '{{c1::{{c2::a::b}}::b}}', [1, 2]],
    ['two numbers around a gap', '{{c1,2::a {{c3::b}} c::d}}', '{{c1::{{c2::a {{c3::b}} c::d}}}}', [1, 2, 3]],
    [
      'what does not end in code',
      '{{c1::<code>{{c2::a</code>}}',
      '{{c1::<code>&#123;&#123;c2&#58;:a</code>}}',
      [1]
    ],
    [
      'no number in a formula',
      '\\[x {{c1::{{c0::a}}}}\\]',
      '\\[x {{c1::&#123;&#123;c0::a&#125;&#125;}}\\]',
      [1]
    ],
    ['a number twice', '{{c1,1::a}}', '{{c1::a}}', [1]],
    ['code with colons', '{{c1::<code>a::b</code>::c}}', '{{c1::<code>a&#58;:b</code>::c}}', [1]],
    ['code with braces', '{{c1::<code>a}}</code>}}', '{{c1::<code>a&#125;}</code>}}', [1]],
    ['a gap in code', '<code>a::{{c1::b::c}}</code>', '<code>a::{{c1::b::c}}</code>', [1]],
    ['braces in code', '<code>{{c1::{a: {}}}}</code>', '<code>{{c1::{a: {&#125;&#125;}}</code>', [1]],
    ['a brace alone in code', '<code>{{c1::{}}</code>', '<code>{{c1::{}}</code>', [1]],
    ['a formula', '{{c1::\\(\\frac{a}{\\sqrt{b}}\\)}}', '{{c1::\\(\\frac{a}{\\sqrt{b&#125;}\\)}}', [1]],
    ['a gap in a formula', '\\[\\sqrt{{c2::\\frac{a}{b}}}\\]', '\\[\\sqrt{{c2::\\frac{a}{b&#125;}}\\]', [2]],
    ['an address', '{{c1::<a href="a::b">c</a>}}', '{{c1::<a href="a&#58;:b">c</a>}}', [1]]
  ])('%s', (_, html, expected, numbers) => {
    expect(read(html)).toEqual({ html: expected, numbers, unread: [] })
  })

  it.each([
    ['a number below 1', '{{c0::a}}', ['{{c0::']],
    ['a number that Anki has no card for', '{{c501::a}}', ['{{c501::']],
    ['a gap that is never closed', '{{c1::a', ['{{c1::']],
    ['gaps too deep', `${'{{c1::'.repeat(11)}a${'}}'.repeat(11)}`, ['{{c1::']]
  ])('are none where Anki has none: %s', (_, html, unread) => {
    expect(read(html).unread).toEqual(unread)
  })

  it('are not in attributes, and not where other braces are', () => {
    const html = '<b title="{{c1::a}}">{{a}} {{ c1::b}} {{c1:c}}</b>'
    expect(read(html)).toEqual({ html: guardDirectives(html), numbers: [], unread: [] })
  })

  it('keep what one of them that is none holds', () => {
    expect(read('{{c1::a {{c0::b}} c}} {{c2::d}}')).toEqual({
      html: '{{c1::a &#123;&#123;c0::b&#125;&#125; c}} {{c2::d}}',
      numbers: [1, 2],
      unread: ['{{c0::']
    })
  })
})

describe('marked words', () => {
  it.each([
    ['are gaps in their order', '<mark>a</mark> b <mark>c</mark>', '{{c1::a}} b {{c2::c}}'],
    ['hold no marks of gaps', '<mark>a::b}</mark>', '{{c1::a&#58;:b&#125;}}'],
    [
      'hold what else is in them',
      '<mark title="x>y"><b>a</b> <mark>b</mark></mark>',
      '{{c1::<b>a</b> <mark>b</mark>}}'
    ],
    ['show something', '<mark> </mark><mark>a</mark>', '<mark> </mark>{{c1::a}}']
  ])('%s', (_, html, expected) => {
    expect(gapsOfMarks(html)).toBe(guarded(expected))
    expect(readCloze(gapsOfMarks(html)!)).toMatchObject({ html: expected, unread: [] })
  })

  it('are none where nothing is marked', () => {
    expect(gapsOfMarks('a <b>b</b> <marker>')).toBeUndefined()
  })
})

/** What makes gaps, closes them, and stands in their way. */
const shard = fc.constantFrom(
  ...['{{c1::', '{{c2,3::', '{{c0::', '}}', '}', '{', '::', ':', 'a', ' ', '<code>', '</code>'],
  ...['\\(', '\\)', '\\[', '\\]', '<mark>', '</mark>', '<a href="b::c}}">', '</a>', '&#123;', '"', '<']
)
const text = fc.array(shard, { maxLength: 20 }).map((shards) => shards.join(''))

it('any text has the gaps that Anki finds in what is made of it', () => {
  fc.assert(
    fc.property(text, (html) => {
      const { html: made, numbers } = read(html)
      expect([...numbersAnkiFinds(made)].sort()).toEqual(numbers)
    }),
    runs(2000)
  )
})

/** As `parse_text_with_clozes` in `rslib/src/cloze.rs` reads a text: without regard to what is code, or a tag. */
function numbersAnkiFinds(html: string): ReadonlySet<number> {
  const found = new Set<number>()
  const open: number[] = []
  for (const [mark, number] of html.matchAll(/\{\{c(\d+)::|\}\}/g))
    if (mark !== '}}') open.push(Number(number))
    else if (open.length > 0) found.add(open.pop()!)
  return found
}

it.each(['{{c1::', '}}', '<code>{{c1::', '\\({{c1::', '{{c1::<code>', '<mark>', '{{c1::{', '&#123;'])(
  'takes time in proportion to the text: %s',
  (part) => {
    const html = guardDirectives(part.repeat(20_000))
    readCloze(html)
    gapsOfMarks(html)
  }
)
