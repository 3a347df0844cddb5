import { cpSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readPackage } from '../../src'
import { ankiName, markedName } from '../../src/model/media-name'
import { md2anki } from '../cli/command'
import { shared } from '../shared'
import { ankiHere, oldestAndNewest, useAnki } from './anki'
import { bothBoxes } from './build'

const fixture = fileURLToPath(new URL('../../fixtures/media/', import.meta.url))

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'md2anki-'))
  cpSync(fixture, folder, { recursive: true })
  if (shared.here) cpSync(shared.path('cases/odd'), folder, { recursive: true })
})
afterAll(() => rmSync(folder, { recursive: true }))

/** A package of a deck in the folder. */
function built(deck: string): string {
  expect(md2anki(folder, [deck, '--quiet'])).toMatchObject({ exitCode: 0, stderr: '' })
  return join(folder, deck.replace(/md$/, 'apkg'))
}

/** Names as they are on disks, and such as somebody makes up. */
const names = [
  ...[
    'map.png',
    'my map (1) 100%.png',
    'Flu\u0308sse.png',
    '中文.jpg',
    'a\u00a0b.png',
    'CON.png',
    'con',
    'lpt1.x.png',
    `con.${'a'.repeat(112)}.png`
  ],
  ...[
    'a[1].png',
    'a<b>:"?*^|c.png',
    'a\\b.png',
    ' a .png',
    'a.png.',
    'a.png ',
    '.png',
    '..png',
    '...',
    'a..png'
  ],
  ...[
    '_own.png',
    '__.png',
    'latex-1.png',
    'LATEX-2.png',
    'a\u0007b.png',
    'a\u200bb.png',
    'a\u0378b.png',
    '\ud83d\ude00.png'
  ],
  ...[
    `${'x'.repeat(200)}.png`,
    `${'ü'.repeat(100)}.png`,
    `${'😀'.repeat(60)}.jpeg`,
    `a.${'b'.repeat(200)}`,
    'x'.repeat(300)
  ],
  ...[
    'thumbs.db.png',
    'a b  c.png',
    'e\u0301.mp3',
    '\ufb01.png',
    'İ.png',
    '%20.png',
    'a&b;.png',
    "it's.png",
    '{{c1::a}}.png'
  ]
]

describe.skipIf(!ankiHere).each(oldestAndNewest)('in Anki %s media', (version) => {
  const anki = useAnki(version)

  it('are shown and played, all of them, and none is left over', async () => {
    const collection = await anki.open()
    await collection.importPackage(built('deck.md'), bothBoxes)
    expect(await collection.checkMedia()).toEqual({ missing: [], unused: [] })
    const cards = await collection.render()
    expect(cards.map(({ question }) => question.html).join('\n')).toMatch(
      /<img src="river-[0-9a-f]{8}\.png" alt="A river"/
    )
    const sound = cards.find(({ question }) => question.av.length > 0)
    expect(sound!.question.av).toEqual(['rhine & main.wav'])
    expect(sound!.answer.av).toEqual(['rhine & main.wav', 'flow.webm', 'rhine & main.wav'])
    expect((await collection.dump()).media).toHaveLength(5)
  })

  it('that Obsidian embeds are shown in their size and played, and nothing else of its marks is seen', async () => {
    const collection = await anki.open()
    const back = '![[lake.svg|Lake|40x20]] ![[rhine & main.wav]] River%%no%%: `[[a]] %%b%%`'
    writeFileSync(join(folder, 'vault.md'), `# V\n\n### Card 1 | Easy\n#### Front\nq\n#### Back\n${back}\n`)
    await collection.importPackage(built('vault.md'), bothBoxes)
    expect(await collection.checkMedia()).toEqual({ missing: [], unused: [] })
    const [card] = await collection.render()
    expect(card!.answer.av).toEqual(['rhine & main.wav'])
    expect(card!.answer.html).toMatch(
      /<img src="lake\.svg" alt="Lake" width="40" height="20"> [^<]+ River: <code>\[\[a\]\] %%b%%<\/code>/
    )
  })

  it.skipIf(!shared.here)(
    'keep apart that have one name, and get names that every system takes',
    async () => {
      const collection = await anki.open()
      await collection.importPackage(built('022-media-names.md'), bothBoxes)
      expect(await collection.checkMedia()).toEqual({ missing: [], unused: [] })
      const { media } = await collection.dump()
      expect(media).toHaveLength(8)
      const shown = (await collection.render()).flatMap(({ answer }) =>
        Array.from(answer.html.matchAll(/<img src="([^"]*)"/g), ([, name]) => name)
      )
      expect(new Set(shown)).toEqual(new Set(media))
    }
  )

  it('are called by Anki as we call them', async () => {
    const collection = await anki.open()
    // Anki 26.9 makes letters small when somebody adds a file, but takes others from packages.
    const small = names.map((name) => name.toLowerCase())
    const ours = [...new Set(small.map(ankiName).flatMap((name) => [name, markedName(name, '0123abcd')]))]
    expect(await collection.nameMedia(ours)).toEqual(ours)
  })

  it('that were changed get to learners, while a note that shows no other stays as it is', async () => {
    const deck = (text: string) => `# Flashcards: Maps\n\n${text}`
    writeFileSync(
      join(folder, 'maps.md'),
      deck(
        '### Card 1 | Easy\n#### Front\n![](map.png)\n#### Back\na\n\n### Card 2 | Easy\n#### Front\nb\n#### Back\nc\n'
      )
    )
    // Anki 23.12 gives a note that it updates the time of the import: the deck was written before.
    const anHourAgo = new Date(Date.now() - 3_600_000)
    utimesSync(join(folder, 'maps.md'), anHourAgo, anHourAgo)
    cpSync(join(fixture, 'pictures/river.png'), join(folder, 'map.png'))
    const collection = await anki.open()
    expect(await collection.importPackage(built('maps.md'), bothBoxes)).toMatchObject({ new: 2 })
    cpSync(join(fixture, 'pictures/alps/river.png'), join(folder, 'map.png'))
    expect(await collection.importPackage(built('maps.md'), bothBoxes)).toMatchObject({
      updated: 1,
      duplicate: 1
    })
    expect(await collection.checkMedia()).toEqual({ missing: [], unused: ['map.png'] })
    // The name that it has got stays, though the first one is free again.
    const { media } = await readPackage(readFileSync(built('maps.md')))
    expect([...media.keys()]).toEqual([expect.stringMatching(/^map-[0-9a-f]{8}\.png$/)])
    expect(await collection.importPackage(join(folder, 'maps.apkg'), bothBoxes)).toMatchObject({
      updated: 0,
      duplicate: 2
    })
  })
})
