import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { md2anki } from '../cli/command'
import { ankiHere, type Collection, type DumpedCard, oldestAndNewest, useAnki } from './anki'
import { bothBoxes } from './build'

/** What an import does to a collection: how many notes come in, are changed, are left alone. */
interface Effect {
  readonly new: number
  readonly updated: number
  readonly duplicate: number
}

interface Event {
  readonly what: string
  /** What the author does to the text of the deck, or to its folder. */
  readonly edit: (text: string, folder: string) => string
  /** What the command is asked to do before the build. */
  readonly args?: readonly string[]
  readonly effect: Effect
}

const planets = ['Mercury', 'Venus', 'Earth', 'Mars', 'Jupiter', 'Saturn', 'Uranus', 'Neptune']

function cardOf(name: string, at: number): string {
  return `### Card ${at + 1} | ${at < 4 ? 'Easy' : 'Hard'}
**Concept:** The planet ${name}

#### Front
What is planet number ${at + 1} from the sun called, and why is it called ${name}?

#### Back
It is ${name}, and so named after a god of the Romans, or of the Greeks, number ${at + 1}.
`
}

const firstDeck = `# Flashcards: Planets

${planets.map(cardOf).join('\n')}
## Review Schedule

| Card | First | Second | Third |
|---|---|---|---|
${planets.map((_, at) => `| Card ${at + 1} | Day 1 | Day 3 | Day 7 |`).join('\n')}
`

/** Where a card's part of the text begins and ends, by its heading's number. */
function cardRange(text: string, number: number): readonly [from: number, to: number] {
  const from = text.indexOf(`### Card ${number} `)
  const next = /\n(?:### Card|## Review)/.exec(text.slice(from))
  return [from, from + next!.index + 1]
}

function without(text: string, number: number): string {
  const [from, to] = cardRange(text, number)
  return text.slice(0, from) + text.slice(to)
}

/** Cards numbered anew in their order, and the rows of the schedule with them. */
function renumbered(text: string): string {
  let number = 0
  const body = text.replace(/^### Card \d+/gm, () => `### Card ${++number}`)
  const rows = Array.from({ length: number }, (_, at) => `| Card ${at + 1} | Day 1 | Day 3 | Day 7 |\n`)
  return body.replace(/(?:\| Card \d.*\n)+/, rows.join(''))
}

const events: readonly Event[] = [
  {
    what: 'a question is reworded',
    edit: (text) => text.replace('What is planet number 1 from', 'How is planet number 1 counted from'),
    effect: { new: 0, updated: 1, duplicate: 7 }
  },
  {
    what: 'an answer is corrected',
    edit: (text) =>
      text.replace('It is Venus, and so named after a god', 'It is Venus, named after a goddess'),
    effect: { new: 0, updated: 1, duplicate: 7 }
  },
  {
    what: 'cards change places',
    edit: (text) => {
      const [from, to] = cardRange(text, 3)
      const card = text.slice(from, to)
      return without(text, 3)
        .replace('## Review', `${card}## Review`)
        .replaceAll(/ \| (Easy|Hard)$/gm, ' | Easy')
    },
    // Four hard cards become easy ones, which is a tag.
    effect: { new: 0, updated: 4, duplicate: 4 }
  },
  { what: 'cards are numbered anew', edit: renumbered, effect: { new: 0, updated: 0, duplicate: 8 } },
  {
    what: 'a card is put between others',
    edit: (text) =>
      renumbered(text.replace('### Card 4', `${cardOf('Pluto', 8)}\n### Card 4`)).replaceAll(
        / \| Hard$/gm,
        ' | Easy'
      ),
    effect: { new: 1, updated: 0, duplicate: 8 }
  },
  {
    what: 'a concept has another name',
    edit: (text) => text.replace('**Concept:** The planet Mars', '**Concept:** The red planet'),
    effect: { new: 0, updated: 1, duplicate: 8 }
  },
  {
    what: 'the deck has another title',
    edit: (text) => text.replace('# Flashcards: Planets', '# Flashcards: Astronomy::The Planets'),
    effect: { new: 0, updated: 0, duplicate: 9 }
  },
  {
    what: 'the ids are written into the deck',
    edit: (text) => text,
    args: ['id', 'deck.md'],
    effect: { new: 0, updated: 0, duplicate: 9 }
  },
  {
    what: 'everything of a card is rewritten',
    edit: (text) =>
      text.replace(
        /(### Card 2 [\s\S]*?#### Front\n)[\s\S]*?(?=### Card 3)/,
        '$1Quite different\n\n#### Back\nIn every word\n\n'
      ),
    effect: { new: 0, updated: 1, duplicate: 8 }
  },
  {
    what: 'a card is deleted',
    edit: (text) => renumbered(without(text, 5)),
    effect: { new: 0, updated: 0, duplicate: 8 }
  },
  {
    what: 'a card gets other days',
    edit: (text) => text.replace('| Card 1 | Day 1 | Day 3 | Day 7 |', '| Card 1 | Day 2 | Day 5 | Day 9 |'),
    effect: { new: 0, updated: 1, duplicate: 7 }
  },
  {
    what: 'the earlier package is lost',
    edit: (text, folder) => {
      rmSync(join(folder, 'deck.apkg'))
      return text
    },
    // Without the earlier package every note says that it was changed when the file was: all are written anew.
    effect: { new: 0, updated: 8, duplicate: 0 }
  },
  {
    what: 'nothing at all',
    edit: (text) => text,
    effect: { new: 0, updated: 0, duplicate: 8 }
  }
]

describe.skipIf(!ankiHere).each(oldestAndNewest)('the life of a deck in Anki %s', (version) => {
  const anki = useAnki(version)
  let folder = ''
  let collection: Collection
  let own = ''

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'md2anki-life-'))
    collection = await anki.open({ ageDays: 30 })
    await save(firstDeck)
    expect(await importBuild()).toMatchObject({ new: 8 })
    await collection.study({ days: 10 })
    const { notes } = await collection.dump()
    own = notes.find(({ fields }) => fields['Concept']?.includes('Neptune'))!.guid
    await writeOwn()
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  /** In a second of its own, as all that people do: Anki counts seconds. */
  async function save(text: string): Promise<void> {
    await nextSecond()
    writeFileSync(join(folder, 'deck.md'), text)
  }

  async function writeOwn(): Promise<void> {
    await nextSecond()
    await collection.editNote(own, 'Mnemonic', 'my own')
  }

  async function importBuild() {
    expect(md2anki(folder, ['deck.md', '--quiet'])).toMatchObject({ exitCode: 0, stderr: '' })
    return collection.importPackage(join(folder, 'deck.apkg'), bothBoxes)
  }

  it.each(events)('$what', async ({ edit, args, effect }) => {
    const before = await collection.dump()
    await save(edit(readFileSync(join(folder, 'deck.md'), 'utf8'), folder))
    if (args) expect(md2anki(folder, [...args])).toMatchObject({ exitCode: 0 })
    expect(await importBuild()).toMatchObject({ ...effect, conflicting: 0 })
    const after = await collection.dump()
    expect(after.notes).toHaveLength(before.notes.length + effect.new)
    const known = new Set(before.cards.map(({ id }) => id))
    expect(after.cards.filter(({ id }) => known.has(id)).map(scheduling)).toEqual(
      before.cards.map(scheduling)
    )
  })

  it('keeps what the learner wrote until the author changes that card, or loses the earlier package', async () => {
    const before = await collection.dump()
    expect(before.notes.find(({ guid }) => guid === own)!.fields['Mnemonic']).toBe('')
    await writeOwn()
    await save(
      readFileSync(join(folder, 'deck.md'), 'utf8').replace('Quite different', 'Quite different again')
    )
    expect(await importBuild()).toMatchObject({ new: 0, updated: 1 })
    const after = await collection.dump()
    expect(after.notes.find(({ guid }) => guid === own)!.fields['Mnemonic']).toBe('my own')
    expect(await collection.check()).toMatchObject({ ok: true })
  })
})

function nextSecond(): Promise<void> {
  return pause(1050 - (Date.now() % 1000))
}

/** All that Anki knows of a card's learning. */
function scheduling({ guid, ord, deck, id, type, queue, due, ivl, factor, left, reps, lapses }: DumpedCard) {
  return { guid, ord, deck, id, type, queue, due, ivl, factor, left, reps, lapses }
}
