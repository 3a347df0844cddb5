import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { deckText } from '../decks'
import { md2anki, program } from './command'

const fixtures = fileURLToPath(new URL('../../fixtures/', import.meta.url))
const decks = readdirSync(fixtures, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('deck.md'))
  .sort()

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'md2anki-hardened-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

/** Words of decks that would do something else, were they keys of plain objects. */
const keys = ['__proto__', 'constructor', 'toString', 'hasOwnProperty']
const odd = `---\n${keys.map((key) => `${key}: x`).join('\n')}\n---\n${deckText('constructor', [
  {
    front: '__proto__',
    labels: keys.map((key) => `**${key}:** x`).join('\n'),
    back: 'valueOf\n\n#### __proto__\n\nx'
  },
  { front: 'constructor' }
])}`

it('finds and builds the same where what all objects share cannot be touched', () => {
  expect(decks.length).toBeGreaterThan(80)
  writeFileSync(join(folder, 'odd.md'), odd)
  writeFileSync(
    join(folder, 'freeze.cjs'),
    'for (const shared of [Object, Array, Map, String]) Object.freeze(shared.prototype)'
  )
  const names = [join(folder, 'odd.md'), ...decks]
  const run = (flags: readonly string[], args: readonly string[]) =>
    spawnSync(process.execPath, [...flags, program, ...args], {
      cwd: fixtures,
      encoding: 'utf8',
      maxBuffer: 2 ** 28
    })
  const build = ['-f', 'json', '-o', '-', '--force', names[0]!]
  for (const args of [['check', '--json', ...names], ['schedule', '--json', ...names], build]) {
    const usual = run([], args)
    expect(usual.stdout.length).toBeGreaterThan(1000)
    for (const flags of [
      ['--disable-proto=throw'],
      ['--disallow-code-generation-from-strings'],
      ['--require', join(folder, 'freeze.cjs')]
    ]) {
      const { status, stdout, stderr } = run(flags, args)
      expect(stderr).not.toContain('made a mistake')
      expect({ status, isSame: stdout === usual.stdout }).toEqual({ status: usual.status, isSame: true })
    }
  }
}, 60_000)

it('takes a name that looks like an option for a name behind `--`, and else says so', () => {
  writeFileSync(join(folder, '-o.md'), deckText('Small', [{ front: 'Why?' }]))
  expect(md2anki(folder, ['check', '--', '-o.md'])).toMatchObject({ exitCode: 0, stderr: '' })
  expect(md2anki(folder, ['check', '-o.md'])).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining('unknown option')
  })
  expect(md2anki(folder, ['-q', '--', '-o.md']).exitCode).toBe(0)
  expect(readdirSync(folder)).toContain('-o.apkg')
})
