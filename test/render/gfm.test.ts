import { describe, expect, it } from 'vitest'
import { rendered, seen } from './rendered'

/**
 * What GitHub Flavored Markdown (GFM 0.29) adds to CommonMark, rule by rule: no package has the examples of its specification, so these
 * are ours. Each says what a card shows.
 */
const cell = (name: 'th' | 'td', row: string, align?: string) =>
  `<tr>${row
    .split('|')
    .map((text) => `<${name}${align ? ` align="${align}"` : ''}>${text}</${name}>`)
    .join('')}</tr>`
const table = (header: string, ...rows: string[]) =>
  `<table><thead>${cell('th', header)}</thead>${
    rows.length > 0 ? `<tbody>${rows.map((row) => cell('td', row)).join('')}</tbody>` : ''
  }</table>`

const examples: Readonly<
  Record<string, readonly (readonly [markdown: string, html: string, codes?: string])[]>
> = {
  'tables (4.10)': [
    ['| a | b |\n| --- | --- |\n| c | d |', table('a|b', 'c|d')],
    ['a | b\n-|-\nc | d', table('a|b', 'c|d')],
    ['| a |\n| - |', table('a')],
    [
      '| a |\n|:-:|\n| b |',
      `<table><thead>${cell('th', 'a', 'center')}</thead><tbody>${cell('td', 'b', 'center')}</tbody></table>`
    ],
    ['| a |\n|--:|', `<table><thead>${cell('th', 'a', 'right')}</thead></table>`],
    ['| a |\n|:--|', `<table><thead>${cell('th', 'a', 'left')}</thead></table>`],
    ['| a |\n|---|\n| b \\| c |', table('a', 'b | c').replace('<td>b </td><td> c</td>', '<td>b | c</td>')],
    [
      '| a |\n|---|\n| `b \\| c` |',
      `<table><thead>${cell('th', 'a')}</thead><tbody><tr><td><code>b | c</code></td></tr></tbody></table>`
    ],
    ['| a |\n|---|\n| b |\n> c', `${table('a', 'b')}<blockquote><p>c</p></blockquote>`],
    ['| a |\n|---|\n| b |\n\nc', `${table('a', 'b')}<p>c</p>`],
    ['| a |\n|---|\nb\n\nc', `${table('a', 'b')}<p>c</p>`],
    ['| a | b |\n|---|\n| c |', '<p>| a | b |<br> |---|<br> | c |</p>'],
    ['| a | b |\n|---|---|\n| c |', table('a|b', 'c|')],
    ['| a |\n|---|\n| b | c |', table('a|', 'b|c'), 'table-cell-extra'],
    ['| **a** |\n|---|\n| ~~b~~ |', table('<strong>a</strong>', '<del>b</del>')]
  ],
  'task list items (5.3)': [
    [
      '- [ ] a\n- [x] b',
      '<ul class="contains-task-list"><li class="task-list-item"><input type="checkbox" disabled> a</li><li class="task-list-item"><input type="checkbox" checked disabled> b</li></ul>'
    ],
    [
      '1. [X] a',
      '<ol class="contains-task-list"><li class="task-list-item"><input type="checkbox" checked disabled> a</li></ol>'
    ],
    ['- [ ]a', '<ul><li>[ ]a</li></ul>'],
    ['- [x]', '<ul><li>[x]</li></ul>'],
    ['[x] a', '<p>[x] a</p>'],
    ['- \\[x] a', '<ul><li>[x] a</li></ul>']
  ],
  'strikethrough (6.5)': [
    ['~~a~~ b', '<p><del>a</del> b</p>'],
    ['~a~', '<p><del>a</del></p>'],
    ['a ~~~b~~~', '<p>a ~~~b~~~</p>'],
    ['~~a\n\nb~~', '<p>~~a</p><p>b~~</p>'],
    ['**a ~~b~~**', '<p><strong>a <del>b</del></strong></p>'],
    ['a ~~ b ~~', '<p>a ~~ b ~~</p>']
  ],
  'autolinks (6.9)': [
    ['www.a.example', '<p><a href="http://www.a.example">www.a.example</a></p>'],
    [
      'https://a.example/b?c=d&e',
      '<p><a href="https://a.example/b?c=d&amp;e">https://a.example/b?c=d&amp;e</a></p>'
    ],
    ['See www.a.example/b.', '<p>See <a href="http://www.a.example/b">www.a.example/b</a>.</p>'],
    ['(www.a.example/b(c))', '<p>(<a href="http://www.a.example/b(c)">www.a.example/b(c)</a>)</p>'],
    ['www.a.example/b&copy;', '<p><a href="http://www.a.example/b">www.a.example/b</a>©</p>'],
    ['www.a.example/b<c', '<p><a href="http://www.a.example/b">www.a.example/b</a>&lt;c</p>'],
    ['me@a.example', '<p><a href="mailto:me@a.example">me@a.example</a></p>'],
    ['me+you@a-b.example.', '<p><a href="mailto:me+you@a-b.example">me+you@a-b.example</a>.</p>'],
    ['me@a.example_', '<p>me@a.example_</p>'],
    ['`www.a.example`', '<p><code>www.a.example</code></p>'],
    ['ftp://a.example', '<p>ftp://a.example</p>']
  ],
  'disallowed raw HTML (6.11)': [
    ['<b>a</b> <script>b</script>', '<p><b>a</b> </p>', 'html-removed'],
    ['<title>a</title>', 'a', 'html-removed'],
    ['<textarea>a</textarea>', '', 'html-removed'],
    ['<iframe src="a">b</iframe>', '', 'html-removed']
  ],
  footnotes: [
    [
      'a[^1]\n\n[^1]: b',
      '<p>a<sup><a href="#1" id="1" data-footnote-ref="">1</a></sup></p><section data-footnotes="" class="footnotes"><ol><li id="1"><p>b <a href="#1" data-footnote-backref="">↩</a></p></li></ol></section>'
    ],
    ['a[^b]', '<p>a[^b]</p>', 'reference-undefined'],
    ['a\\[^1]\n\n[^1]: b', '<p>a[^1]</p>'],
    ['[^1]: nobody asks', '']
  ]
}

describe.each(Object.entries(examples))('%s', (_, cases) => {
  it.each(cases.map(([markdown, html, code]) => ({ markdown, html, codes: code ? [code] : [] })))(
    '$markdown',
    ({ markdown, html, codes }) => {
      const found = rendered(markdown)
      expect(seen(withoutNames(found.html))).toBe(seen(html))
      expect(found.codes).toEqual(codes)
    }
  )
})

/** Ids name the text that they stand in, for a card has several. */
function withoutNames(html: string): string {
  return html.replace(/md2anki-\w+-fn(?:ref)?-/g, '')
}
