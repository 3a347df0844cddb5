import { describe, expect, it } from 'vitest'
import { compile } from '../../src'
import { blockMarkdown } from '../../src/decompile/markdown'
import { htmlTree, tidy } from '../../src/decompile/tidy'
import { visibleText } from '../../src/decompile/visible'

function markdownOf(html: string): string {
  return blockMarkdown(tidy(htmlTree(html), { formatting: false, embedded: false }), false)
}

const samples: [string, string][] = [
  ['a<br>b', 'a\\\nb'],
  ['a<div>b</div><div>c</div>', 'a\\\nb\\\nc'],
  ['<div>a</div><div><br></div><div>b</div>', 'a\n\nb'],
  ['<b>foo </b>bar', '**foo** bar'],
  ['<b>a<br>b</b>', '**a**\\\n**b**'],
  ['<span style="font-weight: 700; color: red">x</span>y', '**x**y'],
  ['H<sub>2</sub>O', 'H<sub>2</sub>O'],
  ['\\(x^2\\) and \\[y\\]', '\\\\(x^2\\\\) and \\\\\\[y]'],
  ['a&nbsp;b', 'a&nbsp;b'],
  ['# no heading', '\\# no heading'],
  ['#### Front', '\\#### Front'],
  ['<h4>Front</h4>x', '<h4>Front</h4>\n\nx'],
  ['[sound:x.mp3]', '\\[sound:x.mp3]'],
  ['<img src="a b.jpg">', '![](media/a%20b.jpg)'],
  ['<ul><li>a<ul><li>b</li></ul></li></ul>', '- a\n  - b'],
  ['1. x', '1\\. x'],
  ['<p><b>Source:</b> x</p>', '__Source:__ x'],
  ['{{c1::x::y}}', '{{c1::x::y}}'],
  ['<font color="red">x</font>', 'x'],
  ['<ruby>漢<rt>kan</rt></ruby>', '<ruby>漢<rt>kan</rt></ruby>'],
  ['<pre><code class="language-js">a\n\nb</code></pre>', '```js\na\n\nb\n```'],
  ['<table><tr><td>a</td></tr></table>', '<table><tbody><tr><td>a</td></tr></tbody></table>']
]
describe.each(samples)('%s', (html, md) => {
  it('md', () => {
    expect(markdownOf(html)).toBe(md)
  })
  it('back', () => {
    const { deck } = compile(`### Card 1\n#### Front\n\n${markdownOf(html)}\n\n#### Back\n\nx`)
    expect(visibleText(htmlTree(deck!.cards[0]!.front.html))).toBe(visibleText(htmlTree(html)))
  })
})
