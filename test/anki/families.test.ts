import { describe, expect, it } from 'vitest'
import { compile } from '../../src'
import { ordinalsOf } from '../../src/anki/ordinals'
import { shared } from '../shared'
import { ankiHere, ankiVersions, useAnki } from './anki'
import { bothBoxes, useBuilds } from './build'

const files = ['seed', 'decks', 'decks/other'].flatMap((folder) => shared.files(folder, '.md'))

/** The marks of formulas are others in Anki. */
const letters = (text: string) => text.replace(/[^\p{L}\p{N}]/gu, '')

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
      expect(await collection.checkMedia()).toEqual({ missing: [], unused: [] })
      const written = new Map(deck!.cards.map((card) => [card.guid, card]))
      for (const { guid, ord, answer, question } of await collection.render()) {
        const { type, front, back } = written.get(guid)!
        expect(question.text).not.toBe('')
        if (type === 'cloze') {
          expect(answer.text).not.toMatch(/\{\{c\d+::|No cloze/)
          continue
        }
        const [asked, answered] = ord === 0 ? [front, back] : [back, front]
        expect(letters(question.text)).toBe(letters(asked.text))
        expect(letters(answer.text)).toContain(letters(answered.text))
      }
      await collection.close()
    })
  }
)
