import { describe, expect, it } from 'vitest'
import { compile } from '../../src'
import { blockMarkdown, inlineMarkdown } from '../../src/decompile/markdown'
import { htmlTree, tidy } from '../../src/decompile/tidy'
import { seen } from './seen'

const tidied = (html: string) => tidy(htmlTree(html), { formatting: false, embedded: false })

/** HTML as Anki's editor writes it, and the Markdown of it. */
const fields: readonly (readonly [html: string, markdown: string])[] = [
  ['a<br>b', 'a\\\nb'],
  ['a<div>b</div><div>c</div>', 'a\\\nb\\\nc'],
  ['<div>a</div><div><br></div><div>b</div>', 'a\n\nb'],
  ['<b>foo </b>bar', '**foo** bar'],
  ['<b>a<br>b</b>', '**a**\\\n**b**'],
  ['<span style="font-weight: 700; color: red">x</span>y', '**x**y'],
  ['H<sub>2</sub>O', 'H<sub>2</sub>O'],
  ['\\(x^2\\) and \\[y\\]', '$x^2$ and $$y$$'],
  ['\\(a_1 * b_2\\)5', '\\(a_1 * b_2\\)5'],
  ['\\( x \\) \\(a\\$b\\) \\(a`b\\)', '\\( x \\) \\(a\\$b\\) <span class="math">&#92;(a&#96;b&#92;)</span>'],
  ['<div class="math">\\[\n- a\n\\]</div>', '$$ - a $$'],
  [
    '<ul><li><input type="checkbox" checked disabled> a</li><li><input type="checkbox" disabled> <b>b</b></li></ul>',
    '- [x] a\n- [ ] **b**'
  ],
  ['$5 and $10, a==b, ==c==', '\\$5 and \\$10, a\\==b, \\==c\\=='],
  ['a %%b%% [[c]] ![[d.png]]', 'a \\%%b\\%% \\[\\[c]] !\\[\\[d.png]]'],
  ['%%<br>a<br>%%', '\\%%\\\na\\\n\\%%'],
  ['\\(x without end', '\\\\(x without end'],
  ['<code>\\(x\\)</code>', '`\\(x\\)`'],
  ['<table><tr><th>\\(|x|\\)</th></tr></table>', '| $\\|x\\|$ |\n| ------- |'],
  ['<mark>x</mark>', '<mark>x</mark>'],
  ['<div class="alert alert-note"><p class="alert-title">Note</p><p>a</p></div>', '> [!NOTE]\n>\n> a'],
  [
    '<div class="alert alert-tip"><p class="alert-title">To <b>see</b> *</p><p>a</p></div>',
    '> [!TIP] To **see** \\*\n>\n> a'
  ],
  ['<blockquote>[!NOTE]</blockquote>', '> \\[!NOTE]'],
  ['<p>a\nb</p>', 'a b'],
  [
    '<pre><code class="language-js"><span class="hljs-keyword">let</span> a</code></pre>',
    '```js\nlet a\n```'
  ],
  ['a&nbsp;b', 'a&nbsp;b'],
  ['# no heading', '\\# no heading'],
  ['#### Front', '\\#### Front'],
  ['<h4>Front</h4>x', '<h4>Front</h4>\n\nx'],
  ['[sound:x y.mp3]', '![](media/x%20y.mp3)'],
  ['<video controls><source src="x.webm">no film</video>', '![](media/x.webm)'],
  ['<img src="a b.jpg">', '![](media/a%20b.jpg)'],
  ['<ul><li>a<ul><li>b</li></ul></li></ul>', '- a\n  - b'],
  ['1. x', '1\\. x'],
  ['<p><b>Source:</b> x</p>', '__Source:__ x'],
  ['{{c1::x::y}}', '{{c1::x::y}}'],
  ['<font color="red">x</font>', 'x'],
  ['<ruby>漢<rt>kan</rt></ruby>', '<ruby>漢<rt>kan</rt></ruby>'],
  ['<pre><code class="language-js">a\n\nb</code></pre>', '```js\na\n\nb\n```'],
  ['<table><tr><td>a</td></tr></table>', '<table><tbody><tr><td>a</td></tr></tbody></table>'],
  ['<b style="font-weight: normal">x</b>', 'x'],
  ['<p dir="rtl">x</p>', '<p dir="rtl">x</p>'],
  ['<ol type="a"><li>x</li></ol>', '<ol type="a"><li>x</li></ol>'],
  ['<details><summary>x</summary>y</details>', '<details><summary>x</summary>y</details>'],
  ['<img src="a.png" width="5">', '<img src="media/a.png" width="5">'],
  ['<img src="https://a.example/b.png" alt="c">', '![c](https://a.example/b.png)'],
  ['<a href="pycmd:x">y</a>', '[y]()'],
  ['<script>x</script>y', 'y'],
  ['<h5>Steps</h5>', '##### Steps'],
  ['<h5>Hint</h5>', '<h5>Hint</h5>'],
  ['<h6>Card 2 of 3</h6>', '<h6>Card 2 of 3</h6>'],
  ['**Card 2**', '\\*\\*Card 2\\*\\*']
]

describe.each(fields)('%s', (html, markdown) => {
  it('is this in Markdown', () => {
    expect(blockMarkdown(tidied(html), false)).toBe(markdown)
  })

  it.each([false, true])('is seen as before, as HTML: %o', (asHtml) => {
    const side = blockMarkdown(tidied(html), asHtml)
    const { deck } = compile(`### Card 1\n\n#### Front\n\n${side}\n\n#### Back\n\nx`)
    expect(seen(deck!.cards[0]!.front.html)).toBe(seen(html))
  })
})

/** What changes nothing to MathJax: ends of lines, and blanks between braces, without which a formula would end a deletion. */
describe('a formula', () => {
  it.each([
    ['\\[a<br>\\\\[2pt] b\\]', '$$a \\\\[2pt] b$$'],
    ['\\[a % of b\n+ c \\% d\n\\\\% e\n+ f\\]', '$$a + c \\% d \\\\ + f$$'],
    ['{{c1::\\(\\frac{a}{b_{c}}\\)}}', '{{c1::$\\frac{a}{b_{c} }$}}']
  ])('%s is written as this', (html, markdown) => {
    expect(blockMarkdown(tidied(html), false)).toBe(markdown)
  })
})

it('loses no look of code, which is coloured anew', () => {
  const dropped = { formatting: false, embedded: false }
  tidy(htmlTree('<pre><code><span class="hljs-title function_">f</span></code></pre>'), dropped)
  expect(dropped).toEqual({ formatting: false, embedded: false })
})

describe('a part of a line', () => {
  it.each([
    ['a<br>b', 'a<br>b'],
    ['<p>a\nb</p>', 'a b'],
    ['<p>a</p><ul><li>b</li></ul>', '<p>a</p><ul><li>b</li></ul>'],
    ['# a', '# a'],
    ['', '']
  ])('%s', (html, markdown) => {
    expect(inlineMarkdown(tidied(html))).toBe(markdown)
  })
})
