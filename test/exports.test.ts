import { expect, it } from 'vitest'
import * as md2anki from '../src'

it('exports these names and no others', () => {
  expect(Object.keys(md2anki).sort()).toEqual([
    ...[
      'CalendarDate',
      'Card',
      'CardSection',
      'Config',
      'Content',
      'Day',
      'Deck',
      'DeckFile',
      'Difficulty',
      'Schedule'
    ],
    ...[
      'changesSince',
      'compile',
      'defineConfig',
      'defineExporter',
      'exportDeck',
      'identify',
      'plan',
      'readPackage'
    ],
    'verifyPackage'
  ])
})

it('exports for Node what is faster there', async () => {
  expect(Object.keys(await import('../src/node'))).toEqual(['exportDeck'])
  const { deck } = md2anki.compile('# A\n\n### Card 1\n\n#### Front\n\nWhy?\n\n#### Back\n\nSo.\n')
  const [ours, nodes] = await Promise.all(
    [md2anki.exportDeck, (await import('../src/node')).exportDeck].map((exportDeck) =>
      exportDeck(deck!, 'apkg')
    )
  )
  const rows = async (content: unknown) => (await md2anki.readPackage(content as Uint8Array)).notes
  expect(await rows(nodes!.content)).toEqual(await rows(ours!.content))
})
