import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unzipSync, zipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verifyPackage } from '../../src'
import { unzstd } from '../../src/anki/zstd'
import { changed, withMedia, withSql } from '../packages/broken'
import { plants, wholePackage } from '../packages/plants'
import { ankiHere, ankiVersions, type Collection, genanki, useAnki } from './anki'
import { bothBoxes } from './build'

const found = async (apkg: Uint8Array) => (await verifyPackage(apkg, { now: new Date() })).diagnostics

let folder = ''
let whole: Uint8Array
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'md2anki-'))
  whole = await wholePackage()
})
afterAll(() => rmSync(folder, { recursive: true }))

const file = (name: string, content: string | Uint8Array) => {
  writeFileSync(join(folder, name), content)
  return join(folder, name)
}

describe.skipIf(!ankiHere).each(ankiVersions)('what Anki %s writes', (version) => {
  const anki = useAnki(version)

  /** Our notes, some with media, and such as a learner makes. */
  async function collected(): Promise<Collection> {
    const collection = await anki.open()
    const shown = `update notes set flds = '<img src="mars 1.jpg">[sound:ü.mp3]' || flds`
    const pictured = withMedia(await withSql(whole, shown), ['mars 1.jpg', 'ü.mp3', '_own.css'])
    await collection.importPackage(file('pictured.apkg', pictured), bothBoxes)
    await collection.importCsv(file('basic.csv', 'Why?;Because.\nWho?;<b>I</b> &amp; you\n'), 'Basic')
    await collection.importCsv(file('both.csv', 'One;Two\n'), 'Basic (and reversed card)')
    await collection.importCsv(file('cloze.csv', '{{c1::Rome}} is in {{c2::Italy}};\n'), 'Cloze')
    return collection
  }

  it.each([{ legacy: true }, { legacy: false }])('has nothing wrong: %o', async (form) => {
    const collection = await collected()
    const { notes, cards } = await collection.dump()
    const path = join(folder, 'exported.apkg')
    await collection.exportPackage(path, form)
    const verified = await verifyPackage(readFileSync(path), { now: new Date() })
    expect(verified.diagnostics).toEqual([])
    expect(verified.counts).toMatchObject({ notes: notes.length, cards: cards.length, media: 2 })
    expect(notes).toHaveLength(7)
  })

  it('uses a file whose name looks like a reference to a character', async () => {
    const shown = `update notes set flds = '<img src="c&amp;amp;d.png">' || flds`
    const pictured = withMedia(await withSql(whole, shown), ['c&amp;d.png'])
    const collection = await anki.open()
    await collection.importPackage(file('pictured.apkg', pictured), bothBoxes)
    expect(await collection.checkMedia()).toEqual({ missing: [], unused: [] })
    expect(await found(pictured)).toEqual([])
  })

  it('has nothing wrong after some days of study', async () => {
    const collection = await collected()
    await collection.study({ days: 5 })
    const path = join(folder, 'studied.apkg')
    await collection.exportPackage(path, { legacy: false })
    expect(await found(readFileSync(path))).toEqual([])
  })

  it.each(latestPlants)('in its form of today, is told from one that %s', async (_, sql, code) => {
    const collection = await collected()
    const path = join(folder, 'latest.apkg')
    await collection.exportPackage(path, { legacy: false })
    const files = unzipSync(readFileSync(path))
    const name = 'collection.anki21b'
    files[name] = stored(await changed(unzstd(name, files[name]!, 2 ** 24), sql))
    expect(await found(zipSync(files))).toMatchObject([{ code }])
  })

  it('in its form of today, may have any byte changed', { timeout: 60_000 }, async () => {
    const collection = await collected()
    const path = join(folder, 'flipped.apkg')
    await collection.exportPackage(path, { legacy: false })
    const apkg = readFileSync(path)
    const end = apkg.indexOf('collection.anki2', apkg.indexOf('collection.anki21b') + 1)
    for (let at = 40; at < end; at += Math.ceil(end / 60)) {
      const files = unzipSync(apkg)
      const packed = files['collection.anki21b']!
      packed[at % packed.length]! ^= 0x55
      expect(Array.isArray(await found(zipSync(files))), String(at)).toBe(true)
    }
  })
})

const latestPlants: readonly (readonly [name: string, sql: string, code: string])[] = [
  [
    'has a note of an unknown type',
    'update notes set mid = 5 where id = (select min(id) from notes)',
    'package-note-invalid'
  ],
  [
    'has a card without a deck',
    'update cards set did = 5 where id = (select min(id) from cards)',
    'package-card-invalid'
  ],
  [
    'has a card twice',
    'update cards set ord = 0 where id = (select id from cards where ord = 1 limit 1)',
    'package-card-invalid'
  ],
  [
    'lacks a picture',
    `update notes set flds = '<img src="x.png">' || flds where id = (select min(id) from notes)`,
    'package-media-missing'
  ],
  [
    'lacks its presets',
    'delete from deck_config where id <> 1 and id = (select max(id) from deck_config)',
    'package-deck-invalid'
  ]
]

/** A frame of Zstandard that holds bytes as they are. */
function stored(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const most = 2 ** 17
  const size = Buffer.alloc(4)
  size.writeUInt32LE(bytes.length)
  const blocks = Array.from({ length: Math.ceil(bytes.length / most) }, (_, index) => {
    const block = bytes.subarray(index * most, (index + 1) * most)
    const header = Buffer.alloc(4)
    header.writeUInt32LE(block.length * 8 + ((index + 1) * most >= bytes.length ? 1 : 0))
    return [header.subarray(0, 3), block]
  })
  return Buffer.concat([Buffer.of(0x28, 0xb5, 0x2f, 0xfd, 0xa0), size, ...blocks.flat()])
}

describe.skipIf(!ankiHere).each(ankiVersions)('what is found is so in Anki %s', (version) => {
  const anki = useAnki(version)

  it('takes what is whole', async () => {
    const collection = await anki.open()
    expect(await collection.importPackage(file('whole.apkg', whole), bothBoxes)).toMatchObject({ new: 3 })
  })

  it.each(plants.map((plant) => [plant.isRefused ? 'refuses' : 'takes', plant.name, plant] as const))(
    '%s a package that %s',
    async (_, __, { plant, isRefused }) => {
      const collection = await anki.open()
      const log = collection.importPackage(file('planted.apkg', await plant(whole)), bothBoxes)
      if (isRefused) await expect(log).rejects.toThrow()
      else expect(await log).toMatchObject({ found_notes: 3 })
    }
  )
})

const silent = ['has a preset with a broken number for a whole one', 'has a preset without new.order']

describe.skipIf(!ankiHere).each(ankiVersions)('what Anki %s does not say', (version) => {
  const anki = useAnki(version)
  const steps = async (apkg: Uint8Array) => {
    const collection = await anki.open()
    await collection.importPackage(file('silent.apkg', apkg), bothBoxes)
    return (await collection.dump()).presets.map((preset) => preset.steps)
  }

  it.each(silent)('is that it takes steps of its own where a package %s', async (name) => {
    const { plant } = plants.find((each) => each.name === name)!
    const days = [10, 1440, 2880]
    expect(await steps(whole)).toContainEqual(days)
    expect(await steps(await plant(whole))).not.toContainEqual(days)
  })
})

describe.skipIf(genanki === undefined)('what genanki writes', () => {
  it('has nothing wrong', async () => {
    const script = file('write.py', written)
    const { stderr, status } = spawnSync(genanki!, ['-I', script], { cwd: folder, encoding: 'utf8' })
    expect({ stderr, status }).toMatchObject({ status: 0 })
    const verified = await verifyPackage(readFileSync(join(folder, 'genanki.apkg')), { now: new Date() })
    expect(verified).toEqual({ counts: { notes: 5, cards: 8, decks: 3, media: 2 }, diagnostics: [] })
  })
})

const written = `
import genanki

open("mars 1.jpg", "wb").write(b"x")
open("b.mp3", "wb").write(b"y" * 5000)
planets, moons = genanki.Deck(2059400110, "Sky::Süß"), genanki.Deck(2059400111, "Moons")
for deck, model, *fields in [
    (planets, genanki.BASIC_MODEL, 'Why? <img src="mars 1.jpg">', "Because. [sound:b.mp3]"),
    (planets, genanki.CLOZE_MODEL, "{{c1::Rome}} is in {{c2::Italy}}", ""),
    (moons, genanki.BASIC_AND_REVERSED_CARD_MODEL, "One", "Two"),
    (moons, genanki.BASIC_OPTIONAL_REVERSED_CARD_MODEL, "Three", "Four", "y"),
    (moons, genanki.BASIC_TYPE_IN_THE_ANSWER_MODEL, "Five", "Six"),
]:
    deck.add_note(genanki.Note(model=model, fields=fields, tags=["sky"]))
package = genanki.Package([planets, moons])
package.media_files = ["mars 1.jpg", "b.mp3"]
package.write_to_file("genanki.apkg")
`
