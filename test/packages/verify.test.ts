import { createRequire } from 'node:module'
import { strToU8, zipSync } from 'fflate'
import { beforeAll, describe, expect, it } from 'vitest'
import { exportDeck, verifyPackage } from '../../src'
import { deckOf } from '../decks'
import { shared } from '../shared'
import { directoryAt, withBytes, withFiles, withMedia, withSql } from './broken'
import { plants, wholePackage } from './plants'

let whole: Uint8Array
beforeAll(async () => {
  whole = await wholePackage()
})

/** A day on which all ids of the package are past. */
const now = new Date('2026-01-07T12:00:00Z')
const verify = (bytes: Uint8Array) => verifyPackage(bytes, { file: 'deck.apkg', now })
const codesOf = async (bytes: Uint8Array) => (await verify(bytes)).diagnostics.map(({ code }) => code)

describe('of a package that is whole', () => {
  it('nothing is found, but how much is in it', async () => {
    const counts = { notes: 3, cards: 4, decks: 5, media: 0 }
    expect(await verify(whole)).toEqual({ counts, diagnostics: [] })
  })

  it.skipIf(!shared.here).each([...shared.files('decks', '.md'), 'seed/transformers.md'])(
    'nothing is found: %s',
    async (file) => {
      const { content } = await exportDeck(deckOf(shared.read(file), file), 'apkg')
      expect((await verify(content as Uint8Array)).diagnostics).toEqual([])
    }
  )

  it('nothing is found where media are used, however they are written', async () => {
    const names = [
      'a b.png',
      'ü&.jpg',
      '100%.gif',
      'c.mp3',
      '_style.css',
      'latex-1.png',
      'd.webm',
      'c&amp;d.png'
    ]
    const fields =
      `<img alt="a" src="a%20b.png"><IMG class=x src='u\u0308&amp;.jpg'><img src=100%.gif>[sound:c.mp3]` +
      '<video src="d.webm" controls></video><img src="c&amp;amp;d.png"><img src="https://a.b/c.png"><img src="data:image/png;base64,x">'
    const shown = `update notes set flds = '${fields.normalize('NFC').replaceAll("'", "''")}' || flds where id = (select min(id) from notes)`
    const apkg = withMedia(await withSql(whole, shown), names)
    expect(await verify(apkg)).toMatchObject({ counts: { media: 8 }, diagnostics: [] })
  })
})

/** It has no types of its own. */
interface Peer {
  readonly default: (name: string) => {
    readonly addMedia: (name: string, content: Uint8Array) => void
    readonly addCard: (front: string, back: string, options?: { readonly tags: readonly string[] }) => void
    readonly save: () => Promise<Uint8Array>
  }
}

describe('what looks wrong, and is not,', () => {
  it.each([
    ['is a field in a comment', '<!-- {{Nothing}} -->'],
    ['are older marks', '{{=<% %>=}}<% #Source %><% Source %><% /Source %>'],
    [
      'are filters and what is no field',
      '{{tts en_US voices=A:Source}}{{#Tags}}{{type:Source}}{{Subdeck}}{{/Tags}}'
    ]
  ])('in a template: %s', async (_, front) => {
    const sql = `update col set models = replace(models, '"qfmt":"', '"qfmt":"${front}')`
    expect(await codesOf(await withSql(whole, sql))).toEqual([])
  })

  it.each([
    ['a suspended card', 'update cards set queue = -1, due = 5 where type = 0'],
    ['a card in a filtered deck', 'update cards set odid = did, odue = due, due = -99999 where type = 0'],
    ['another checksum', 'update notes set csum = 0'],
    ['U+FFFD that is written', 'update notes set flds = char(65533) || flds'],
    ['a line break and a tab', 'update notes set flds = char(9) || char(10) || flds']
  ])('in a row: %s', async (_, sql) => {
    expect(await codesOf(await withSql(whole, sql))).toEqual([])
  })
})

describe('of a package that another program writes', { timeout: 60_000 }, () => {
  it('nothing is found: anki-apkg-export', async () => {
    const { default: createPackage }: Peer = createRequire(import.meta.url)('anki-apkg-export')
    const output = createPackage('Planets')
    output.addMedia('mars.jpg', Buffer.from('x'))
    output.addCard('Why is Mars red? <img src="mars.jpg">', 'Rust', { tags: ['sky'] })
    output.addCard('Which planet is the largest?', 'Jupiter')
    const apkg = await output.save()
    expect(await verifyPackage(apkg, { now: new Date() })).toEqual({
      counts: { notes: 2, cards: 2, decks: 2, media: 1 },
      diagnostics: []
    })
  })
})

describe('of a package that is wrong in one thing', () => {
  it.each(plants.map((plant) => [plant.name, plant] as const))(
    'just that is found: it %s',
    async (_, { plant, code, says }) => {
      const { diagnostics } = await verify(await plant(whole))
      expect(diagnostics).toMatchObject([{ code, file: 'deck.apkg', message: expect.stringContaining(says) }])
      expect(diagnostics[0]!.message).toMatch(/^[A-Z`].*[^.]$/s)
      expect(diagnostics[0]!.hint ?? 'None').toMatch(/^[A-Z`].*[^.]$/s)
    }
  )
})

describe('findings', () => {
  it('say which note it is, and how its question begins', async () => {
    const apkg = await withSql(whole, "update notes set guid = '' where flds like '%Mars%'")
    const { diagnostics } = await verify(apkg)
    expect(diagnostics[0]?.message).toMatch(/^Note \d{13} “Why is Mars red\?” has no GUID$/)
  })

  it('are ten of a kind, and then a count', async () => {
    const many = `with recursive n(id) as (select 1 union all select id + 1 from n where id < 20000)
      insert into cards select n.id, 5, did, ord, mod, usn, type, queue, due, ivl, factor, reps, lapses, left, odue, odid,
      flags, data from cards, n where cards.id = (select min(id) from cards)`
    const { diagnostics } = await verify(await withSql(whole, many))
    expect(diagnostics).toHaveLength(11)
    expect(diagnostics.at(-1)).toMatchObject({
      code: 'package-card-invalid',
      message: 'There are 19990 more of this kind'
    })
  })

  it('say nothing of the future where no time is told', async () => {
    const apkg = await withSql(
      whole,
      'update cards set id = 4000000000000 where id = (select max(id) from cards)'
    )
    expect((await verifyPackage(apkg)).diagnostics).toEqual([])
    const soon = new Date(4_000_000_000_000 - 86_400_000)
    expect((await verifyPackage(apkg, { now: soon })).diagnostics).toEqual([])
  })

  it('name no file where none is told', async () => {
    expect((await verifyPackage(new Uint8Array())).diagnostics[0]).not.toHaveProperty('file')
  })
})

describe('bytes of any kind', { timeout: 60_000 }, () => {
  it('give findings where the package is cut short', async () => {
    for (let length = 0; length < whole.length; length += 500)
      expect(await codesOf(whole.subarray(0, length)), String(length)).toEqual(['package-unreadable'])
  })

  it('give findings or none, and never an exception, where one of them is another', async () => {
    let seed = 1
    const next = (most: number) => {
      seed = (seed * 48_271) % 2_147_483_647
      return seed % most
    }
    const pictured = withMedia(whole, ['a.png'])
    for (let time = 0; time < 200; time++) {
      const at = next(pictured.length)
      const bytes = withBytes(pictured, at, [pictured[at]! ^ (1 << next(8))])
      const { diagnostics } = await verify(bytes)
      for (const { message } of diagnostics)
        expect(message, String(at)).not.toMatch(/DataView|bounds|TypeError|not a function/)
    }
    const place = directoryAt(pictured, 'media')
    const { diagnostics } = await verify(withBytes(pictured, place + 42, [0xff, 0xff, 0xff, 0x7f]))
    expect(diagnostics).toMatchObject([
      { message: expect.stringContaining('directory of the zip is damaged') }
    ])
  })

  it('are not unpacked where they are a bomb', async () => {
    const bomb = withFiles(whole, (files) => {
      files['collection.anki2'] = new Uint8Array(300 * 2 ** 20)
    })
    expect(bomb.length).toBeLessThan(2 ** 20)
    const before = process.memoryUsage().arrayBuffers
    expect((await verify(bomb)).diagnostics).toMatchObject([
      { message: expect.stringContaining('and may have') }
    ])
    const pictured = withFiles(whole, (files) => {
      files['nothing'] = new Uint8Array(300 * 2 ** 20)
    })
    expect(await codesOf(pictured)).toEqual(['package-damaged'])
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(2 ** 27)
  })

  it('are unpacked once where ten thousand files are the same bytes', async () => {
    const media = withMedia(
      whole,
      Array.from({ length: 1000 }, (_, index) => `_${index}.png`),
      'x'.repeat(50_000)
    )
    const shared = directoryAt(media, '0')
    const place = [...media.subarray(shared + 42, shared + 46)]
    let bomb = media
    for (let index = 1; index < 1000; index++)
      bomb = withBytes(bomb, directoryAt(bomb, String(index)) + 42, place)
    const { diagnostics } = await verify(bomb)
    expect(diagnostics).toHaveLength(11)
    expect(diagnostics[0]).toMatchObject({ code: 'package-damaged' })
  })

  it('are refused where a list of media, or a message, is not one', async () => {
    for (const media of ['[]', 'null', '"x"', '{"0":5}', '{"__proto__":"x"}'])
      expect(
        await codesOf(
          withFiles(whole, (files) => {
            files['media'] = strToU8(media)
          })
        ),
        media
      ).not.toEqual([])
    const zip = zipSync({
      meta: Uint8Array.of(8, 3),
      'collection.anki21b': strToU8('no frame'),
      media: new Uint8Array()
    })
    expect(await codesOf(zip)).toEqual(['package-unreadable'])
  })

  it('do not keep long over marks that open and never close', { timeout: 5000 }, async () => {
    const text = ['<img ', '[sound:', '<img src="', '{{', '&'].map((mark) => mark.repeat(40_000)).join('')
    const apkg = await withSql(
      whole,
      `update notes set flds = '${text}' || flds where id = (select min(id) from notes)`
    )
    expect(await verify(apkg)).toMatchObject({ counts: { notes: 3 } })
  })
})
