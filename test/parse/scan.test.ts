import type { RootContent } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { gfm } from 'micromark-extension-gfm'
import { describe, expect, it } from 'vitest'
import type { Block } from '../../src/model/outline'
import { commentFromMarkdown, commentSyntax } from '../../src/parse/comment-syntax'
import type { EndsHtml } from '../../src/parse/html-heading'
import { mathFromMarkdown, mathSyntax } from '../../src/parse/math-syntax'
import { scan } from '../../src/parse/scan'
import { fc, runs } from '../fast-check'
import { shared } from '../shared'

/** Lines that begin, end or interrupt something, a kind in a row; a file is any of them in any order. */
const lines = [
  'text¶  text¶a\\¶b  ¶**x:** y¶&nbsp;¶\u00a0¶\u00a0# a¶\\# a¶\\- a¶¶¶¶  ',
  '# a¶## b ##¶   ### c¶#¶####### seven¶#\tt¶# \u00a0¶# a #b#¶## #¶===¶   ==¶= =',
  '---¶-¶--¶* * *¶- - -¶___¶ ***',
  '- x¶  - y¶*   x¶-     five¶\t- t¶- - a¶-\ta¶*¶+ # h¶- ```¶- > q¶  # in¶- [ ] t¶- [a]: /u¶- ---',
  '1. z¶2. q¶1)¶1.¶10. ten¶1.  # h¶- | a |¶  |---|¶    deep',
  '> q¶>¶> - l¶> ```¶> # h¶>\t- b¶>>> q¶> ===¶>    five¶> | a |¶> |---|¶> [a]: /u¶> <pre>¶> <!a',
  '```¶~~~¶```js¶```a`b¶  ```¶   ~~~¶````¶``` x¶    ```¶\t```¶    code¶\ttab¶     five¶  \ttwo',
  '| a | b |¶|---|---|¶| 1 | 2 |¶-|-¶a | b¶:-¶|-¶a \\| b¶| a \\\\|¶ :-: | -¶    |-|',
  '<div>¶</div>¶<!-- c¶-->¶<!-- c -->¶<pre>¶</pre> x¶<script>¶<?php¶?>¶<!DOCTYPE x>¶<!X¶<![CDATA[¶]]>',
  '</p>¶<a href="x">¶<x-y/>¶<br>¶</b >¶<a b=c/d>¶<span>x</span>¶  <hr/>',
  '[a]: /u¶[a]:¶/u¶"t"¶[b]: <u> \'t¶more\'¶[c]: /u (t) x¶[c\\]]: u¶[d¶e]: u¶[^a b]: u',
  '[^1]: note¶[^1]:¶[^1]:     far',
  '$$¶$$¶  $$ a¶a $$¶$$ a $$¶    $$¶$$$¶\\$$¶\\[¶\\]¶   \\[ a¶a \\]  ¶> $$¶- $$¶> \\[¶[^1]: $$¶| $$ |¶<b>$$',
  '%%¶%%¶  %% a¶a %%¶%%a%%¶%% a %% b¶%%%¶    %%¶> %%¶- %%¶[^1]: %%¶| %% |¶\\%%'
].flatMap((row) => row.split('¶'))

describe('the scanner cuts as mdast does', () => {
  it('on any lines', () => {
    const line = fc.constantFrom(...lines)
    const ending = fc.constantFrom('\n', '\n', '\n', '\r\n', '\r')
    const files = fc.array(fc.tuple(line, ending), { maxLength: 8 }).map((all) => all.flat().join(''))
    fc.assert(fc.property(files.filter(isSettled), agrees), runs(5000))
  }, 60_000)

  const folders = ['seed', 'decks', 'decks/other', 'cases/odd', 'cases/bad']
  const decks = folders.flatMap((folder) => shared.files(folder, '.md'))
  it.skipIf(!shared.here).each(decks)('on %s', (file) => agrees(shared.read(file)))
})

/**
 * What no deck holds, and micromark has in its own way: a tag under the text of a container as the last line of
 * a file (it is not put into that container); a tag as the header of a table (it is HTML); next to a container,
 * indented code (its first line is a block of its own) and a table (if a table ends the container, it is none).
 */
function isSettled(text: string): boolean {
  const { blocks } = scan(text)
  const isLoose = ({ kind, start }: Block, index: number) =>
    blocks[index - 1]?.kind === 'container' &&
    (kind === 'table' || (kind === 'code' && !isFence(text.slice(start))))
  return !tagAtEnd.test(text) && !tagInHeader.test(text) && !blocks.some(isLoose)
}

const tagAtEnd = /<.*>\s*$/
const tagInHeader = /<.*>[ \t]*(?:\r\n?|\n)[ >]*[-:|][-:|]* *(?:[\r\n]|$)/
const isFence = (text: string) => /^ {0,3}(?:`{3}|~{3})/.test(text)

/**
 * The text begins with a blank line, so that there is no front matter, which mdast does not know, and ends
 * without one, because mdast counts what follows the last line ending as a line of what is never closed.
 */
function agrees(file: string): void {
  const text = `\n${file.replace(/[\r\n]+$/, '')}`
  expect(told(scan(text).blocks)).toEqual(told(parsed(text)))
}

interface Cut extends Pick<Block, 'kind' | 'line' | 'endLine'> {
  readonly heading?: { readonly depth: number; readonly text: string }
}

/** The top-level blocks as `mdast-util-from-markdown` sees them, with a container for each item of a list. */
function parsed(text: string): Cut[] {
  const tree = fromMarkdown(text, {
    extensions: [gfm(), mathSyntax(text), commentSyntax(text)],
    mdastExtensions: [gfmFromMarkdown(), mathFromMarkdown(), commentFromMarkdown()]
  })
  const nodes = tree.children.flatMap((node) => (node.type === 'list' ? node.children : node))
  return nodes.map((node) => toCut(node, text))
}

function toCut(node: RootContent, text: string): Cut {
  const { start, end } = node.position!
  const kind = node.type === 'html' && node.value === '' ? 'comment' : kindOf[node.type]!
  const cut = { kind, line: start.line, endLine: end.line }
  if (node.type !== 'heading') return cut
  const first = node.children[0]?.position?.start ?? start
  const last = node.children.at(-1)?.position?.end ?? start
  // mdast begins a heading under link definitions where these begin.
  return {
    ...cut,
    line: first.line,
    heading: { depth: node.depth, text: text.slice(first.offset, last.offset) }
  }
}

const kindOf: Partial<Record<RootContent['type'], Block['kind']>> = {
  heading: 'heading',
  paragraph: 'paragraph',
  definition: 'paragraph',
  table: 'table',
  code: 'code',
  math: 'math',
  html: 'html',
  thematicBreak: 'rule',
  listItem: 'container',
  blockquote: 'container',
  footnoteDefinition: 'container'
}

/**
 * The blocks in words. A container is told by where it begins, for where it ends is a matter of taste, and
 * link definitions, which are nodes of their own in mdast, belong to the paragraph that they stand in.
 */
function told(cuts: readonly Cut[]): string[] {
  const joined: Cut[] = []
  for (const cut of cuts) {
    const last = joined.at(-1)
    const goesOn = cut.kind === 'paragraph' && last?.kind === 'paragraph' && cut.line === last.endLine + 1
    if (goesOn) joined[joined.length - 1] = { ...last, endLine: cut.endLine }
    else joined.push(cut)
  }
  return joined.map(({ kind, line, endLine, heading }) => {
    const where = kind === 'container' ? `${line}` : `${line}-${endLine}`
    return `${where} ${kind} ${heading ? `${heading.depth} ${JSON.stringify(heading.text)}` : ''}`.trim()
  })
}

const kinds = (text: string, endsHtml?: EndsHtml) =>
  scan(text, endsHtml).blocks.map(({ kind, line, endLine }) => `${kind} ${line}-${endLine}`)

describe('scan', () => {
  const unclosed = (text: string) => scan(text).blocks.map((block) => block.unclosed ?? false)
  const heading = (text: string) => scan(text).blocks.at(-1)?.heading

  it('finds nothing in an empty or blank file', () => {
    expect(['', '\n', ' \t\r\n\r'].flatMap((text) => kinds(text))).toEqual([])
  })

  it('reads every kind of line ending', () => {
    expect(kinds('# a\r\n\r\nb\rc\n')).toEqual(['heading 1-1', 'paragraph 3-4'])
  })

  it('says what is never closed', () => {
    expect(unclosed('a\n\n```\nb\n# c')).toEqual([false, true])
    expect(unclosed('<!-- a\n\nb')).toEqual([true])
    expect(unclosed('```\na\n```')).toEqual([false])
    expect(unclosed('<div>\na')).toEqual([false])
    expect(unclosed('- ```\n  a')).toEqual([false])
  })

  it('gives blank lines to what is never closed', () => {
    expect(kinds('```\na\n\n')).toEqual(['code 1-3'])
    expect(kinds('<pre>\n\n  \n')).toEqual(['html 1-3'])
  })

  it('ends a block before the blank lines under it', () => {
    const ends = (text: string) => scan(text).blocks.map(({ end }) => end)
    expect(ends('- a\n\n\n# b\r\n\r\n    c\n  \n')).toEqual([3, 9, 18])
  })

  it('cuts a table from the paragraph above it', () => {
    expect(kinds('text\n| a |\n|---|\n| b |\n\nc')).toEqual(['paragraph 1-1', 'table 2-4', 'paragraph 6-6'])
  })

  it('cuts a heading from the link definitions above it', () => {
    expect(kinds('[a]: /u\r\n[b]: /v\r\nc\r\n===')).toEqual(['paragraph 1-2', 'heading 3-4'])
    expect(heading('[a]: /u\nb\n===')).toEqual({ depth: 1, text: 'b', textStart: 8, setext: true })
  })

  it('gives the text of a heading without its marks', () => {
    const texts = ['##  a # b ##  ', '# C#', '# #', '#', '  a \nb\t\n===', '# \u00a0'].map(
      (text) => heading(text)?.text
    )
    expect(texts).toEqual(['a # b', 'C#', '', '', 'a \nb', '\u00a0'])
  })

  it('follows containers to a depth that no deck reaches', () => {
    const [quotes, lists] = ['> '.repeat(5000), '- '.repeat(5000)]
    expect(kinds(`${quotes}a\n\n${lists}b\n\nc`)).toEqual(['container 1-1', 'container 3-3', 'paragraph 5-5'])
  })
})

describe('HTML above a heading that ends it', () => {
  const endsHtml: EndsHtml = ({ depth, text }) => depth === 2 && text === 'a'
  const ended = (text: string) => kinds(text, endsHtml)

  it('ends there, and what is below is Markdown again', () => {
    const text = '<p>\r\n## a ##\r\n```\r\n\r\n## a\r\n```\r\n</x>\r\n## a'
    expect(ended(text)).toEqual(['html 1-1', 'heading 2-2', 'code 3-6', 'html 7-7', 'heading 8-8'])
    expect(kinds(text)).toEqual(['html 1-3', 'heading 5-5', 'code 6-8'])
  })

  it('goes on over every other heading', () => {
    expect(ended('<p>\n### a\n## b\n#a\n    ## a\n## a')).toEqual(['html 1-5', 'heading 6-6'])
  })

  it.each([
    ['a fence', '```js', '```'],
    ['a fence of tildes', '~~~~', '~~~~~'],
    ['a comment', 'x <!-- y', 'z -->'],
    ['an element of plain text', '<b><PRE class="x">', '</pre></b>'],
    ['a script', '<!-- --> <script>', '</script>']
  ])('keeps what is in %s', (_, opening, closing) => {
    expect(ended(`<div>\n${opening}\n## a\n${closing}\n## a`)).toEqual(['html 1-4', 'heading 5-5'])
    expect(ended(`<div>\n${opening}\n## a\n\nb`)).toEqual(['html 1-3', 'paragraph 5-5'])
  })

  it('keeps nothing by what ends on its line', () => {
    expect(ended('<p><!-- a --><pre></pre>\n## a')).toEqual(['html 1-1', 'heading 2-2'])
  })

  it('is no comment and no element of plain text: these end by themselves', () => {
    expect(ended('<!--\n## a\n-->')).toEqual(['html 1-3'])
    expect(ended('<pre>\n## a\n</pre>\n## a')).toEqual(['html 1-3', 'heading 4-4'])
  })
})

/** By the square of its size, each of these would take minutes. */
describe('scan takes time in proportion to the size of', () => {
  const n = 500_000
  it.each([
    ['a long line', 'word '.repeat(n)],
    ['a long paragraph', 'a\n'.repeat(n)],
    ['many headings', 'a\n===\n'.repeat(n / 5)],
    ['many definitions', `${'[a]: b\n'.repeat(n / 5)}===\n===`],
    ['a definition without end', `[a]: "${'\\"\n'.repeat(n)}===`],
    ['many marks on one line', `${'- '.repeat(n)}x${'\n'.repeat(n)}`],
    ['many marks on each line', `${'> - '.repeat(500)}x\n`.repeat(n / 1000)],
    ['a long row', `${'|a'.repeat(n / 4)}\n${'|-'.repeat(n / 4)}`],
    ['a row that ends in blanks', `a\n---${' '.repeat(n)}x`],
    ['many dollars', '$$ a\n'.repeat(n)],
    ['many brackets', '\\[ a\n'.repeat(n)],
    ['a formula without end', `\\[${' $ a\n'.repeat(n)}`],
    ['a long tag', `<a${' b = "c"'.repeat(n)} <`],
    ['front matter without end', `---\na${' '.repeat(n)}\n${'---  x\n'.repeat(n)}`],
    ['HTML above many headings', '<p>\n## a\n'.repeat(n / 5)],
    ['HTML above headings that are in a comment', `<p><!--\n${'## a\n'.repeat(n)}`],
    ['HTML that opens much on a line', `<p>${'<!--'.repeat(n)}\n${'<pre>'.repeat(n)}`],
    ['HTML that closes much on a line', `<p>${'<!---->'.repeat(n / 5)}\n${'<pre></pre>'.repeat(n / 5)}`]
  ])('%s', (_, text) => {
    expect(scan(text, () => true).blocks.length).toBeGreaterThan(0)
  })
})

describe('front matter', () => {
  it('stands between `---` on the first line and the next one', () => {
    expect(kinds('---\ntitle: x\n\n# y\n---  \n# a')).toEqual(['front-matter 1-5', 'heading 6-6'])
    expect(kinds('---\r\na: b\r\n...\r\nc')).toEqual(['front-matter 1-3', 'paragraph 4-4'])
  })

  it('does not begin on a later line', () => {
    expect(kinds('\n---\na: b\n---')).toEqual(['rule 2-2', 'heading 3-4'])
  })

  it('does not begin over a blank line: that is a rule', () => {
    expect(kinds('---\n\n# a\n\n---')).toEqual(['rule 1-1', 'heading 3-3', 'rule 5-5'])
    expect(kinds('---\n \t\na: b\n---')).toEqual(['rule 1-1', 'heading 3-4'])
  })

  it('ends at a blank line or a heading where it is never closed', () => {
    const open = '---\ntitle: x\ntags:\n  - y\n'
    expect(kinds(`${open}\n# a`)).toEqual(['front-matter 1-4', 'heading 6-6'])
    expect(kinds(`${open}# a\nb`)).toEqual(['front-matter 1-4', 'heading 5-5', 'paragraph 6-6'])
    expect(kinds('---\nTotal cards: 2\n\na')).toEqual(['front-matter 1-2', 'paragraph 4-4'])
    expect(scan(open).blocks).toMatchObject([{ kind: 'front-matter', end: open.length - 1, unclosed: true }])
  })

  it('is a rule where it is never closed and begins with no key', () => {
    expect(kinds('---\n# a\n')).toEqual(['rule 1-1', 'heading 2-2'])
    expect(kinds('---\nhttps://a.b\n')).toEqual(['rule 1-1', 'paragraph 2-2'])
    expect(kinds('---\n**Date:** x\n')).toEqual(['rule 1-1', 'paragraph 2-2'])
  })

  it('says in what language it is, if the first line does', () => {
    const [block] = scan('---js\n({})\n---\n').blocks
    expect(block).toEqual({ kind: 'front-matter', language: 'js', line: 1, endLine: 3, start: 0, end: 14 })
    expect(scan('---js\n({})\n\na').blocks[0]).toMatchObject({ language: 'js', endLine: 2, unclosed: true })
  })

  it.skipIf(!shared.here).each([
    ['bad/026-frontmatter-js', 'front-matter 1-3'],
    ['bad/028-frontmatter-bad-yaml', 'front-matter 1-5'],
    ['bad/029-frontmatter-alias-bomb', 'front-matter 1-11'],
    ['bad/031-frontmatter-duplicate-key', 'front-matter 1-4'],
    ['odd/028-leading-rule', 'rule 1-1']
  ])('of %s is %s', (name, first) => {
    expect(kinds(shared.read(`cases/${name}.md`))[0]).toBe(first)
  })
})
