import { describe, expect, it } from 'vitest'
import { written } from '../decks'
import { ankiHere, oldestAndNewest, useAnki } from './anki'
import { bothBoxes, useBuilds } from './build'

describe.skipIf(!ankiHere).each(oldestAndNewest)('a large deck in Anki %s', (version) => {
  const build = useBuilds()
  const anki = useAnki(version)

  it('is taken as a whole, with its larger pages', async () => {
    const fronts = Array.from({ length: 20_000 }, (_, at) => ({ front: `What is ${at} in words?` }))
    const collection = await anki.open()
    const log = await collection.importPackage(await build(written('Numbers', fronts), 'apkg'), bothBoxes)
    expect(log).toMatchObject({ new: fronts.length, duplicate: 0, conflicting: 0 })
    expect(await collection.check()).toEqual({ ok: true, problems: expect.any(String) })
    const { notes } = await collection.dump()
    expect(new Set(notes.map(({ fields }) => fields['Front'])).size).toBe(fronts.length)
    await collection.close()
  }, 120_000)
})
