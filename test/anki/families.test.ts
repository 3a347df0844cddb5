import { describe, expect, it } from 'vitest'
import { compile } from '../../src'
import { ordinalsOf } from '../../src/anki/ordinals'
import { shared } from '../shared'
import { ankiHere, ankiVersions, useAnki } from './anki'
import { bothBoxes, useBuilds } from './build'

const files = ['decks', 'decks/other'].flatMap((folder) => shared.files(folder, '.md'))

describe.skipIf(!ankiHere || !shared.here).each(ankiVersions)(
  'decks of every family in Anki %s',
  (version) => {
    const build = useBuilds()
    const anki = useAnki(version)

    it.each(files)('%s: all notes, all cards, nothing for the check to mend', async (file) => {
      const { deck } = compile(shared.read(file), { file })
      const collection = await anki.open()
      const log = await collection.importPackage(await build([deck!], 'apkg'), bothBoxes)
      expect(log).toMatchObject({ new: deck!.cards.length, conflicting: 0, duplicate: 0 })
      expect(await collection.check()).toEqual({ ok: true, problems: expect.any(String) })
      const { cards } = await collection.dump()
      const expected = deck!.cards.map((card) => ordinalsOf(card).length)
      expect(cards).toHaveLength(expected.reduce((sum, count) => sum + count, 0))
      const clozes = new Set(deck!.cards.flatMap(({ type, guid }) => (type === 'cloze' ? guid : [])))
      for (const { guid, answer, question } of await collection.render()) {
        expect(question.text).not.toBe('')
        if (clozes.has(guid)) expect(answer.text).not.toMatch(/\{\{c\d+::|No cloze/)
      }
      await collection.close()
    })
  }
)
