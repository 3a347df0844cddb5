import { describe, expect, it } from 'vitest'
import { compile } from '../../src'
import { usualLimits } from '../../src/model/bounds'
import type { Slice } from '../../src/model/position'
import { parseCell, parseInline } from '../../src/parse/inline'
import { toMdast } from '../../src/parse/markdown'
import { deckText } from '../decks'

const line = (text: string): Slice => ({
  text,
  position: {
    start: { line: 7, column: 3, offset: 100 },
    end: { line: 7, column: text.length + 3, offset: text.length + 100 }
  }
})

const noReport = (): never => {
  throw new Error('nothing is wrong with these')
}

function written(parse: typeof parseCell, text: string): readonly (string | undefined)[] {
  const [paragraph] = parse(line(text), {
    known: new Map(),
    limits: usualLimits,
    mayAdd: () => true,
    toMdast,
    report: noReport
  }).children
  if (paragraph?.type !== 'paragraph') return []
  return paragraph.children.map(
    ({ position }) => position && text.slice(position.start.offset! - 100, position.end.offset! - 100)
  )
}

describe('parseInline', () => {
  it('leaves what would begin a block where it is', () => {
    expect(written(parseInline, '1. *one*')).toEqual(['1. ', '*one*'])
  })

  it('takes an address that the parser finds after it read the words', () => {
    expect(written(parseInline, '[www.example.com')).toEqual([undefined, undefined])
  })

  it('leaves a bar in code with its backslash', () => {
    const [paragraph] = parseInline(line('`a \\| b`'), {
      known: new Map(),
      limits: usualLimits,
      mayAdd: () => true,
      toMdast,
      report: noReport
    }).children
    expect(paragraph).toMatchObject({ children: [{ type: 'inlineCode', value: 'a \\| b' }] })
  })
})

describe('parseCell', () => {
  it('leaves what it refers to where that stands', () => {
    const { diagnostics } = compile(
      deckText('Cells', [{ back: '| a |\n|---|\n| `x \\| y` [a] |\n\n[a]: other.md' }])
    )
    expect(diagnostics).toMatchObject([
      { code: 'link-relative', position: { start: { line: 14, column: 1 } } }
    ])
  })

  it('takes an escaped bar for a bar, in code too, and keeps the places in the file', () => {
    expect(written(parseCell, 'a \\| `b \\| c` *d*')).toEqual(['a \\| ', '`b \\| c`', ' ', '*d*'])
    const [paragraph] = parseCell(line('`b \\| c`'), {
      known: new Map(),
      limits: usualLimits,
      mayAdd: () => true,
      toMdast,
      report: noReport
    }).children
    expect(paragraph).toMatchObject({ children: [{ value: 'b | c' }] })
  })
})
