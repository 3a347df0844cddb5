import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readPackage } from '../../src'
import { deckText } from '../decks'
import { md2anki } from './command'

const rivers = deckText('Rivers', [
  { front: 'Where does the Nile end?', back: 'In the Mediterranean, after 6,650 kilometres', days: [1, 3] },
  { front: 'Where does the Danube rise?', back: 'In the Black Forest, at Donaueschingen', days: [1, 3] },
  { front: 'Which river flows through Paris?', back: 'The Seine', days: [2, 5] }
])

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'md2anki-identity-'))
  put('rivers.md', rivers)
})
afterEach(() => rmSync(folder, { recursive: true }))

const put = (name: string, content: string) => writeFileSync(join(folder, name), content)
const text = (name: string) => readFileSync(join(folder, name), 'utf8')
const run = (...args: string[]) => md2anki(folder, args)
const built = (...args: string[]) =>
  expect(run(...args, '--quiet')).toMatchObject({ exitCode: 0, stderr: '' })

async function notesIn(name: string) {
  const { notes } = await readPackage(readFileSync(join(folder, name)))
  return notes.map(({ id, guid, mod, fields, cards }) => ({
    id,
    guid,
    mod,
    front: fields['Front'],
    cards: cards.map((card) => card.id)
  }))
}

describe('a build over an earlier one', () => {
  it('leaves notes as they are that say the same, and gives a later time to those that do not', async () => {
    built('rivers.md')
    const before = await notesIn('rivers.apkg')
    put('rivers.md', rivers.replace('Where does the Nile end?', 'Where does the Nile flow to?'))
    built('rivers.md')
    const [nile, ...others] = await notesIn('rivers.apkg')
    expect(others).toEqual(before.slice(1))
    expect(nile).toMatchObject({ id: before[0]!.id, guid: before[0]!.guid, cards: before[0]!.cards })
    expect(nile!.mod).toBeGreaterThan(before[0]!.mod)
  })

  it('has the same identities in every format', async () => {
    built('rivers.md')
    const before = await notesIn('rivers.apkg')
    put('rivers.md', rivers.replace('Where does the Nile end?', 'Where does the Nile flow to?'))
    built('rivers.md', '--format', 'csv,json')
    expect(text('rivers.csv')).toContain(before[0]!.guid)
    const { decks } = JSON.parse(text('rivers.json'))
    expect(decks[0].cards.map(({ guid }: { guid: string }) => guid)).toEqual(before.map(({ guid }) => guid))
    expect(decks[0].cards[0].idFrom).toBe('previous')
  })

  it('knows a card that has moved to another deck', async () => {
    const [seine] = /### Card 3[^#]*#### Front[^#]*#### Back[^#]*/.exec(rivers) ?? []
    put(
      'lakes.md',
      '# Flashcards: Lakes\n\n### Card 1 | Easy\n\n#### Front\nHow deep is Lake Baikal?\n\n#### Back\n1,642 m\n'
    )
    built('rivers.md', 'lakes.md')
    const before = [...(await notesIn('rivers.apkg')), ...(await notesIn('lakes.apkg'))].map(
      ({ guid }) => guid
    )
    put('rivers.md', rivers.replace(seine!, '').replace('| 3 | 2 | 5 |', ''))
    put('lakes.md', `${text('lakes.md')}\n${seine!.replace('Card 3', 'Card 2')}`)
    built('rivers.md', 'lakes.md')
    const after = [...(await notesIn('rivers.apkg')), ...(await notesIn('lakes.apkg'))].map(
      ({ guid }) => guid
    )
    expect(after.toSorted()).toEqual(before.toSorted())
  })

  it('takes what --previous names', async () => {
    built('rivers.md', '-o', 'first.apkg')
    put(
      'other.md',
      rivers.replace('# Flashcards: Rivers', '# Flashcards: Streams').replace('Nile end?', 'Nile flow to?')
    )
    built('other.md', '--previous', 'first.apkg')
    const guids = async (name: string) => (await notesIn(name)).map(({ guid }) => guid)
    expect(await guids('other.apkg')).toEqual(await guids('first.apkg'))
  })

  it('says what is no package, and writes nothing', () => {
    put('torn.apkg', 'PK\u0003\u0004')
    expect(run('rivers.md', '--previous', 'torn.apkg')).toMatchObject({
      exitCode: 1,
      findings: ['torn.apkg: error package-unreadable']
    })
    expect(run('rivers.md', '--previous', 'tron.apkg')).toMatchObject({
      exitCode: 1,
      findings: ['error input-not-found']
    })
    expect(() => text('rivers.apkg')).toThrow('ENOENT')
  })
})

describe('diff', () => {
  it('says what would change, and nothing after it was built', () => {
    built('rivers.md')
    put(
      'rivers.md',
      rivers
        .replace('at Donaueschingen', 'near Donaueschingen')
        .replace('| 1 | 1 | 3 |', '| 1 | 2 | 4 |')
        .replace(
          /### Card 3[\s\S]*?(?=\n## )/,
          '### Card 3 | Easy\n\n#### Front\nHow long is the Rhine?\n\n#### Back\n1,233 km\n\n'
        )
    )
    const { exitCode, stdout } = run('diff', 'rivers.md', '--exit-code')
    expect(exitCode).toBe(1)
    expect(stdout).toContain('1 card new\n  How long is the Rhine?')
    expect(stdout).toContain('Back: In the Black Forest, [-at-]{+near+} Donaueschingen')
    expect(stdout).toContain('Day 1, Day 3 → Day 2, Day 4')
    expect(stdout).toMatch(/1 card gone: .* ID:[a-z0-9]{10}\n {2}Which river flows through Paris\?/)
    const changes = JSON.parse(run('diff', 'rivers.md', '--format', 'json').stdout)
    expect(changes).toMatchObject({
      added: [{}],
      changed: [{}],
      rescheduled: [{}],
      gone: [{}],
      moved: [],
      unchanged: 1
    })
    built('rivers.md')
    expect(run('diff', 'rivers.md', '--exit-code')).toMatchObject({
      exitCode: 0,
      stdout: '3 cards unchanged\n'
    })
  })

  it.each(['diff', 'id'])('reads a deck as it is told, as check does: %s', (command) => {
    expect(run(command, 'rivers.md', '--dialect', 'cards')).toMatchObject({ exitCode: 0 })
  })

  it('says which cards Anki leaves in another deck', () => {
    built('rivers.md')
    put('rivers.md', rivers.replace('# Flashcards: Rivers', '# Flashcards: Water::Rivers'))
    expect(run('diff', 'rivers.md').stdout).toMatch(
      /3 cards moved: .*\n {2}Where does the Nile end\?\n {4}Rivers → Water::Rivers\n/
    )
  })
})

describe('id', () => {
  it('writes the ids that the cards have, and nothing else', () => {
    built('rivers.md')
    put('rivers.md', rivers.replace('Where does the Nile end?', 'Where does the Nile flow to?'))
    built('rivers.md')
    const before = text('rivers.md')
    expect(run('id', 'rivers.md')).toMatchObject({ exitCode: 0, stderr: 'Wrote 3 ids into rivers.md\n' })
    expect(text('rivers.md').replace(/^\*\*ID:\*\* [a-z0-9]{10}\n/gm, '')).toBe(before)
    expect(run('diff', 'rivers.md').stdout).toBe('3 cards unchanged\n')
    expect(run('id', 'rivers.md')).toMatchObject({ exitCode: 0, stderr: '' })
  })

  it.each(['\r\n', '\n'])('keeps line ends and a byte order mark: %j', (end) => {
    const before = `\ufeff${rivers.replaceAll('\n', end)}`
    put('rivers.md', before)
    run('id', 'rivers.md')
    const lines = text('rivers.md').split(end)
    expect(lines.filter((line) => !line.startsWith('**ID:**')).join(end)).toBe(before)
    expect(lines.filter((line) => line.startsWith('**ID:**'))).toHaveLength(3)
  })

  it.each([
    [
      'lines',
      'Q: What is a delta?\nA: Where a river ends in branches.\n\nQ: What is a source?\nA: Where it begins.\n'
    ],
    [
      'obsidian',
      '#flashcards\n\nA delta::where a river ends\n\nWhat is a {{c1::source}}?\n\nA mouth\n?\nThe end\n<!--SR:!2027-04-18,9,250-->\n'
    ],
    [
      'a table',
      '# Flashcards: Rivers\n\n| Question | Answer |\n|---|---|\n| A delta? | A mouth |\n| A source? | A spring |\n'
    ],
    [
      'questions',
      '# Rivers\n\n## What is a delta?\n\nA mouth.\n\n```\ncode\n```\n\n## What is a source?\n\nA spring.\n'
    ]
  ])('finds a place in cards without headings: %s', (_, deck) => {
    put('rivers.md', deck)
    built('rivers.md')
    run('id', 'rivers.md', '--quiet')
    expect(text('rivers.md').match(/<!-- id: [a-z0-9]{10} -->/g)?.length).toBeGreaterThanOrEqual(2)
    expect(run('diff', 'rivers.md').stdout).toMatch(/^\d cards unchanged\n$/)
  })

  it('asks about a card that may be another one, and writes none into it', () => {
    built('rivers.md')
    put(
      'rivers.md',
      rivers
        .replace('Which river flows through Paris?', 'Which one is in Paris?')
        .replace('The Seine', 'It is the Seine')
    )
    const { findings } = run('id', 'rivers.md')
    expect(findings).toEqual([expect.stringMatching(/warning card-identity-unclear$/)])
    expect(text('rivers.md').match(/^\*\*ID:/gm)).toHaveLength(2)
  })

  it('shows as a diff what it would write', () => {
    const { stdout } = run('id', 'rivers.md', '--dry-run')
    expect(stdout.match(/^\+\*\*ID:\*\* /gm)).toHaveLength(3)
    expect(text('rivers.md')).toBe(rivers)
  })
})
