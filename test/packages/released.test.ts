import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import { noteTypeNames } from '../../src/anki/note'
import { noteTypeJson } from '../../src/anki/note-type'
import { released } from '../../src/anki/released'
import type { CardType } from '../../src/model/limits'

/**
 * Anki takes the look of a note type from a package only where it is newer. So who changes a template or the stylesheet has to change
 * `released`, and both lines here.
 */
it('is the day on which the look of cards was last changed', () => {
  const types = Object.keys(noteTypeNames).map((type) => {
    const { mod: _, ...look } = noteTypeJson(type as CardType)
    return look
  })
  const look = createHash('sha256').update(JSON.stringify(types)).digest('hex').slice(0, 16)
  expect({ look, day: new Date(released.milliseconds).toISOString().slice(0, 10) }).toEqual({
    look: '691c0e7f453f2627',
    day: '2026-11-25'
  })
  expect(released.seconds * 1000).toBe(released.milliseconds)
})
