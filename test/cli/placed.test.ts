import { mkdirSync, mkdtempSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DeckFile } from '../../src'
import { deckText } from '../decks'
import { contentsOf, md2anki } from './command'

let folder = ''
const at = (name: string) => join(folder, name)

function put(name: string, content: string): void {
  mkdirSync(dirname(at(name)), { recursive: true })
  writeFileSync(at(name), content)
}

function deckOf(...args: readonly string[]) {
  const { stdout, stderr } = md2anki(folder, [...args, '-f', 'json', '-o', '-'])
  expect(stderr).not.toContain('error')
  return DeckFile.parse(JSON.parse(stdout)).decks[0]!
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'md2anki-cli-'))
  put('biology/cells and tissue/deck.md', deckText('The Cell', [{ days: [1, 3] }]))
})
afterEach(() => rmSync(folder, { recursive: true }))

describe('a deck under decks that are named after its folders', () => {
  const inFull = 'Biology::Cells and tissue::The Cell'

  it.each([
    ['of a folder that is named, this one too', ['biology'], inFull],
    ['whatever stands behind its name', ['biology/'], inFull],
    ['of the folder where one is, those in it', ['.'], inFull],
    ['of a deck that is named, from where one is', ['biology/cells and tissue/deck.md'], inFull],
    ['of a glob the same', ['biology/**/*.md'], inFull],
    ['of a folder further in, from there', ['biology/cells and tissue'], 'Cells and tissue::The Cell']
  ])('%s', (_, names, name) => {
    expect(deckOf(...names, '--deck-from-path').name).toBe(name)
    expect(deckOf(...names).name).toBe('The Cell')
  })

  it('keeps the capitals of folders that have some', () => {
    put('iOS/deck.md', deckText('Views', [{}]))
    expect(deckOf('iOS', '--deck-from-path').name).toBe('iOS::Views')
  })

  it('is where its front matter says, if it says so', () => {
    put('biology/plants/deck.md', `---\ndeck: Botany::Trees\n---\n\n${deckText('Trees', [{}])}`)
    expect(deckOf('biology/plants', '--deck-from-path').name).toBe('Botany::Trees')
  })

  it('has the same cards as before, also when a folder gets another name', () => {
    const before = deckOf('biology').cards.map(({ guid }) => guid)
    expect(deckOf('biology', '--deck-from-path').cards.map(({ guid }) => guid)).toEqual(before)
    renameSync(at('biology'), at('zoology'))
    const { name, cards } = deckOf('zoology', '--deck-from-path')
    expect(name).toMatch(/^Zoology::/)
    expect(cards.map(({ guid }) => guid)).toEqual(before)
  })

  it('cannot be under another name, too', () => {
    const { exitCode, stderr } = md2anki(folder, ['biology', '--deck-from-path', '--deck', 'A'])
    expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: expect.stringContaining('--deck-from-path') })
  })

  it('is compared there with the package before', () => {
    expect(md2anki(folder, ['biology', '--deck-from-path']).exitCode).toBe(0)
    const diff = (...args: readonly string[]) =>
      md2anki(folder, ['diff', 'biology', '--exit-code', ...args]).exitCode
    expect(diff('--deck-from-path')).toBe(0)
    expect(diff()).toBe(1)
  })
})

it('a tag may name the folders', () => {
  const [card] = deckOf('biology', '--tag-from-path', '--tag', 'mine').cards
  expect(card!.tags).toEqual(['difficulty::easy', 'mine', 'biology::cells_and_tissue'])
})

describe('a look of one’s own', () => {
  beforeEach(() => put('deck.md', deckText('A', [{}])))
  const build = (...args: readonly string[]) => md2anki(folder, ['deck.md', ...args])

  it('begins with ours, written out, and is built with what was changed', () => {
    const { exitCode, stderr } = md2anki(folder, ['templates', '--out-dir', 'look'])
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: expect.stringContaining('--templates look') })
    expect(md2anki(folder, ['templates', '--out-dir', 'look']).findings[0]).toMatch(/output-exists$/)
    expect(build('--templates', 'look').findings).toEqual([])
    const before = contentsOf(folder)['deck.apkg']
    put('look/basic-back.html', '{{FrontSide}} Mine: {{Back}}\n')
    expect(build('--templates', 'look').findings).toEqual([])
    expect(contentsOf(folder)['deck.apkg']).not.toBe(before)
  })

  it('is the same bytes for the same files', () => {
    put('my.css', '.card { color: red }\n')
    for (const name of ['my.css', 'deck.md']) utimesSync(at(name), 1_800_000_000, 1_800_000_000)
    const bytes = () => {
      expect(build('--css', 'my.css').findings).toEqual([])
      return contentsOf(folder)['deck.apkg']
    }
    const first = bytes()
    expect(bytes()).toBe(first)
    utimesSync(at('my.css'), 1_810_000_000, 1_810_000_000)
    expect(bytes()).not.toBe(first)
  })

  it.each([
    ['a stylesheet that is not there', ['--css', 'no.css'], 'no.css: error input-unreadable'],
    ['templates that are not there', ['--templates', 'no'], 'no: error input-unreadable'],
    ['templates that are a file', ['--templates', 'deck.md'], 'deck.md: error input-unreadable'],
    ['a stylesheet that is a picture', ['--css', 'a.png'], 'a.png:1:1: error input-not-text']
  ])('is not built of %s', (_, args, finding) => {
    writeFileSync(at('a.png'), Uint8Array.of(0x89, 0x50, 0x4e, 0x47))
    const { exitCode, findings } = build(...args)
    expect({ exitCode, findings }).toEqual({ exitCode: 1, findings: [finding] })
    expect(Object.keys(contentsOf(folder))).not.toContain('deck.apkg')
  })
})
