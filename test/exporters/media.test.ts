import { describe, expect, it } from 'vitest'
import { compile, type Deck, type ExportOptions, exportDeck, readPackage } from '../../src'

const { deck } = compile(
  '# Flashcards: A\n\n### Card 1\n#### Front\n![](a/b.png)\n\n#### Back\n![](c.png)'
) as {
  deck: Deck
}
const bytes = Uint8Array.of(1, 2)

const exported = async (media?: unknown) => {
  const { content, diagnostics = [] } = await exportDeck(deck, 'apkg', {
    media: media as NonNullable<ExportOptions['media']>
  })
  const names = [...(await readPackage(content as Uint8Array)).media.keys()].toSorted()
  return { names, missing: diagnostics.map(({ message }) => message) }
}

describe('files are given by', () => {
  it.each([
    ['a function', (path: string) => (path === 'a/b.png' ? bytes : undefined)],
    ['a function that gives them later', async (path: string) => (path === 'a/b.png' ? bytes : undefined)],
    ['a Map of their paths', new Map([['a/b.png', bytes]])],
    ['a Map of buffers', new Map([['a/b.png', Buffer.from(bytes)]])]
  ])('%s', async (_, media) => {
    expect(await exported(media)).toEqual({
      names: ['b.png'],
      missing: ['The bytes of `c.png` were not given, so it is not in the package']
    })
  })
})

it('a file that is not given is told of in words for who exports', async () => {
  const { diagnostics } = await exportDeck(deck, 'apkg')
  expect(diagnostics).toMatchObject([
    { code: 'media-not-found', hint: 'Give `exportDeck` the file by its option `media`' },
    { code: 'media-not-found' }
  ])
})

it.each([
  ['a text', () => 'x', 'it gives String'],
  ['null', () => null, 'it gives Null'],
  ['a list of numbers, later', async () => [1, 2], 'it gives Array'],
  ['a Map of what is none', new Map([['a/b.png', 'x']]), 'it gives String'],
  ['no function and no Map', 'x', 'a function or a Map'],
  ['nothing at all', null, 'a function or a Map']
])('what is no bytes is refused: %s', (_, media, says) => {
  return expect(exported(media)).rejects.toThrow(says)
})
