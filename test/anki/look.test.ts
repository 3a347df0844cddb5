import { describe, expect, it } from 'vitest'
import { type ExportOptions, exportDeck } from '../../src/index'
import { ankiHere, oldestAndNewest, useAnki } from './anki'
import { bothBoxes, deckOf, markdownOf, useBuilds } from './build'

const deck = deckOf(
  markdownOf('Bridges', [{ front: 'What carries an arch?', back: 'Its abutments.', days: [1, 3, 7] }])
)
const on = (date: string) => new Date(`${date}T12:00:00Z`)
const red = '.md2anki .front { color: red }'
const blue = '.md2anki .front { color: blue }'

describe.skipIf(!ankiHere).each(oldestAndNewest)('a look of one’s own in Anki %s', (version) => {
  const build = useBuilds()
  const anki = useAnki(version)
  const package_ = (options: object, rest: ExportOptions = {}) =>
    build(deck, 'apkg', { modified: on('2026-01-07'), ...rest, options })

  it('comes in behind ours', async () => {
    const collection = await anki.open()
    await collection.importPackage(await package_({ css: red }), bothBoxes)
    const [card] = await collection.render()
    expect(card!.css).toMatch(/\.md2anki footer .*\.front \{ color: red \}$/s)
    expect(await collection.check()).toEqual({ ok: true, problems: expect.any(String) })
  })

  it('is replaced by one that was changed later, and learning goes on', async () => {
    const collection = await anki.open()
    await collection.importPackage(await package_({ css: red, changed: on('2027-02-01') }), bothBoxes)
    await collection.study({ days: 2 })
    const before = await collection.dump()
    const later = await package_({ css: blue, changed: on('2027-02-02') })
    expect(await collection.importPackage(later, bothBoxes)).toMatchObject({ new: 0, updated: 0 })
    expect((await collection.render())[0]!.css).toContain(blue)
    expect(await collection.dump()).toEqual(before)
    const earlier = await package_({ css: red, changed: on('2027-02-01') })
    await collection.importPackage(earlier, bothBoxes)
    expect((await collection.render())[0]!.css).toContain(blue)
  })

  it('replaces ours, which a learner has', async () => {
    const collection = await anki.open()
    await collection.importPackage(await build(deck, 'apkg'), bothBoxes)
    await collection.importPackage(await package_({ css: red }, { modified: on('2020-01-01') }), bothBoxes)
    expect((await collection.render())[0]!.css).toContain(red)
  })

  it('may be of other templates', async () => {
    const collection = await anki.open()
    const templates = { basic: { front: 'Q: {{Front}}', back: 'A: {{Back}}{{#Mnemonic}} M{{/Mnemonic}}' } }
    await collection.importPackage(await package_({ templates, style: '.card { margin: 0 }' }), bothBoxes)
    const [card] = await collection.render()
    expect(card!.question.text).toBe('Q:\nWhat carries an arch?')
    expect(card!.answer.text).toBe('A:\nIts abutments.')
    expect(card!.css).toBe('.card { margin: 0 }')
  })

  it('may ask for a card only where a note has something', async () => {
    const both = '### Card 1 | Easy\n**Type:** reversed\n#### Front\na\n#### Back\nb\n'
    const other = both.replace('Card 1', 'Card 2').replace('\na\n', '\nd\n')
    const asking = deckOf(`# Flashcards: D\n\n${both}#### Mnemonic\nc\n\n${other}`)
    const templates = { 'reversed-2': { front: '{{#Mnemonic}}{{Back}}{{/Mnemonic}}' } }
    const collection = await anki.open()
    await collection.importPackage(await build(asking, 'apkg', { options: { templates } }), bothBoxes)
    expect((await collection.dump()).cards).toHaveLength(3)
    expect(await collection.regenerate()).toEqual({ added: [], empty: [] })
    expect(await collection.check()).toEqual({ ok: true, problems: expect.any(String) })
  })
})

it.each([
  [{ basic: { front: 'Why?' } }, 'shows no field on its front'],
  [{ basic: { back: '{{Answer}}' } }, 'names the field “Answer”'],
  [{ cloze: { front: '{{Text}}' } }, 'has no cloze on its front'],
  [{ basic: { back: '{{#Back}}{{Back}}' } }, 'never closes it'],
  [{ basic: { back: '{{#Back}}{{#More}}{{/Back}}{{/More}}' } }, 'which is not open there'],
  [{ Basic: { back: '{{Back}}' } }, 'Basic']
])('templates of which Anki makes no cards are refused: %j', (templates, reason) =>
  expect(exportDeck(deck, 'apkg', { options: { templates } })).rejects.toThrow(reason)
)
