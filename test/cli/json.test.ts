import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { deckText } from '../decks'
import { md2anki } from './command'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'md2anki-json-'))
  writeFileSync(join(folder, 'deck.md'), deckText('Small', [{ front: 'Why?', days: [1, 3] }]))
  writeFileSync(join(folder, 'bad.md'), '# Flashcards: Bad\n\n### Card 1 | Easy\n\n#### Front\nWhy?\n')
  md2anki(folder, ['deck.md'])
})
afterAll(() => rmSync(folder, { recursive: true }))

const missing = { file: 'bad.md', line: 3, code: 'card-back-missing', severity: 'error' }

describe('--json', () => {
  it.each([
    ['a build', ['deck.md'], []],
    ['a build with an error', ['bad.md'], [missing]],
    ['check', ['check', 'bad.md'], [missing]],
    ['verify', ['verify', 'deck.apkg'], []],
    ['id', ['id', 'deck.md', '--dry-run'], undefined],
    ['import', ['import', 'deck.apkg', '--out-dir', 'back'], []],
    ['templates', ['templates', '--out-dir', 'mine'], []],
    ['preview', ['preview', 'bad.md'], [missing]],
    ['init', ['init', 'new'], []],
    ['schedule', ['schedule', 'deck.md'], [{ deck: 'Small', days: [{ day: 1 }, { day: 3 }] }]],
    ['diff', ['diff', 'deck.md'], { added: [], changed: [], unchanged: 1 }],
    ['explain', ['explain', 'media-empty'], [{ code: 'media-empty', severity: 'error' }]]
  ])('makes what %s tells one value', (_, args, told) => {
    const { stdout } = md2anki(folder, [...args, '--json'])
    if (told !== undefined) expect(JSON.parse(stdout)).toMatchObject(told)
  })

  it('lists every page of `explain`', () => {
    const pages = JSON.parse(md2anki(folder, ['explain', '--json']).stdout)
    expect(pages.length).toBeGreaterThan(100)
    for (const { code, severity } of pages)
      expect([code, severity]).toEqual([code, expect.stringMatching(/^(?:error|warning|note)$/)])
  })
})
