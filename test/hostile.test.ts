import { describe, expect, it } from 'vitest'
import { compile } from '../src'

/** Pieces that parsers and patterns take long over when there are many, after one another on a line or in a text. */
const pieces = [
  ...[
    ' ',
    '\t',
    '*',
    '_',
    '~',
    '`',
    '<',
    '|',
    ':',
    '::',
    '[',
    ']',
    '!',
    '&',
    '\\',
    '#',
    '-',
    '1',
    '1-',
    '{{c1::'
  ],
  ...[
    '** ',
    '*a **a ',
    '*a_ ',
    '[ (](',
    '$ ',
    '$a ',
    '$$a ',
    '$\\(',
    '$`',
    '\\(',
    '\\[ ',
    '==',
    '==a ',
    ' ==a',
    '==*a ',
    '%%',
    '%%a ',
    ' %%a\n',
    '%%\n',
    '[[a',
    '[[a]]',
    '[[a|',
    '![[a#',
    '![',
    '[^a]',
    '<!--',
    '<?',
    '/>',
    '<b>',
    '<details>',
    '**a:** b|',
    '| a'
  ],
  ...['> ', '- ', '- a\n', '1. ', 'a\n=\n', '[^a]: b\n', '[a]: b\n', '\r', '\n', ':\n', 'a::b\n', 'C: [a]\n'],
  ...[
    'Q: a\n',
    '**A:**\n',
    '?\n\n',
    '---\n',
    '### Card 1\n',
    '| a |\n|---|\n',
    '```\n',
    '<details>\n\n',
    '<p>\n#### Back\n',
    '- [ ] a\n',
    '$$\n',
    '\\[\n'
  ]
]

const contexts: Readonly<Record<string, (text: string) => string>> = {
  alone: (text) => text,
  'behind a word': (text) => `a ${text}`,
  'in front matter': (text) => `---\ntitle: ${text}\n---\n\n### Card 1\n\n#### Front\na\n\n#### Back\nb\n`,
  'in a heading': (text) => `### Card 1: ${text}\n\n#### Front\na\n\n#### Back\nb\n`,
  'in a label': (text) => `### Card 1\n**Concept:** ${text}\n\n#### Front\na\n\n#### Back\nb\n`,
  'in an answer': (text) => `### Card 1\n\n#### Front\na\n\n#### Back\n${text}\n`,
  'in details': (text) => `# A\n\nWhat?\n\n<details><summary>${text}</summary>\n\n${text}\n\n</details>\n`,
  'in a schedule': (text) =>
    `### Card 1\n\n#### Front\na\n\n#### Back\nb\n\n## Review Schedule\n\n| Card | First |\n|---|---|\n| ${text} | ${text} |\n`
}

/** Where time grew with the square of the length, a case would not end within a test's time. */
describe.each(Object.entries(contexts))('many pieces %s', (_, context) => {
  it.each(pieces)('do not stop the compiler: %j', (piece) => {
    const { diagnostics } = compile(context(piece.repeat(Math.ceil(20_000 / piece.length))))
    expect(diagnostics.every(({ position }) => position)).toBe(true)
  })
})

describe('what would take too long', () => {
  const answer = contexts['in an answer']!

  it.each([
    ['nesting-too-deep', '> '.repeat(5000)],
    ['nesting-too-deep', `${'- '.repeat(4000)}a`],
    ['nesting-too-deep', '<div>'.repeat(5000)],
    ['markdown-too-slow', '*a **a '.repeat(8000)],
    ['markdown-too-slow', '[^1]'.repeat(20_000)],
    ['markdown-too-slow', '<!--'.repeat(20_000)],
    ['line-too-long', 'a '.repeat(150_000)],
    ['line-too-long', '| a\n'.repeat(6000)],
    ['table-too-large', `${'|a'.repeat(400)}\n${'|-'.repeat(400)}\n${'|a\n'.repeat(4000)}`]
  ])('is found (%s)', (code, text) => {
    expect(compile(answer(text)).diagnostics.map((each) => each.code)).toContain(code)
  })

  it('is no formula with many braces', () => {
    const { deck } = compile(answer(`$${'{'.repeat(100_000)}${'}'.repeat(100_000)}$`))
    expect(deck?.cards[0]?.back.html).toContain('{ { {')
  })

  it('is shown as it was written', () => {
    const { deck } = compile(answer('> '.repeat(5000)))
    expect(deck?.cards[0]?.back.text).toContain('> > > >')
  })
})
