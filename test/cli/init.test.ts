import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { md2anki } from './command'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'md2anki-init-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

describe('init', () => {
  it('writes a deck with nothing wrong, and says what to do with it', () => {
    const { exitCode, stderr } = md2anki(folder, ['init'])
    expect(exitCode).toBe(0)
    expect(readdirSync(folder)).toEqual(['deck.md'])
    const commands = [...stderr.matchAll(/md2anki (.*)$/gm)].map(([, words = '']) => words.split(' '))
    expect(commands.map(([name]) => name)).toEqual(['deck.md', 'preview', 'watch'])
    expect(md2anki(folder, ['check', 'deck.md', '--json', '--strict'])).toMatchObject({
      exitCode: 0,
      stdout: '[]\n'
    })
    for (const words of commands.slice(0, 2)) expect(md2anki(folder, words).exitCode).toBe(0)
    expect(readdirSync(folder)).toEqual(['deck.apkg', 'deck.html', 'deck.md'])
  })

  it('makes the folder that is named', () => {
    expect(md2anki(folder, ['init', 'notes/first', '-q'])).toMatchObject({ exitCode: 0, stderr: '' })
    expect(readdirSync(join(folder, 'notes', 'first'))).toEqual(['deck.md'])
  })

  it('overwrites nothing', () => {
    writeFileSync(join(folder, 'deck.md'), 'mine')
    expect(md2anki(folder, ['init'])).toMatchObject({ exitCode: 1, findings: ['error output-exists'] })
    expect(readFileSync(join(folder, 'deck.md'), 'utf8')).toBe('mine')
  })
})
