import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { gfm } from 'micromark-extension-gfm'
import { describe, expect, it } from 'vitest'
import { isPlain } from '../../src/model/plain'
import { plainTree } from '../../src/parse/plain'
import { fc, runs } from '../fast-check'
import { shared } from '../shared'

const parsed = (text: string) =>
  fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] })

describe('the tree of plain text', () => {
  const characters = fc.constantFrom(...'aZé中1 .,;:!?-+#=()"\'/$%^{}…—\u00a0\t', 'ht', 'tp://', 'ftp', 'x.y')
  const lines = fc.array(characters, { minLength: 1, maxLength: 30 }).map((all) => all.join(''))

  it('is the one that the parser makes', () => {
    fc.assert(
      fc.property(lines.filter(isPlain), (text) => {
        expect(plainTree(text)).toEqual(parsed(text))
      }),
      runs(3000)
    )
  })

  it.skipIf(!shared.here)('is the one that the parser makes of every plain line of the decks', () => {
    const files = ['seed', 'decks', 'decks/other'].flatMap((folder) => shared.files(folder, '.md'))
    const plain = files.flatMap((file) => shared.read(file).split(/\r?\n/)).filter(isPlain)
    expect(plain.length).toBeGreaterThan(500)
    for (const line of plain) expect(plainTree(line)).toEqual(parsed(line))
  })

  it('is not made of what has a meaning', () => {
    const others = [
      '*a*',
      'a\\',
      '`a`',
      'a_b_',
      '[a]',
      'a&amp;',
      'see www.a.b',
      'http://a.b',
      'me@a.b',
      'a ',
      ' a',
      '1. a',
      ''
    ]
    expect(others.filter(isPlain)).toEqual([])
  })
})
