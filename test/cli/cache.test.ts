import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getuid } from 'node:process'
import { crc32 } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
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
const linesOf = (path: string) => readFileSync(path, 'utf8').trimEnd().split('\n')

describe('--cache', () => {
  it('keeps one line for each text that differs, and adds what an edit changed', () => {
    writeDeck(backs)
    expect(built()).toMatchObject({ exitCode: 0, same: true })
    expect(linesOf(cacheFile())).toHaveLength(1 + 3)

    const before = readFileSync(cacheFile(), 'utf8')
    expect(built()).toMatchObject({ exitCode: 0, same: true })
    expect(readFileSync(cacheFile(), 'utf8')).toBe(before)

    writeDeck(['**Edited.**', ...backs.slice(1)])
    expect(built()).toMatchObject({ exitCode: 0, same: true })
    expect(readFileSync(cacheFile(), 'utf8').startsWith(before)).toBe(true)
    expect(linesOf(cacheFile())).toHaveLength(1 + 4)
  })

  it('takes what it kept', () => {
    writeDeck(backs)
    built()
    const [head, ...lines] = linesOf(cacheFile())
    const other = lines.find((line) => line.includes('list'))!
    const json = other.slice(53).replace('list', 'LIST')
    const checksum = crc32(Buffer.from(json)).toString(16).padStart(8, '0')
    writeFileSync(cacheFile(), `${head}\n${other.slice(0, 44)}${checksum} ${json}\n`)
    expect(built().stdout).toContain('LIST')
  })

  it.each<[string, (text: string) => string]>([
    ['a byte changed', (text) => text.replace('list', 'lisp')],
    ['it was cut short', (text) => text.slice(0, -20)],
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
    const whole = readFileSync(cacheFile(), 'utf8')
    writeFileSync(cacheFile(), damage(whole))
    expect(built()).toMatchObject({ exitCode: 0, same: true })
    expect(
      linesOf(cacheFile()).filter((line) => linesOf(cacheFile())[0] !== line).length
    ).toBeGreaterThanOrEqual(3)
  })

  it('lets go of what is no longer in the deck', () => {
    writeDeck(backs)
    built()
    writeDeck(['**All** else.'])
    built()
    built()
    expect(linesOf(cacheFile())).toHaveLength(1 + 1)
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
