import { type DefaultTreeAdapterMap, parseFragment } from 'parse5'
import { describe, expect, it } from 'vitest'
import type { Diagnostic, DiagnosticCode } from '../../src'
import type { RenderedField } from '../../src/model/draft'
import { isPlain } from '../../src/model/plain'
import { parsersAlone } from '../../src/parse/source'
import { highlight } from '../../src/render/highlight'
import { render } from '../../src/render/render'
import { toSafeHtml } from '../../src/render/to-safe-html'
import { fc, runs } from '../fast-check'
import { expectHarmless } from './harmless'

/** A piece of Markdown alone in the world, and what is said of it. */
function rendered(text: string): RenderedField & {
  readonly codes: readonly DiagnosticCode[]
  /** The files that it shows. */
  readonly paths: readonly string[]
} {
  const codes: DiagnosticCode[] = []
  const paths: string[] = []
  const start = { line: 1, column: 1, offset: 0 }
  const slice = { text, position: { start, end: start } }
  const report = ({ code }: Diagnostic) => void codes.push(code)
  const field = render(
    { slice, as: 'blocks' },
    () => parsersAlone(report).parse(slice),
    tools,
    report,
    ({ path }) => void paths.push(path)
  )
  return { ...field, codes, paths }
}

const tools = { toSafeHtml, highlight }

const html = (markdown: string) => rendered(markdown).content.html

describe('what a browser sees of a field', () => {
  const hostile = [
    ...[
      '<script>alert(1)</script>',
      '<SCRIPT SRC=//a.b>',
      '<scr<script>ipt>alert(1)</script>',
      '<script',
      '</script>'
    ],
    ...['<img src=x onerror=alert(1)>', '<img src="x"onerror="alert(1)">', '<img/src=x/onerror=alert(1)>'],
    ...[
      '<svg onload=alert(1)>',
      '<svg><script>alert(1)</script></svg>',
      '<svg><a xlink:href="javascript:alert(1)">x</a></svg>'
    ],
    ...[
      '<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>'
    ],
    ...[
      '<svg><style><img src=x onerror=alert(1)></style></svg>',
      '<noscript><p title="</noscript><img src=x onerror=alert(1)>">'
    ],
    ...[
      '<template><script>alert(1)</script></template>',
      '<textarea></textarea><script>x</script>',
      '<xmp><script>x</script></xmp>'
    ],
    ...[
      '<plaintext><script>x',
      '<title><script>x</script></title>',
      '<listing>&lt;script&gt;</listing>',
      '<frameset onload=x>'
    ],
    ...[
      '<body onload=alert(1)>',
      '<html onclick=x><head><base href=//a.b>',
      '<base href="//a.b">',
      '<link rel=stylesheet href=//a.b>'
    ],
    ...[
      '<meta http-equiv=refresh content="0;url=//a.b">',
      '<iframe srcdoc="<script>x</script>"></iframe>',
      '<object data=x></object>'
    ],
    ...[
      '<embed src=x>',
      '<form action=//a.b><button formaction=x>',
      '<input autofocus onfocus=alert(1)>',
      '<select><option>x'
    ],
    ...[
      '<div style="position:fixed">x</div>',
      '<style>*{display:none}</style>',
      '<p class="md2anki">x</p>',
      '<hr id="answer">'
    ],
    ...[
      '<a href="javascript:alert(1)">x</a>',
      '<a href=" java\tscript:alert(1)">x</a>',
      '<a href="&#106;avascript:alert(1)">x</a>'
    ],
    ...[
      '[x](javascript:alert(1))',
      '[x](JaVaScRiPt:alert(1))',
      '[x](java&#115;cript:alert(1))',
      '[x](\\javascript:x)',
      '<javascript:x>'
    ],
    ...[
      '[x](data:text/html;base64,x)',
      '[x](pycmd:ans)',
      '[x][y]\n\n[y]: vbscript:x',
      '![x](javascript:x)',
      '[x](file:///etc/passwd)'
    ],
    ...[
      '[x](https://a.b "onclick=x\\" onmouseover=alert(1)")',
      '![x" onerror="alert(1)](y)',
      '`<script>x</script>`',
      '```"><script>\nx\n```'
    ],
    ...[
      '<!--><script>x</script>-->',
      '<!-- --!><script>x</script>-->',
      '<?x ?><script>x</script>',
      '<![CDATA[<script>x</script>]]>'
    ],
    ...[
      '<a name="x" id="getElementById">x</a>',
      '<details open ontoggle=alert(1)><summary>x</summary></details>',
      '<marquee onstart=x>'
    ],
    ...[
      '<video src=x onerror=x><source onerror=x></video>',
      '<audio src=x autoplay>',
      '<p dir="x" lang="y" onclick>x</p>',
      '<a/onclick=x>x</a>'
    ],
    ...[
      'a<b onmouseover=alert(1)',
      '<td>x</td>',
      '<table><tr><td onclick=x>x</table>',
      '<li>x',
      '<p><div><p></a></b>',
      '<font size=7>x</font>'
    ]
  ]

  it.each(hostile)('is harmless: %s', (markdown) => {
    for (const text of [markdown, `x ${markdown} y`, `- ${markdown}`, `| a |\n|---|\n| ${markdown} |`])
      expectHarmless(html(text))
  })

  it('is harmless whatever is put together', () => {
    const pieces = hostile.flatMap((text) => text.split(/(?<=[<>"'=\s])|(?=[<>"'=\s])/))
    const text = fc.array(fc.constantFrom(...pieces, '\n', '\n\n', '> ', '**'), { maxLength: 20 })
    fc.assert(
      fc.property(text, (all) => expectHarmless(html(all.join('')))),
      runs(1000)
    )
  })

  it.each(['\u0338 onclick=alert(1) x>y', '<b>\u0338 onclick=alert(1) x</b>'])(
    'is harmless where a character joins the mark before it: %j',
    (markdown) => expectHarmless(html(markdown))
  )

  it.each(['<div>a&#31;b</div>', 'x <b title="a&#x1f;b">y</b>'])(
    'holds no mark that parts fields: %s',
    (markdown) => {
      expect(html(markdown)).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/)
    }
  )
})

describe('a field', () => {
  it('loses no text in what only looks like HTML', () => {
    const types = 'A Map<K, V>, a Vec<Vec<String>>, List<T>, <T>, </T>, 1<2, x <y and z> w'
    expect(textOf(html(types))).toBe(types)
  })

  it('keeps everything between the tags that it takes away, but for what runs', () => {
    expect(textOf(html('<font>a</font> <center>b</center> <button>c</button> <script>d</script>'))).toMatch(
      /a\s*b\s*c\s*$/
    )
  })

  it.each(['a <?php echo 1 ?> b', 'a <![CDATA[ x ]]> b', 'a <!ELEMENT x> b', '<div>1 <b'])(
    'loses nothing without a word: %s',
    (markdown) => {
      const { content, codes } = rendered(markdown)
      if (codes.length === 0) expect(textOf(content.html)).toBe(markdown)
    }
  )

  it('says what it does not keep', () => {
    const codes = (markdown: string) => rendered(markdown).codes
    expect(codes('<b class="x">y</b>')).toEqual(['html-removed'])
    expect(codes('<a href="javascript:x">y</a>')).toEqual(['link-unsafe'])
    expect(codes('[y][z]\n\n[z]: javascript:x')).toEqual(['link-unsafe'])
    expect(codes('<b>x</b> <br/> <a href="https://a.b">y</a> <!-- z --> <https://a.b> <a@b.c>')).toEqual([])
  })

  it.each([
    ['<a href="&#106;avascript:x">y</a>', 'link-unsafe'],
    ['![y][z]\n\n[z]: data:image/png,z', 'media-url-unsupported'],
    ['<img src="data:image/png,z">', 'media-url-unsupported']
  ])('says what it does not keep of %j', (markdown, code) => {
    expect(rendered(markdown).codes).toEqual([code])
  })

  it.each([
    ...[
      '[a](notes.pdf)',
      '[a](other.md#b)',
      '[a][b]\n\n[b]: ../x.html',
      '[a](www.example.org)',
      '<a href="../x.html">a</a>'
    ],
    '<a href="notes.pdf">a</a>'
  ])('says of %j that it leads nowhere from a card', (markdown) => {
    const { codes, content } = rendered(markdown)
    expect([codes, content.text]).toEqual([['link-relative'], 'a'])
  })

  it.each([
    ...[
      '[a](#b)',
      '[a]()',
      '[a](//b.example)',
      '[a](https://b.example/c.pdf)',
      '[a](mailto:b@c.example)',
      'a[^1]\n\n[^1]: b'
    ],
    ...['[a](b.png)', '<a href="#b">a</a>', '<a name="b">a</a>']
  ])('says nothing of where %j leads', (markdown) => {
    expect(rendered(markdown).codes).not.toContain('link-relative')
  })

  it.each([
    ['[x](s.wav)', '<a href="s.wav">x</a>'],
    ['*x* y [z](a%20b.png)', '*x* y <a href="a%20b.png" title="q">z</a>'],
    ['[**x**](f.webm)', '<a href="f.webm">**x**</a>'],
    ['[x ![y](i.png)](s.mp3)', '<a href=s.mp3>x <img alt="y" src="i.png"></a>']
  ])('shows the file of a link behind its words, in Markdown and in HTML: %s', (markdown, inHtml) => {
    const [one, other] = [rendered(markdown), rendered(inHtml)]
    expect([other.content.html, other.codes]).toEqual([one.content.html, []])
    expect(other.paths.toSorted()).toEqual(one.paths.toSorted())
    expect(one.paths).not.toEqual([])
  })

  it('keeps the words of a link in HTML whose file lies elsewhere', () => {
    const { content, codes } = rendered('<a href="/s.wav">x</a>')
    expect([content.html, codes]).toEqual(['<p><a>x</a></p>', ['media-outside-root']])
  })

  it.each([
    ['[a](HTTP://b.c/D)', 'http://b.c/D'],
    ['<MAILTO:a@b.c>', 'mailto:a@b.c'],
    ['[a]\n\n[a]: HttpS://b.c', 'https://b.c'],
    ['<a href="HTTP://b.c/?d&amp;e">a</a>', 'http://b.c/?d&#x26;e']
  ])('keeps an address whatever the letters of its scheme: %j', (markdown, address) => {
    const { content, codes } = rendered(markdown)
    expect([content.html.includes(`<a href="${address}">`), codes]).toEqual([true, []])
  })

  it('shows an image from elsewhere whatever the letters of its scheme', () => {
    expect(html('![a](HTTP://b.c/d.png)')).toBe('<p><img src="http://b.c/d.png" alt="a"></p>')
  })

  it.each(['<div class="math">\\(\\href{u}{v}\\)</div>', 'a <span class="math">$\\def\\x{y}$</span>'])(
    'keeps TeX that no card may hold from MathJax, in HTML too: %s',
    (markdown) => {
      const { content, codes } = rendered(markdown)
      expect([new Set(codes), content.html]).toEqual([
        new Set(['math-unsafe']),
        expect.not.stringMatching(/\\[([]/)
      ])
    }
  )

  it('takes an escaped footnote for text', () => {
    expect(rendered('a \\[^1] b').codes).toEqual([])
  })

  it('shows its text as it is: Markdown marks gone, entities read, code whole', () => {
    const { content } = rendered('a *b* `c  d` &amp; \\* <sup>2</sup>\n\n- [x] e')
    expect(content).toMatchObject({ markdown: 'a *b* `c  d` &amp; \\* <sup>2</sup>\n\n- [x] e' })
    expect(content.text.split(/\s+/)).toEqual(['a', 'b', 'c', 'd', '&', '*', '2', 'e'])
  })

  it('has its HTML in the form of accents that Anki gives it', () => {
    expect(html('e\u0301 `u\u0308`')).toBe('<p>\u00e9 <code>\u00fc</code></p>')
  })

  it.each(['', '&nbsp;', '\u200b\u00ad', '<!-- x -->', '<p></p>', '<br>', '<script>x</script>', '<b> </b>'])(
    'is blank: %j',
    (markdown) => {
      expect(rendered(markdown).blank).toBe(true)
    }
  )

  it.each(['x', '![](a.png)', '<img src="a.png">', '- [ ] \n', '0', '`.`'])(
    'is not blank: %j',
    (markdown) => {
      expect(rendered(markdown).blank).toBe(false)
    }
  )

  it('has ids of its own making only, and footnotes without the heading that nobody wrote', () => {
    const footnote = html('a[^1]\n\n[^1]: b')
    expect(footnote).toMatch(/id="md2anki-\w+-fn-1"/)
    expect(footnote).not.toContain('<h2')
    expect(html('<b id="qa">x</b>')).toBe('<p><b>x</b></p>')
  })

  it('is rendered however deep its quotes are', () => {
    expect(textOf(html(`${'> '.repeat(100)}a`)).trim()).toBe('a')
  })

  it.each(['> ', '- ', '<div>', '*a _b ', '![a'])(
    'is shown as it was written when it would overwhelm: %s',
    (mark) => {
      const { content, codes } = rendered(`${mark.repeat(5000)}a`)
      expect(content.text.length).toBeGreaterThan(5000)
      expect(codes.some((code) => code === 'nesting-too-deep' || code === 'markdown-too-slow')).toBe(true)
    }
  )
})

function textOf(html: string): string {
  const text = (node: DefaultTreeAdapterMap['node']): string => {
    if ('value' in node) return node.value
    return 'childNodes' in node ? node.childNodes.map(text).join('') : ''
  }
  return text(parseFragment(html))
}

describe('words without markup', () => {
  const characters = fc.constantFrom(...'aZé中1 .,;:!?-+#=()"\'/$%^{}…—\u00a0\u0301\u0338')
  const words = fc.array(characters, { minLength: 1, maxLength: 30 }).map((all) => all.join(''))

  it('are rendered as if they had been parsed', () => {
    const report = () => {}
    const whole = (text: string, inline: boolean) => {
      const start = { line: 1, column: 1, offset: 0 }
      const slice = { text, position: { start, end: start } }
      const tree = () => parsersAlone(report).parse(slice)
      const as = inline ? 'words' : 'blocks'
      return [
        render({ slice, as }, tree, tools, report, () => {}),
        render({ slice: { ...slice, text: `${text} ` }, as }, tree, tools, report, () => {})
      ].map(({ content: { html, text } }) => [html, text])
    }
    fc.assert(
      fc.property(words.filter(isPlain), fc.boolean(), (text, inline) => {
        const [plain, parsed] = whole(text, inline)
        expect(plain).toEqual(parsed)
      })
    )
  })
})
