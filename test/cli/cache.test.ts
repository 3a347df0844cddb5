import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getuid } from 'node:process'
import { crc32 } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { keptIn, replace } from '../../src/cli/fields/cache-file'
import type { LoneResult } from '../../src/lazy'
import { deckText } from '../decks'
import { md2anki } from './command'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'md2anki-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const backs = ['**One** thing.', '*Another*, not `so` **much**.', '- a list\n- of two', '**One** thing.']

function writeDeck(texts: readonly string[]): void {
  writeFileSync(
    join(folder, 'deck.md'),
    deckText(
      'Kept',
      texts.map((back) => ({ back }))
    )
  )
}

/** The deck as JSON, built with a cache and without. */
function built() {
  const plain = md2anki(folder, ['deck.md', '-f', 'json', '-o', '-'])
  const { stdout, stderr, exitCode } = md2anki(folder, [
    'deck.md',
    '-f',
    'json',
    '-o',
    '-',
    '--cache',
    'kept'
  ])
  return { exitCode, stderr, same: stdout === plain.stdout, stdout }
}

const cacheFile = () => join(folder, 'kept', readdirSync(join(folder, 'kept'))[0]!)
const readCache = () => readFileSync(cacheFile(), 'latin1')
const writeCache = (content: string) => writeFileSync(cacheFile(), content, 'latin1')

/** What each block of the file holds: the texts of its results, behind a head of 16 bytes and rows of JSON. */
function blocks() {
  const bytes = readFileSync(cacheFile())
  const found: { start: number; rows: unknown[]; content: Buffer }[] = []
  for (let start = bytes.indexOf('\n') + 1; start < bytes.length; ) {
    const [rows = 0, latin1 = 0, utf16 = 0] = [0, 4, 8].map((at) => bytes.readUInt32LE(start + at))
    const from = start + 16
    const content = bytes.subarray(from, from + rows + latin1 + utf16)
    found.push({ start, rows: JSON.parse(content.toString('utf8', 0, rows)), content })
    start = from + content.length
  }
  return found
}

const countKept = () => blocks().flatMap(({ rows }) => rows).length

describe('--cache', () => {
  it('keeps each text that differs once, and adds what an edit changed', () => {
    writeDeck(backs)
    expect(built()).toMatchObject({ exitCode: 0, same: true })
    expect(countKept()).toBe(3)

    const before = readCache()
    expect(built()).toMatchObject({ exitCode: 0, same: true })
    expect(readCache()).toBe(before)

    writeDeck(['**Edited.**', ...backs.slice(1)])
    expect(built()).toMatchObject({ exitCode: 0, same: true })
    expect(readCache().startsWith(before)).toBe(true)
    expect(blocks().map(({ rows }) => rows.length)).toEqual([3, 1])
  })

  it('keeps texts of any characters', () => {
    writeDeck(['**Ω** → 🎉', '**é**', '*plain*', '**\u{10ffff}**'])
    expect(built()).toMatchObject({ exitCode: 0, same: true })
    expect(built()).toMatchObject({ exitCode: 0, same: true, stdout: expect.stringContaining('🎉') })
    expect(countKept()).toBe(4)
  })

  it('keeps what refers to definitions, until one of them changes or goes', () => {
    const definitions = (of: string) => writeDeck(['See [it][a], and [^1].', `Words.\n\n## Notes\n\n${of}`])
    definitions('[a]: https://a.b\n\n[^1]: <b onclick="x">y</b>')
    expect(built()).toMatchObject({ same: true, stdout: expect.stringContaining('href=\\"https://a.b\\"') })
    const before = readCache()
    definitions('Further down.\n\n[a]: https://a.b\n\n[^1]: <b onclick="x">y</b>')
    expect(built()).toMatchObject({ same: true, stderr: expect.stringMatching(/^deck\.md:27:7: warning/m) })
    expect(readCache()).toBe(before)
    definitions('[a]: https://c.d\n\n[^1]: Other')
    expect(built()).toMatchObject({ same: true, stdout: expect.stringContaining('https://c.d') })
    definitions('None.')
    expect(built()).toMatchObject({ same: true, stdout: expect.stringContaining('[it][a]') })
  })

  it('takes what it kept', () => {
    writeDeck(backs)
    built()
    const { start, content } = blocks()[0]!
    content.write('LIST', content.indexOf('list'))
    const whole = readFileSync(cacheFile())
    content.copy(whole, start + 16)
    whole.writeUInt32LE(crc32(content), start + 12)
    writeFileSync(cacheFile(), whole)
    expect(built().stdout).toContain('LIST')
  })

  it.each<[string, (text: string) => string]>([
    ['a byte changed', (text) => text.replace('list', 'lisp')],
    ['a number of its head changed', (text) => text.replace(/(?<=\n)./s, '\xff')],
    ['it was cut short', (text) => text.slice(0, -20)],
    ['it was cut in a head', (text) => text.slice(0, text.indexOf('\n') + 10)],
    [
      'it was cut short, and written to again',
      (text) => `${text.slice(0, -20)}${text.slice(text.indexOf('\n') + 1)}`
    ],
    ['it is empty', () => ''],
    ['it is something else', () => '\n\n{}\n'],
    ['another version wrote it', (text) => text.replace(/^md2anki \S+/, 'md2anki 0.0.0')],
    ['the program was built anew', (text) => text.replace(/(?<=^md2anki \S+ )\S+/, '1')]
  ])('makes do where %s', (_, damage) => {
    writeDeck(backs)
    built()
    writeCache(damage(readCache()))
    expect(built()).toMatchObject({ exitCode: 0, same: true })
    expect(countKept()).toBe(3)
  })

  it('parts what would be too long for one text', async () => {
    const results = ['a', 'b', 'c'].map((key): [string, LoneResult] => {
      const html = key.repeat(9_000_000)
      return [key, { html, text: key, blank: false, diagnostics: [], media: [] }]
    })
    const path = join(folder, 'kept', 'a.cache')
    await replace(path, results)
    expect(await keptIn(path)).toEqual({ results: new Map(results), isWhole: true })
    expect(blocks()).toHaveLength(2)
  })

  it('lets go of what is no longer in the deck', () => {
    writeDeck(backs)
    built()
    writeDeck(['**All** else.'])
    built()
    built()
    expect(countKept()).toBe(1)
  })

  it('says that it cannot keep anything, and builds all the same', () => {
    writeDeck(backs)
    writeFileSync(join(folder, 'kept'), 'a file')
    const { exitCode, same, stderr } = built()
    expect({ exitCode, same }).toEqual({ exitCode: 0, same: true })
    expect(stderr).toMatch(/^Nothing is kept in kept: /m)
  })

  it.skipIf(getuid?.() === 0)('is content with a folder that it can only read', () => {
    writeDeck(backs)
    built()
    chmodSync(join(folder, 'kept'), 0o555)
    expect(built()).toMatchObject({ exitCode: 0, same: true })
  })

  it('keeps decks apart', () => {
    writeDeck(backs)
    writeFileSync(join(folder, 'other.md'), deckText('Other', [{ back: '**Other**' }]))
    md2anki(folder, ['deck.md', 'other.md', '-o', 'both.apkg', '--cache', 'kept'])
    expect(readdirSync(join(folder, 'kept'))).toHaveLength(2)
    expect(statSync(join(folder, 'both.apkg')).size).toBeGreaterThan(0)
  })
})
