import { expect, it } from 'vitest'
import * as md2anki from '../src'

it('exports these names and no others', () => {
  expect(Object.keys(md2anki).sort()).toEqual([
    ...[
      'CalendarDate',
      'Card',
      'CardSection',
      'Content',
      'Day',
      'Deck',
      'DeckFile',
      'Difficulty',
      'Schedule'
    ],
    ...['changesSince', 'compile', 'defineExporter', 'exportDeck', 'identify', 'plan', 'readPackage'],
    'verifyPackage'
  ])
})
