import { describe, expect, it } from 'vitest'
import { formulaEnd, mathBlockEnd } from '../../src/parse/math'
import { ownLines } from '../../src/render/own-lines'
import { partBraces } from '../../src/render/tex'
import { rendered } from './rendered'

const html = (markdown: string) => rendered(markdown).html
const math = (tex: string) => `<span class="math">${tex}</span>`

describe('a formula in a line', () => {
  it.each([
    ['$x$', '\\(x\\)'],
    ['$a_1 * b_2$', '\\(a_1 * b_2\\)'],
    ['$\\\\ \\{ \\$ \\_$', '\\(\\\\ \\{ \\$ \\_\\)'],
    ['$a < b & c > d$', '\\(a &#x3C; b &#x26; c > d\\)'],
    ['$$x$$', '\\[x\\]'],
    ['$$ x $$', '\\[ x \\]'],
    ['\\(x_1 * y_2\\)', '\\(x_1 * y_2\\)'],
    ['\\[ a \\\\[2pt] b \\]', '\\[ a \\\\[2pt] b \\]'],
    ['$`x`$', '\\(x\\)'],
    ['$a\nb$', '\\(a\nb\\)'],
    ['$[a,b]$', '\\([a,b]\\)'],
    ['$\\frac{a_{b}}{c}$', '\\(\\frac{a_{b} }{c}\\)'],
    ['$\\text{[sound:x.mp3]}$', '\\(\\text{&#91;sound:x.mp3]}\\)']
  ])('%j', (markdown, tex) => {
    expect(rendered(markdown)).toEqual({ html: `<p>${math(tex)}</p>`, text: markdown, codes: [] })
  })

  it.each([
    '$5 and $10',
    '5$ and 10$',
    'from $5 to $10, or $7$8',
    '$ x$ and $y $',
    '$$$x$$$',
    '$x',
    '$x\n\ny$',
    '\\$x$',
    '[$]x[/$]',
    '[$$]x[/$$]',
    '$$',
    '$ $'
  ])('is none: %j', (markdown) => {
    expect(html(markdown)).not.toContain('math')
  })

  it.each([
    ['`$x$` \\(`y`\\)', '<p><code>$x$</code> (<code>y</code>)</p>'],
    ['    $x$', '<pre><code>$x$\n</code></pre>'],
    ['\\(x and \\[y', '<p>(x and [y</p>'],
    ['\\(\\) \\[\\\\]', '<p>() [\\]</p>'],
    ['\\\\(x\\\\)', '<p><span>\\<span>(</span>x\\)</span></p>'],
    ['set $HOME and `$PATH`', '<p>set $HOME and <code>$PATH</code></p>']
  ])('is no formula in code, and none that is not closed: %j', (markdown, wanted) => {
    expect(html(markdown)).toBe(wanted)
  })

  it('stands wherever text does', () => {
    expect(html('# $x$')).toContain(math('\\(x\\)'))
    expect(html('**$x$** [$y$](z)')).toBe(
      `<p><strong>${math('\\(x\\)')}</strong> <a href="z">${math('\\(y\\)')}</a></p>`
    )
    expect(html('| a |\n|---|\n| $\\|x\\|$ |')).toContain(`<td>${math('\\(|x|\\)')}</td>`)
    expect(html('| a | b |\n|---|---|\n| $x | y$ |')).not.toContain('math')
    expect(html('<span class="math">\\(x\\)</span>')).toContain(math('\\(x\\)'))
    expect(html('<div>\n<span class="math">\\(x\\)</span>')).toContain(math('\\(x\\)'))
  })

  it('does no more than show something', () => {
    const { html: shown, codes } = rendered('$\\href{javascript:alert(1)}{x}$ and $\\hrefs$')
    expect(shown).toBe(`<p>$\\href{javascript:alert(1)}{x}$ and ${math('\\(\\hrefs\\)')}</p>`)
    expect(codes).toEqual(['math-unsafe'])
    expect(html('$$\n\\style{background:url(//a.b)}{x}\n$$')).toContain('<pre><code>$$')
  })

  it.each([
    ...['\\def\\frac{x}', '\\gdef\\x{y}', '\\edef\\x{y}', '\\let\\frac\\sqrt', '\\global\\let\\x\\y'],
    ...['\\newcommand{\\x}{y}', '\\renewcommand*\\frac[2]{x}', '\\newenvironment{a}{b}{c}'],
    ...[
      '\\DeclareMathOperator{\\x}{y}',
      '\\DeclareMathOperator*{\\x}{y}',
      '\\DeclarePairedDelimiter\\x{(}{)}'
    ],
    ...[
      '\\definecolor{red}{rgb}{0,0,1}',
      'x \\label{a}',
      '\\ref{a}',
      '\\eqref{a}',
      '\\mathtoolsset{showonlyrefs}'
    ]
  ])('changes no formula of another card: %s', (tex) => {
    expect(rendered(`$${tex}$`).codes).toEqual(['math-unsafe'])
  })

  it.each([
    '\\left(x\\right)',
    'x \\tag{1}',
    '\\operatorname{ord} x',
    '\\unicode{65}',
    '\\color{red} x',
    '\\deflate'
  ])('may hold what stays within it: %s', (tex) => expect(rendered(`$${tex}$`).codes).toEqual([]))
})

describe('a formula on lines of its own', () => {
  it.each([
    ['$$\n- a\n# b\n===\n$$', '\\[\n- a\n# b\n===\n\\]'],
    ['$$a\nb$$', '\\[a\nb\\]'],
    ['$$\r\n- a\r\n$$', '\\[\n- a\n\\]'],
    ['$$\r- a\r$$', '\\[\n- a\n\\]'],
    ['\\[\n> a\n\\]', '\\[\n> a\n\\]'],
    ['```math\na_{{b}}\n```', '\\[\na_{ {b} }\n\\]'],
    ['text\n$$\n* x\n$$\ntext', '\\[\n* x\n\\]'],
    ['> $$\n> + a\n> $$', '\\[\n+ a\n\\]'],
    ['1. $$\n   + a\n   $$', '\\[\n+ a\n\\]']
  ])('%j', (markdown, tex) => {
    expect(html(markdown)).toContain(`<div class="math">${tex}</div>`)
  })

  it.each(['$$\n# a', '$$\na\n\n# b\n$$', '\\[\n# a'])(
    'that is not closed swallows nothing: %j',
    (markdown) => {
      expect(html(markdown)).toMatch(/<h1>[ab]<\/h1>/)
      expect(html(markdown)).not.toContain('math')
    }
  )
})

/** By the square of its size, each of these would take minutes. */
it.each(['$ ', '$a ', '$$ ', '$$a ', '\\(', '\\[', '\\( $ ', '$`', '`$', '$\\\\', '$\n', '$$\n'])(
  'takes time in proportion to the number of %j',
  (piece) => {
    const text = piece.repeat(200_000)
    for (let at = 0; at < text.length; at++) {
      expect(formulaEnd(text, at) >= 0 && mathBlockEnd(text, at) >= 0).toBe(true)
      if (at > 1000) at += 997
    }
  }
)

describe('braces in TeX', () => {
  it.each([
    ['{{a}}', '{ {a} }'],
    ['\\{{a}\\}}', '\\{ {a}\\} }'],
    ['\\}}', '\\} }'],
    ['{{c1::a_{b}}}', '{{c1::a_{b} }}'],
    ['{{{c1::a}}}', '{ {{c1::a}} }'],
    ['{{c1::a}} {{b}}', '{{c1::a}} { {b} }'],
    ['}}}', '} } }'],
    ['a\\', 'a\\']
  ])('stand apart but for those of a deletion: %s', (tex, parted) => {
    expect(partBraces(tex)).toBe(parted)
    expect(parted.replaceAll(' ', '')).toBe(tex.replaceAll(' ', ''))
  })
})

describe('marked text', () => {
  it.each([
    ['==a==', '<mark>a</mark>'],
    ['a ==b *c*== d', 'a <mark>b <em>c</em></mark> d'],
    ['~~**==a==**~~ ==b==', '<del><strong><mark>a</mark></strong></del> <mark>b</mark>'],
    ['**==a==**', '<strong><mark>a</mark></strong>'],
    ['(==a==), ==b==.', '(<mark>a</mark>), <mark>b</mark>.'],
    ['重==点==中', '重<mark>点</mark>中'],
    ['==a== and ==b==', '<mark>a</mark> and <mark>b</mark>'],
    ['==$x$==', `<mark>${math('\\(x\\)')}</mark>`]
  ])('%s', (markdown, wanted) => {
    expect(html(markdown)).toBe(`<p>${wanted}</p>`)
  })

  it.each([
    'a == b == c',
    'x==1 and y==2',
    '`==a==`',
    '===a===',
    '\\==a==',
    'x ==> y <== z',
    '==a',
    'a==',
    '====',
    '== a =='
  ])('is none: %s', (markdown) => {
    expect(html(markdown)).not.toContain('<mark>')
  })

  it('crosses no other mark', () => {
    expect(html('*a ==b* c==')).toBe('<p><em>a ==b</em> c==</p>')
    expect(html('==a ~~b== c~~')).toBe('<p><mark>a ~~b</mark> c~~</p>')
  })
})

describe('an alert', () => {
  const alert = (name: string, title: string, body: string) =>
    `<div class="alert alert-${name}">\n<p class="alert-title">${title}</p>\n${body}\n</div>`

  it.each([
    ['> [!NOTE]\n> a', alert('note', 'Note', '<p>a</p>')],
    ['> [!tip]  \n> **a** b\n> c', alert('tip', 'Tip', '<p><strong>a</strong> b<br>\nc</p>')],
    ['> [!IMPORTANT]\r\n> a', alert('important', 'Important', '<p>a</p>')],
    ['> [!WARNING]\n>\n> - a', alert('warning', 'Warning', '<ul>\n<li>a</li>\n</ul>')],
    ['> [!CAUTION]', '<div class="alert alert-caution">\n<p class="alert-title">Caution</p>\n</div>'],
    [
      '> [!NOTE] A *title*, `x`  \n> a\n> b',
      alert('note', 'A <em>title</em>, <code>x</code>', '<p>a<br>\nb</p>')
    ],
    ['> [!tip]- Folded\r\n> a', alert('tip', 'Folded', '<p>a</p>')],
    ['> [!FAQ]+\n> a', alert('important', 'Faq', '<p>a</p>')],
    ['> [!bug] Here\n>\n> a', alert('caution', 'Here', '<p>a</p>')],
    ['> [!OTHER]\n> a', alert('note', 'Other', '<p>a</p>')],
    ['> [!my-own|x] T\n> a\\\n> b', alert('note', 'T', '<p>a<br>\nb</p>')],
    ['> [!NOTE] *A*\n> **b**', alert('note', '<em>A</em>', '<p><strong>b</strong></p>')],
    ['> [!NOTE]\n> $x$', alert('note', 'Note', `<p>${math('\\(x\\)')}</p>`)]
  ])('%j', (markdown, wanted) => {
    expect(html(markdown)).toBe(wanted)
  })

  it.each([
    '> [!NOTE]a',
    '> [!1]\n> a',
    '> [!NOTE](https://a.example)\n> a',
    '> `[!NOTE]` a',
    '> \\[!NOTE]\n> a',
    '> a\n> [!NOTE]',
    '> **[!NOTE]**\n> a',
    '[!NOTE]'
  ])('is none: %j', (markdown) => {
    expect(html(markdown)).not.toContain('class="alert')
  })
})

describe('ends of lines', () => {
  const wrapped = [
    'A paragraph that an editor has wrapped at some width goes on like',
    'this, with lines of much the same length, until the last of them',
    'ends it.'
  ]

  it('of wrapped text are none of the author’s', () => {
    expect(ownLines(wrapped)).toEqual([true, false, false])
    expect(html(wrapped.join('\n'))).not.toContain('<br>')
    expect(html(`> ${wrapped.join('\n> ')}`)).not.toContain('<br>')
    expect(html(`- ${wrapped.join('\n  ')}`)).not.toContain('<br>')
  })

  it.each([
    ['an address', ['Royal Observatory', 'Blackheath Avenue', 'London']],
    [
      'a verse',
      ['The sun was setting over all the quiet hills of home,', 'and still', 'no bird had sung its song']
    ],
    ['a list without marks', [wrapped[0]!, 'short', wrapped[1]!]]
  ])('of %s are the author’s', (_, lines) => {
    expect(ownLines(lines)).toEqual(lines.map(() => true))
  })

  it('before bold text are the author’s, and those under it count for themselves', () => {
    const lines = [
      '**One:** a paragraph that an editor has wrapped at some width goes',
      ...wrapped.slice(1),
      '**Two:** a'
    ]
    expect(ownLines(lines)).toEqual([true, false, false, true])
    expect(html('**S** is a\n**T** is b')).toBe('<p><strong>S</strong> is a<br>\n<strong>T</strong> is b</p>')
  })

  it('are looked at where they stand in the file', () => {
    expect(html('*a\nb* `c\nd` e\n[f\ng](h)')).toBe(
      '<p><em>a<br>\nb</em> <code>c d</code> e<br>\n<a href="h">f<br>\ng</a></p>'
    )
    expect(html('a  \nb\\\nc\nd')).toBe('<p>a<br>\nb<br>\nc<br>\nd</p>')
  })

  it('change no text', () => {
    expect(rendered('a\nb').text).toBe('a\nb')
    expect(rendered('a\r\nb').text).toBe('a\nb')
  })
})

describe('code', () => {
  it('has colours where its language is known, and its text as before', () => {
    const code = 'def f(x):\n    return x < 1  # {{x}} [sound:a.mp3]'
    const { html: shown, text } = rendered(`\`\`\`python\n${code}\n\`\`\``)
    expect(shown).toContain('<span class="hljs-keyword">return</span>')
    expect(shown).not.toMatch(/\{\{|\[sound:/)
    expect(text).toBe(code)
    expect(html('~~~ JS\nlet a\n~~~')).toContain('hljs-keyword')
  })

  it.each(['', 'text', 'unknown', 'mermaid', '__proto__', 'constructor'])('has none in %j', (language) => {
    expect(html(`\`\`\`${language}\nif return "a" 1\n\`\`\``)).not.toContain('hljs')
  })

  it('has none where a deletion would be cut in pieces, or where it is no example', () => {
    expect(html('```json\n{"a": {{c1::1}}}\n```')).not.toContain('hljs')
    expect(html(`\`\`\`js\n${'let a;\n'.repeat(4000)}\`\`\``)).not.toContain('hljs')
  })
})

describe('HTML that is safe', () => {
  const pieces = [
    'a<br>b',
    'H<sub>2</sub>O',
    'x<sup>2</sup>',
    '<kbd>Ctrl</kbd>',
    '<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>',
    '<mark>a</mark>',
    '<abbr title="b">a</abbr>',
    '<u>a</u> <s>b</s> <ins>c</ins> <del>d</del> <small>e</small>',
    '<q>a</q> <cite>b</cite> <dfn>c</dfn> <var>d</var> <samp>e</samp>',
    '<bdo dir="rtl">a</bdo> <bdi>b</bdi> <span lang="fr" dir="ltr">c</span>',
    '<time datetime="2026-01-01">a</time>'
  ]

  it.each(pieces)('%s arrives in text, in a cell, in a list and in a heading', (piece) => {
    for (const markdown of [`a ${piece} *b*`, `| a |\n|---|\n| ${piece} |`, `- ${piece}`, `# ${piece}`]) {
      const { html: shown, codes } = rendered(markdown)
      expect(shown).toContain(piece)
      expect(codes).toEqual([])
    }
  })

  it.each([
    '<details open><summary>a</summary>b</details>',
    '<dl><dt>a</dt><dd>b</dd></dl>',
    '<table><caption>a</caption><tbody><tr><td colspan="2">b</td></tr></tbody></table>',
    '<figure><figcaption>a</figcaption></figure>',
    '<ol start="3" type="a"><li value="4">a</li></ol>',
    '<div dir="rtl"><p align="center">a</p></div>'
  ])('%s arrives as a block', (block) => {
    const { html: shown, codes } = rendered(`a\n\n${block}\n\nb`)
    expect(shown).toContain(block)
    expect(codes).toEqual([])
  })

  it('may hold Markdown behind blank lines', () => {
    expect(html('<details>\n<summary>a</summary>\n\n**b** $c$\n\n</details>')).toContain(
      `<p><strong>b</strong> ${math('\\(c\\)')}</p>`
    )
  })

  it('keeps no class but those that we make, and says so', () => {
    expect(rendered('<span class="math x">a</span> <div class="alert">b</div>').codes).toEqual([
      'html-removed'
    ])
    expect(html('<span class="x">a</span>')).toBe('<p><span>a</span></p>')
  })
})
