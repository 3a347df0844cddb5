import { describe, expect, it } from 'vitest'
import { compile } from '../../src'
import { fileStart } from '../../src/model/position'
import { definitionsIn, nameOf } from '../../src/parse/definitions'
import { toMdast } from '../../src/parse/markdown'
import { sourceOf } from '../../src/parse/source'
import { deckOf, deckText, written } from '../decks'
import { fc, runs } from '../fast-check'

/** The back of a card, in a deck that has some more text at its end. */
function backOf(back: string, after: string): string {
  return written('A', [{ back }], `## Notes\n\n${after}`).cards[0]!.back.html
}

describe('a definition elsewhere in the file', () => {
  it.each([
    ['on one line', '[a]: /u "t"'],
    ['on several lines', '[a]:\n  /u\n  "t"'],
    ['with another above it', '[b]: /v\n[a]: /u "t"'],
    ['with another above it, and further in', '[b]: /v\n    [a]: /u "t"'],
    ['with another above it, behind a tab', '[b]: /v\n\t[a]: /u "t"'],
    ['after text that is none', 'Words.\n\n[a]: /u "t"'],
    ['in a list', '- [a]: /u\n  "t"'],
    ['on several lines in a list', '- [a]:\n      /u\n      "t"'],
    ['in a quote', '> [a]: /u "t"'],
    ['in a quote in a list', '- > [a]: /u "t"'],
    ['of two, the first', '[a]: /u "t"\n\n[a]: /w']
  ])('is found %s', (_, definition) => {
    expect(backOf('x [a] y', definition)).toBe('<p>x <a href="/u" title="t">a</a> y</p>')
  })

  it('is found on several lines in a quote', () => {
    expect(backOf('x [a] y', '> [a]:\n> /u\n> "t"')).toBe('<p>x <a href="/u" title="t">a</a> y</p>')
  })

  it.each([
    '[text][a]',
    '[A]',
    '[a][]',
    '![alt][a]',
    '**[a]**',
    '- [a]',
    '| [a] |\n|---|',
    '> [a]',
    '[![i](j)][a]'
  ])('serves %s', (use) => expect(backOf(use, '[a]: https://a.b')).toContain('="https://a.b"'))

  it('serves a footnote that is itself borrowed', () => {
    const html = backOf('x[^n]', '[^n]: see [a][m]\n\n[m]: /u')
    expect(html).toContain('<a href="/u">a</a>')
  })

  it('serves every card that uses it, and no other', () => {
    const deck = written('A', [{ back: 'x[^n]' }, { back: 'y[^n]' }, { back: 'z' }], '[^n]: remark')
    expect(deck.cards.map(({ back }) => back.html.includes('remark'))).toEqual([true, true, false])
  })

  it('may stand in the field of another card', () => {
    const deck = written('A', [{ front: 'See [a]' }, { back: 'Text\n\n[a]: /u' }])
    expect(deck.cards[0]!.front.html).toBe('<p>See <a href="/u">a</a></p>')
    expect(deck.cards[1]!.back.html).toBe('<p>Text</p>')
  })

  it('is none in code, nor where it is only text', () => {
    for (const text of ['```\n[a]: /u\n```', '    [a]: /u', 'words\n[a]: /u', '<div>\n[a]: /u\n</div>'])
      expect(backOf('x [a]', text)).toBe('<p>x [a]</p>')
  })

  it('leaves the deck without its own text', () => {
    expect(backOf('x [a]', '[a]: /u')).not.toContain('Notes')
  })

  it.each([
    ['of several paragraphs', '[^n]: one\n\n    two'],
    ['with a list', '[^n]: one\n    - two'],
    ['that goes on lazily', '[^n]: one\ntwo'],
    ['in a list', '- [^n]: one\n\n      two']
  ])('is a whole footnote %s', (_, definition) => {
    expect(backOf('x[^n]', definition).replace(/<[^>]*>|\s+/g, ' ')).toMatch(/one\s+two/)
  })

  it('is a whole footnote in a quote', () => {
    expect(backOf('x[^n]', '> [^n]: one\n> two')).toMatch(/one<br>\s+two/)
  })

  it('is where problems in it are reported', () => {
    const text = deckText('A', [{ back: 'x [a]' }, { back: 'y [a]' }], '## Notes\n\n[a]: javascript:x')
    const { diagnostics } = compile(text)
    const lines = text.split('\n')
    expect(diagnostics.filter(({ code }) => code === 'link-unsafe')).toHaveLength(1)
    expect(diagnostics.at(-1)?.position?.start.line).toBe(lines.indexOf('[a]: javascript:x') + 1)
  })

  it('serves labels', () => {
    const deck = written('A', [{ labels: '**Book:** [Rivers][a]' }], '[a]: /u')
    expect(deck.cards[0]!.fields['Book']!.html).toBe('<a href="/u">Rivers</a>')
  })

  it('serves the cells of the cross-references', () => {
    const deck = deckOf(
      deckText('A', [{}], '## Cross-References\n\n| Card | Book |\n|---|---|\n| 1 | [Rivers][a] |\n\n[a]: /u')
    )
    expect(deck.cards[0]!.references['Book']!.html).toBe('<a href="/u">Rivers</a>')
  })
})

/** Lines of definitions, of what goes on with one, and of what ends one. */
const lines = [
  '[a]: /u¶[b]: /v "t"¶    [b]: /x¶\t[c]: /y¶  [c]: <w>¶[a]:¶[b]:¶/u¶  "t"¶"t" x¶(t)¶[d¶e]: u¶[^1]: one¶[^2]: see [a]¶[^1]:¶   [^2]: two',
  '    deep¶      deeper¶words¶¶> [a]: /q¶> [^1]: three¶> more¶>   "t"¶- [b]: /l¶  - [^2]: four¶  [c]: /i¶  > [c]: /j¶1. [a]: /n¶---¶# h¶<b>¶<zz>¶    code'
].flatMap((row) => row.split('¶'))

describe('definitions', () => {
  it('are those that mdast finds in the whole file, at the same places', () => {
    const line = fc.constantFrom(...lines)
    const ending = fc.constantFrom('\n', '\n', '\r\n', '\r')
    // A rule on the first line would begin front matter.
    const files = fc
      .array(fc.tuple(line, ending), { maxLength: 9 })
      .map((all) => `# A\n${all.flat().join('')}`)
    fc.assert(
      fc.property(files, (text) => {
        const { definitionsFor } = sourceOf(text, () => undefined)
        const expected = new Map(
          [...definitionsIn(toMdast(text))].reverse().map((node) => [nameOf(node), node])
        )
        for (const [name, node] of expected) {
          const found = definitionsFor({ text: `[${name}]`, position: fileStart })
          expect(found.find((each) => nameOf(each) === name)).toEqual(node)
        }
      }),
      runs(1000)
    )
  }, 60_000)

  /** By the square of their number it would take minutes. */
  it('take time in proportion to their number, all in one paragraph', () => {
    const numbers = Array.from({ length: 600 }, (_, index) => index + 1)
    const links = numbers.map((number) => `[l${number}]: /${number} "t"\n`).join('')
    const { cards } = written(
      'A',
      numbers.map((number) => ({ back: `See [it][l${number}]` })),
      links
    )
    expect(cards.at(-1)!.back.html).toBe('<p>See <a href="/600" title="t">it</a></p>')
  })

  it('are no marks that may pair: there may be many behind the last card', () => {
    const links = Array.from({ length: 2500 }, (_, index) => `[l${index}]: https://a.b/${index}\n`).join('')
    const { deck, diagnostics } = compile(deckText('A', [{ back: `x [l2499]\n\n${links}` }]))
    expect(diagnostics).toEqual([])
    expect(deck!.cards[0]!.back.html).toBe('<p>x <a href="https://a.b/2499">l2499</a></p>')
  })
})

describe('marks within a line', () => {
  it('part no words in labels and cells', () => {
    const table = '## Cross-References\n\n| Card | Formula |\n|---|---|\n| 1 | H<sub>2</sub>O |'
    const [card] = written('A', [{ labels: '**Formula:** H<sub>2</sub>O' }], table).cards
    for (const { html, text } of [card!.fields['Formula']!, card!.references['Formula']!]) {
      expect(html).toBe('H<sub>2</sub>O')
      expect(text).toBe('H2O')
    }
  })

  it('are read where a label is indented', () => {
    const [card] = written('A', [{ labels: '**Concept:** x\n     **Level:** *high*' }]).cards
    expect(card!.fields['Level']!.html).toBe('<em>high</em>')
  })
})
