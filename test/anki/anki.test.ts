import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Anki, ankiHere, ankiVersions, startAnki } from './anki'

describe.skipIf(!ankiHere).each(ankiVersions)('the judge, Anki %s', (version) => {
  let folder: string
  let csv: string
  let anki: Anki

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'md2anki-'))
    csv = join(folder, 'two.csv')
    writeFileSync(
      csv,
      '#separator:Comma\n#html:true\n#notetype:Basic\nFront,<p>Back &amp;<br>more</p>\nOther,Back\n'
    )
    anki = startAnki({ version })
  })
  afterAll(async () => {
    await anki.close()
    rmSync(folder, { recursive: true })
  })

  it('sees what came in, and that the database is whole', async () => {
    const collection = await anki.open()
    expect(await collection.importCsv(csv)).toMatchObject({ new: 2, duplicate: 0, missing_notetype: 0 })
    const { notes, cards, decks, presets } = await collection.dump()
    expect(notes[1]).toMatchObject({ noteType: 'Basic', fields: { Front: 'Other', Back: 'Back' } })
    expect(cards).toMatchObject([{ deck: 'Default', queue: 0, inDays: null }, { queue: 0 }])
    expect(decks).toMatchObject([{ name: 'Default', preset: 'Default' }])
    expect(presets).toMatchObject([{ steps: [1, 10], newPerDay: 20 }])
    expect((await collection.render())[0]?.answer.text).toBe('Front\nBack &\nmore')
    expect(await collection.check()).toEqual({ ok: true, problems: expect.any(String) })
    await collection.close()
  })

  it('lets days pass: new cards graduate on the first day and come up on the next', async () => {
    const collection = await anki.open({ fsrs: false, ageDays: 400 })
    await collection.importCsv(csv)
    const good = await collection.study({ days: 2 })
    expect(good.map(({ days }) => days)).toEqual([
      [0, 0, 1],
      [0, 0, 1]
    ])
    await collection.passDays(30)
    const again = await collection.study({ days: 1, ease: 1, decks: ['Default'] })
    expect(again.map(({ days }) => days)).toEqual([
      [32, 32],
      [32, 32]
    ])
  })

  it('answers what cannot be done with what Anki says, and goes on', async () => {
    const collection = await anki.open()
    const boxes = { scheduling: true, presets: true }
    await expect(collection.importPackage(join(folder, 'absent.apkg'), boxes)).rejects.toThrow('absent.apkg')
    await expect(collection.study({ days: 1 })).rejects.toThrow('nothing has been imported')
    expect((await collection.dump()).notes).toEqual([])
  })
})

it.skipIf(!ankiHere)('says so when Anki has ended', async () => {
  const anki = startAnki()
  await anki.close()
  await expect(anki.open()).rejects.toThrow('has ended')
})
