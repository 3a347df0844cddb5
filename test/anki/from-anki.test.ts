import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { compile, type Deck } from '../../src'
import { readPackage } from '../../src/anki/read'
import { decompile } from '../../src/decompile/decompile'
import { seen } from '../decompile/seen'
import { shared } from '../shared'
import { ankiHere, ankiVersions, type Collection, type NoteToAdd, useAnki } from './anki'
import { bothBoxes, deckOf, markdownOf, seed, useBuilds } from './build'

const forms = [{ legacy: true }, { legacy: false }]

/** What Anki exports of a collection, as decks that are built from Markdown. */
async function decksFrom(collection: Collection, path: string, form: { readonly legacy: boolean }) {
  await collection.exportPackage(path, form)
  const { decks, diagnostics } = decompile(await readPackage(readFileSync(path)), compile)
  const compiled = decks.map(({ markdown }) => compile(markdown))
  expect(compiled.flatMap((each) => each.diagnostics.filter(({ severity }) => severity === 'error'))).toEqual(
    []
  )
  return { decks: compiled.map(({ deck }) => deck!), diagnostics }
}

describe.skipIf(!ankiHere).each(ankiVersions)('decks from Anki %s', (version) => {
  const build = useBuilds()
  const anki = useAnki(version)

  const own = deckOf(
    markdownOf('From::Anki', [
      { front: 'A **first** with `code` and $x$', days: [1, 3] },
      { front: 'A second: a \\\\(b\\\\) #### Front' },
      { front: '一番', back: '| a | b |\n|---|---|\n| c | d |', days: [2, 5, 9] }
    ])
  )

  it.each(forms)('are the same notes, when they were ours: %o', async (form) => {
    const path = await build(own, 'apkg')
    const collection = await anki.open()
    await collection.importPackage(path, bothBoxes)
    const before = await collection.dump()
    const { decks, diagnostics } = await decksFrom(collection, `${path}.exported.apkg`, form)
    expect(diagnostics).toEqual([])
    expect(decks.map(({ name }) => name)).toEqual(['From::Anki'])
    expect(decks[0]!.cards.map(({ guid, schedule }) => ({ guid, schedule }))).toEqual(
      own.cards.map(({ guid, schedule }) => ({ guid, schedule }))
    )
    expect(await collection.importPackage(await build(decks, 'apkg'), bothBoxes)).toMatchObject({
      new: 0,
      conflicting: 0,
      duplicate: 3
    })
    expect(await collection.dump()).toEqual(before)
  })

  it.skipIf(!shared.here)('are the same notes after a week of study', async () => {
    const deck = seed.read()
    const path = await build(deck, 'apkg')
    const collection = await anki.open()
    await collection.importPackage(path, bothBoxes)
    await collection.study({ days: 7 })
    const before = await collection.dump()
    const { decks, diagnostics } = await decksFrom(collection, `${path}.exported.apkg`, { legacy: false })
    expect(diagnostics.map(({ message }) => message)).toEqual([
      expect.stringContaining('Left out of 5 notes: what was learned')
    ])
    expect(decks.flatMap(({ cards }) => cards.map(({ schedule }) => schedule))).toEqual(
      deck.cards.map(({ schedule }) => schedule)
    )
    const again = await build(decks, 'apkg')
    expect(await collection.importPackage(again, bothBoxes)).toMatchObject({ new: 0, conflicting: 0 })
    expect((await collection.dump()).cards).toEqual(before.cards)
  })

  it('take a change that was written in Markdown', async () => {
    const path = await build(own, 'apkg')
    const collection = await anki.open()
    await collection.importPackage(path, bothBoxes)
    const {
      decks: [deck]
    } = await decksFrom(collection, `${path}.exported.apkg`, { legacy: true })
    const [first, ...others] = deck!.cards
    const changed = { ...deck!, cards: [{ ...first!, back: { ...first!.back, html: 'Changed' } }, ...others] }
    const update = await build(changed, 'apkg', { modified: new Date() })
    expect(await collection.importPackage(update, bothBoxes)).toMatchObject({ new: 0, updated: 3 })
    const { notes } = await collection.dump()
    expect(notes.find(({ guid }) => guid === first!.guid)?.fields['Back']).toBe('Changed')
  })

  const notes: readonly NoteToAdd[] = [
    {
      noteType: 'Basic',
      deck: 'Chemistry::Acids',
      fields: {
        Front: 'What is<div><b>water </b>made of?</div>',
        Back: 'H<sub>2</sub>O<br>&nbsp;*not* # gold'
      },
      tags: ['a::b', 'ünï'],
      guid: 'a|b<c>"&'
    },
    {
      noteType: 'Basic (and reversed card)',
      deck: 'Chemistry::Acids',
      fields: { Front: '\\(x^2\\)', Back: '\\[\\frac{1}{2}\\] and [latex]y[/latex] and [sound:a.mp3]' }
    },
    {
      noteType: 'Cloze',
      deck: 'Chemistry',
      fields: {
        Text: '{{c1::Acids}} are<ul><li>{{c2::sour::taste}}</li></ul>',
        'Back Extra': '<i>of course</i>'
      },
      guid: 'ÄÖ 漢 🂡'
    },
    { noteType: 'Cloze', deck: 'Chemistry', fields: { Text: 'Only {{c1::a gap}}', 'Back Extra': '' } },
    {
      noteType: 'Basic',
      deck: 'Chemistry',
      fields: { Front: '#### Front', Back: '**ID:** x' },
      learned: true
    },
    {
      noteType: 'Basic',
      deck: 'Default',
      fields: { Front: '<span style="color: red">Red</span>', Back: '<table><tr><td>a</td></tr></table>' }
    }
  ]

  it.each(forms)('are the same notes, when they were Anki’s own: %o', async (form) => {
    const collection = await anki.open()
    const added: string[] = []
    for (const note of notes) added.push((await collection.addNote(note)).guid)
    const before = await collection.dump()
    const path = `${await build(own, 'apkg')}.exported.apkg`
    const { decks, diagnostics } = await decksFrom(collection, path, form)
    const cards = decks.flatMap((deck) => deck.cards)
    expect(decks.map(({ name }) => name).toSorted()).toEqual(['Chemistry', 'Chemistry::Acids', 'Default'])
    expect(new Set(cards.map(({ guid }) => guid))).toEqual(new Set(added))
    for (const [index, { fields, tags = [] }] of notes.entries()) {
      const card = cards.find(({ guid }) => guid === added[index])!
      const [front = '', back = ''] = Object.values(fields)
      expect([seen(card.front.html), seen(card.back.html)]).toEqual([seen(front), seen(back)])
      expect(card.tags.toSorted()).toEqual(tags.toSorted())
    }
    expect(
      diagnostics.map(({ message }) => message.replace(/^Left out of (\d+).*: (.*) \(.*$/, '$1 $2'))
    ).toEqual(['1 all cards but the first', '1 what was learned', '1 colours, sizes and other looks'])
    const again = await collection.importPackage(await build(decks, 'apkg'), bothBoxes)
    expect(again).toMatchObject({ new: 0, conflicting: notes.length })
    expect({ ...(await collection.dump()), decks: [], presets: [] }).toEqual({
      ...before,
      decks: [],
      presets: []
    })
  })

  it.each(forms)('have the files that Anki packed: %o', async (form) => {
    const collection = await anki.open()
    const media = { 'sun moon.png': 'bright', 'ü.mp3': 'loud' }
    const fields = { Front: '<img src="sun moon.png">', Back: '[sound:ü.mp3]' }
    await collection.addNote({ noteType: 'Basic', deck: 'Files', fields, media })
    const path = `${await build(own, 'apkg')}.exported.apkg`
    await collection.exportPackage(path, form)
    const opened = await readPackage(readFileSync(path))
    const texts = [...opened.media].map(([name, read]) => [name, new TextDecoder().decode(read())])
    expect(Object.fromEntries(texts)).toEqual(media)
    const { decks } = decompile(opened, compile)
    expect(decks[0]!.markdown).toContain('![](media/sun%20moon.png)')
  })

  it('are updated once they have our note type, and keep what was learned', async () => {
    const collection = await anki.open()
    for (const note of notes) await collection.addNote(note)
    const path = `${await build(own, 'apkg')}.exported.apkg`
    const { decks } = await decksFrom(collection, path, { legacy: false })
    await collection.importPackage(await build(decks, 'apkg'), bothBoxes)
    await collection.changeNoteType({ noteType: 'Basic', to: 'md2anki Basic' })
    await collection.changeNoteType({ noteType: 'Cloze', to: 'md2anki Cloze' })
    const before = await collection.dump()
    const later = await build(decks, 'apkg', { modified: new Date(Date.now() + 3_600_000) })
    expect(await collection.importPackage(later, bothBoxes)).toMatchObject({
      new: 0,
      updated: notes.length - 1,
      conflicting: 1
    })
    expect(await collection.check()).toMatchObject({ ok: true })
    expect((await collection.dump()).cards).toEqual(before.cards)
  })

  it('are new notes of our note type in an empty collection, and the same ones from then on', async () => {
    const collection = await anki.open()
    for (const note of notes) await collection.addNote(note)
    const path = `${await build(own, 'apkg')}.exported.apkg`
    const { decks } = await decksFrom(collection, path, { legacy: false })
    const other = await anki.open()
    const built: readonly Deck[] = decks
    const first = await build(built, 'apkg')
    expect(await other.importPackage(first, bothBoxes)).toMatchObject({ new: notes.length })
    expect(await other.check()).toMatchObject({ ok: true })
    const { decks: once } = await decksFrom(other, path, { legacy: true })
    expect(await other.importPackage(await build(once, 'apkg'), bothBoxes)).toMatchObject({
      new: 0,
      conflicting: 0
    })
  })
})
