import { describe, expect, it } from 'vitest'
import { compile } from '../../src'
import { compileLazily } from '../../src/lazy'
import { rendered } from '../render/rendered'

describe('a comment', () => {
  it.each([
    ['a %%hidden%% b', 'a  b'],
    ['it %% hidden %% b', 'it  b'],
    ['%%hidden%% b', ' b'],
    ['a%%hidden%%', 'a'],
    ['文字%%hidden%%文字', '文字文字'],
    ['a %%hidden\nhidden%%, b', 'a , b'],
    ['a %%`hidden`%% b', 'a  b'],
    ['a %%hidden [^1]%% b', 'a  b'],
    ['**a %%hidden%%**', '<strong>a </strong>']
  ])('in a line is not shown: %j', (markdown, html) => {
    expect(rendered(markdown)).toMatchObject({ html: `<p>${html}</p>`, codes: [] })
  })

  it.each([
    'a\n\n%%\nhidden\n\n# hidden\n%%\n\nb',
    'a\n%% hidden %%\nb',
    'a\n\n%%hidden\n```\nhidden %%\n\nb',
    'a\n%%\nhidden\n%%\nb'
  ])('on lines of its own is not shown: %j', (markdown) => {
    const { html, codes } = rendered(markdown)
    expect(html.replace(/\s+/g, '')).toBe('<p>a</p><p>b</p>')
    expect(codes).toEqual([])
  })

  it('in a quote or a list is not shown', () => {
    expect(rendered('> a\n> %%\n> hidden\n> %%\n\n- b\n\n  %%\n  hidden\n\n  hidden\n  %%').html).not.toMatch(
      /hidden|%/
    )
  })

  it.each([
    ...[
      'a %% b',
      '5 %% 2 is 1, 7 %% 3 is 1',
      'x %% y and (x) %% z',
      '100%% of 20%% of',
      '%%s and %%d',
      '%%',
      '%%%a%%%'
    ],
    ...[
      '\\%%a%%',
      'a %%b\n\nc%% d',
      '`a %%` b `%%`',
      '`%%a%%`',
      '```\n%%\na\n%%\n```',
      '    %%a%%',
      '%%\n\na %% b'
    ]
  ])('is none that only looks like it: %j', (markdown) => {
    const { html, codes } = rendered(markdown)
    expect([html.match(/%/g)?.length, codes]).toEqual([markdown.match(/%/g)!.length, []])
  })

  it('needs no parser of HTML', async () => {
    const { deck } = await compileLazily(
      '# D\n\n### Card 1\n\n#### Front\nQ\n\n#### Back\nA %%no%%\n\n%%no%%\n',
      {}
    )
    expect(deck!.cards[0]!.back.html).toBe('<p>A</p>')
  })

  it('hides cards, and is no text that a deck lost', () => {
    const card = (number: number, back: string) =>
      `### Card ${number}\n\n#### Front\nQ${number} %%no%%\n\n#### Back\n${back}\n\n`
    const { deck, diagnostics } = compile(
      `# D\n\n%% no %%\n\n${card(1, 'A')}%%\n### Card 2\n\n#### Front\nno\n%%\n\n${card(2, 'B\n%%no%%')}%%\nno\n%%\n`
    )
    expect(diagnostics).toEqual([])
    expect(deck!.cards.map(({ front, back }) => [front.text.trim(), back.text.trim()])).toEqual([
      ['Q1', 'A'],
      ['Q2', 'B']
    ])
  })
})
