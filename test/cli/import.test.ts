import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readPackage } from '../../src/anki/read'
import { deckText } from '../decks'
import { ankiPackage } from '../packages/anki'
import { contentsOf, md2anki } from './command'

const notes = [
  { guid: 'a|b<c>"&', fields: { Front: 'What<div>is <b>this </b></div>', Back: '<img src="sun.png">' } },
  { guid: 'Kz,~n]q$0)', fields: { Front: 'Why?', Back: 'H<sub>2</sub>O' } }
]

let folder = ''
const at = (name: string) => join(folder, name)
const read = (name: string) => readFileSync(at(name), 'utf8')
const run = (...args: readonly string[]) => md2anki(folder, args)
const put = (name: string, content: string | Uint8Array) => writeFileSync(at(name), content)
const guidsIn = async (name: string) =>
  (await readPackage(readFileSync(at(name)))).notes.map(({ guid }) => guid)

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'md2anki-import-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

describe('import', () => {
  it('writes a deck and its media beside the package, and the deck builds the same notes', async () => {
    put('old.apkg', await ankiPackage('School::Sun', notes, { media: { 'sun.png': 'bright' } }))
    expect(run('import', 'old.apkg')).toMatchObject({
      exitCode: 0,
      stdout: '',
      stderr: 'Wrote School - Sun.md: 2 cards, 1 media file\n'
    })
    expect(readdirSync(folder).toSorted()).toEqual(['School - Sun.md', 'media', 'old.apkg'])
    expect(read('media/sun.png')).toBe('bright')
    expect(read('School - Sun.md')).toContain('#### Back\n\n![](media/sun.png)\n')
    expect(run('School - Sun.md', '-o', 'new.apkg')).toMatchObject({ exitCode: 0 })
    expect(await guidsIn('new.apkg')).toEqual(notes.map(({ guid }) => guid))
  })

  it('gives a package of ours back byte by byte, as far as a deck says it', () => {
    put(
      'deck.md',
      deckText('Own', [{ days: [1, 3], labels: '**ID:** own-1\n**Concept:** One' }, { front: 'Or?' }])
    )
    const env = { SOURCE_DATE_EPOCH: '1767774000' }
    md2anki(folder, ['deck.md'], { env })
    run('import', 'deck.apkg')
    md2anki(folder, ['Own.md'], { env })
    expect(contentsOf(folder)['Own.apkg']).toBe(contentsOf(folder)['deck.apkg'])
    expect(read('Own.md')).toContain('**Concept:** One\n**ID:** own-1\n')
  })

  it('writes to another folder, and several packages', async () => {
    put('one.apkg', await ankiPackage('One', notes))
    put('two.apkg', await ankiPackage('Two', notes))
    expect(run('import', 'one.apkg', 'two.apkg', '--out-dir', 'a/b', '-q')).toMatchObject({
      exitCode: 0,
      stderr: ''
    })
    expect(readdirSync(at('a/b')).toSorted()).toEqual(['One.md', 'Two.md'])
  })

  it('overwrites no deck, unless it is told to', async () => {
    put('old.apkg', await ankiPackage('Sun', notes, { media: { 'sun.png': 'bright' } }))
    put('Sun.md', 'What I wrote.\n')
    expect(run('import', 'old.apkg')).toMatchObject({ exitCode: 1, findings: ['error output-exists'] })
    expect(contentsOf(folder)).toMatchObject({ 'Sun.md': 'What I wrote.\n' })
    expect(readdirSync(folder)).not.toContain('media')
    expect(run('import', 'old.apkg', '--force')).toMatchObject({ exitCode: 0 })
    expect(read('Sun.md')).toMatch(/^# Flashcards: Sun\n/)
    expect(run('import', 'old.apkg', '--force')).toMatchObject({ exitCode: 0 })
  })

  it('overwrites no media file with another one', async () => {
    put('old.apkg', await ankiPackage('Sun', notes, { media: { 'sun.png': 'bright' } }))
    put('other.apkg', await ankiPackage('Moon', notes, { media: { 'sun.png': 'dark' } }))
    run('import', 'old.apkg')
    expect(run('import', 'other.apkg')).toMatchObject({ exitCode: 1, findings: ['error output-exists'] })
    expect(read('media/sun.png')).toBe('bright')
    expect(readdirSync(folder)).not.toContain('Moon.md')
  })

  it.each([
    '../sun.png',
    '/sun.png',
    'a/b.png',
    'a\\b.png',
    '.hidden',
    'con.png',
    'x:y',
    'a\u0000',
    'a\u202egnp.b',
    'x'.repeat(200)
  ])('writes no media file %j', async (name) => {
    put('old.apkg', await ankiPackage('Sun', notes, { media: { [name]: 'bright' } }))
    const { exitCode, findings } = run('import', 'old.apkg', '--out-dir', 'out')
    expect({ exitCode, findings }).toEqual({ exitCode: 0, findings: ['warning import-media-left-out'] })
    expect(Object.keys(contentsOf(folder)).toSorted()).toEqual(['old.apkg', 'out', join('out', 'Sun.md')])
  })

  it.each([
    ['../../up', '_.._up.md'],
    ['/root', '_root.md'],
    ['CON', '_CON.md'],
    ['a<b>?', 'a_b_.md'],
    ['..', 'deck.md'],
    ['-o', 'o.md'],
    ['語'.repeat(100), `${'語'.repeat(40)}.md`]
  ])('calls the file of the deck %j %s', async (deck, file) => {
    put('old.apkg', await ankiPackage(deck, notes))
    expect(run('import', 'old.apkg')).toMatchObject({ exitCode: 0 })
    expect(readdirSync(folder).toSorted()).toEqual([file, 'old.apkg'].toSorted())
  })

  it.each([
    ['nothing.apkg', 'error input-not-found'],
    ['text.apkg', 'text.apkg: error package-unreadable'],
    ['cut.apkg', 'cut.apkg: error package-unreadable'],
    ['.', '.: error input-unreadable']
  ])('says what is wrong with %s', async (name, finding) => {
    put('text.apkg', 'No package.')
    put('cut.apkg', (await ankiPackage('Sun', notes)).subarray(0, 900))
    expect(run('import', name)).toMatchObject({ exitCode: 1, stdout: '', findings: [finding] })
    expect(readdirSync(folder).toSorted()).toEqual(['cut.apkg', 'text.apkg'])
  })

  it('says what is left out, and fails for it only where that is asked for', async () => {
    put('old.apkg', await ankiPackage('Sun', notes, { templates: 2 }))
    expect(run('import', 'old.apkg')).toMatchObject({ exitCode: 0, findings: ['warning import-left-out'] })
    expect(run('import', 'old.apkg', '--force', '--strict')).toMatchObject({ exitCode: 1 })
  })
})
