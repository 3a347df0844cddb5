import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import process from 'node:process'
import Ajv from 'ajv'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import * as z from 'zod'
import { Config, defineConfig } from '../../src/config/config'
import { deckText } from '../decks'
import { md2anki } from './command'

let folder = ''
const put = (name: string, content: string) => {
  mkdirSync(dirname(join(folder, name)), { recursive: true })
  writeFileSync(join(folder, name), content)
}
const run = (...args: readonly string[]) => md2anki(folder, args)
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'md2anki-config-'))
  put('notes/deck.md', deckText('Small', [{ front: 'Why?', days: [1, 3] }]))
})
afterEach(() => rmSync(folder, { recursive: true }))

const ofConfig = (config: Config) => JSON.stringify(config)
const decksIn = (stdout: string) => JSON.parse(stdout).decks as readonly { name: string; start: string }[]

describe('a configuration', () => {
  it.each([
    ['md2anki.config.json', '{ "decks": ["notes"], "outDir": "out" }'],
    ['md2anki.config.yaml', 'decks: [notes]\noutDir: out\n'],
    ['md2anki.config.yml', 'decks:\n  - notes\noutDir: out\n'],
    ['md2anki.config.mjs', "export default { decks: ['notes'], outDir: 'out' }"],
    ['md2anki.config.js', "export default { decks: ['notes'], outDir: 'out' }"],
    ['package.json', '{ "type": "module", "md2anki": { "decks": ["notes"], "outDir": "out" } }']
  ])('is read from %s', (name, text) => {
    if (name.endsWith('.js')) put('package.json', '{ "type": "module" }')
    put(name, text)
    expect(run('-q')).toMatchObject({ exitCode: 0, stderr: '' })
    expect(readdirSync(join(folder, 'out'))).toEqual(['deck.apkg'])
    expect(run('check', '--json')).toMatchObject({ exitCode: 0, stdout: '[]\n' })
  })

  it('is taken neither from above, nor from beside a deck, nor where none is wanted', () => {
    put('md2anki.config.yaml', 'csvLayout: never\n')
    put('notes/inner/md2anki.config.mjs', "throw new Error('it ran')")
    put('notes/inner/deck.md', deckText('Inner', [{}]))
    expect(md2anki(join(folder, 'notes'), ['inner/deck.md', '-q'])).toMatchObject({ exitCode: 0, stderr: '' })
    expect(run('notes/deck.md', '-q', '--no-config')).toMatchObject({ exitCode: 0, stderr: '' })
    expect(run('notes/deck.md', '-q').exitCode).toBe(2)
  })

  it('is the one that is named', () => {
    put('md2anki.config.yaml', 'csvLayout: never\n')
    put('other/mine.yaml', 'outDir: elsewhere\n')
    expect(run('notes', '--config', 'other/mine.yaml', '-q')).toMatchObject({ exitCode: 0, stderr: '' })
    expect(readdirSync(join(folder, 'elsewhere'))).toEqual(['deck.apkg'])
    expect(run('notes', '--config', 'none.yaml').findings).toEqual(['error input-not-found'])
  })

  it.each([
    ['md2anki.config.yaml', 'strict: true\noutDri: x\n', 'md2anki.config.yaml:2:1: error config-key-unknown'],
    [
      'md2anki.config.json',
      '{\n  "strict": "yes"\n}\n',
      'md2anki.config.json:2:13: error config-value-invalid'
    ],
    ['md2anki.config.yaml', 'decks: [notes, 3]\n', 'md2anki.config.yaml:1:16: error config-value-invalid'],
    ['md2anki.config.yaml', 'start: soon\n', 'md2anki.config.yaml:1:8: error config-value-invalid'],
    ['md2anki.config.yaml', 'a: [\n', 'md2anki.config.yaml:2:1: error config-unreadable'],
    [
      'md2anki.config.yaml',
      'decks: &a [notes]\nignore: *a\n',
      'md2anki.config.yaml: error config-unreadable'
    ],
    ['md2anki.config.yaml', 'exporter: [./x.mjs]\n', 'md2anki.config.yaml:1:1: error config-value-invalid'],
    ['md2anki.config.yaml', 'output: a\noutDir: b\n', 'md2anki.config.yaml:2:9: error config-value-invalid'],
    ['md2anki.config.yaml', '- notes\n', 'md2anki.config.yaml:1:1: error config-value-invalid'],
    ['md2anki.config.mjs', 'export const a = 1', 'md2anki.config.mjs: error config-unreadable'],
    ['md2anki.config.mjs', "throw new Error('no')", 'md2anki.config.mjs: error config-unreadable'],
    [
      'md2anki.config.mjs',
      'export default { tag: ["a b"] }',
      'md2anki.config.mjs: error config-value-invalid'
    ],
    [
      'package.json',
      '{\n  "name": "x",\n  "md2anki": { "format": 3 }\n}',
      'package.json:3:26: error config-value-invalid'
    ],
    [
      'package.json',
      '{\n  "md2anki": { "strict": true },\n}}\n',
      'package.json:3:2: error config-unreadable'
    ],
    ['md2anki.config.mjs', 'export default {\n  tag: [\n}\n', 'md2anki.config.mjs: error config-unreadable']
  ])('that is wrong ends the command, and nothing is written: %s %j', (name, text, finding) => {
    put(name, text)
    const { exitCode, findings, stderr } = run('notes')
    expect({ exitCode, findings }).toEqual({ exitCode: 2, findings: [finding] })
    expect(stderr).not.toContain('deck\n')
    expect(readdirSync(join(folder, 'notes'))).toEqual(['deck.md'])
  })

  it('suggests the key that is meant', () => {
    put('md2anki.config.yaml', 'outDri: x\n')
    expect(run('notes').stderr).toContain('Did you mean `outDir`?')
  })

  it('in TypeScript is taken where Node reads it, and else told of', () => {
    put('md2anki.config.ts', "const outDir: string = 'out'\nexport default { outDir }\n")
    const { exitCode, stderr } = run('notes', '-q')
    const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
    if (major > 22 || (major === 22 && minor >= 18))
      expect(readdirSync(join(folder, 'out'))).toEqual(['deck.apkg'])
    else
      expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: expect.stringContaining('Use Node 22.18') })
  })

  it('is not to be there twice', () => {
    put('md2anki.config.yaml', '')
    put('md2anki.config.json', '{}')
    expect(run('notes')).toMatchObject({ exitCode: 2, findings: ['error config-repeated'] })
  })
})

describe('of what says the same', () => {
  const startOf = (...args: readonly string[]) =>
    decksIn(run('notes/deck.md', '-f', 'json', '-o', '-', ...args).stdout)[0]!.start

  it('the command line counts more than the front matter, that more than the configuration, and that more than what is usual', () => {
    expect(startOf()).toBe('import')
    put('md2anki.config.json', ofConfig({ start: '2026-02-01' }))
    expect(startOf()).toBe('2026-02-01')
    put('notes/deck.md', `---\nstart: 2026-03-01\n---\n${deckText('Small', [{ days: [1, 3] }])}`)
    expect(startOf()).toBe('2026-03-01')
    expect(startOf('--start', '2026-04-01')).toBe('2026-04-01')
  })

  it('so too of the deck', () => {
    const nameOf = (...args: readonly string[]) =>
      decksIn(run('notes/deck.md', '-f', 'json', '-o', '-', ...args).stdout)[0]!.name
    put('md2anki.config.json', ofConfig({ deck: 'Ours' }))
    expect(nameOf()).toBe('Ours')
    put('notes/deck.md', `---\ndeck: Theirs\n---\n${deckText('Small', [{}])}`)
    expect(nameOf()).toBe('Theirs')
    expect(nameOf('--deck', 'Mine')).toBe('Mine')
  })

  it('an option of the command line sets aside what it contradicts', () => {
    put('md2anki.config.json', ofConfig({ outDir: 'out', format: ['apkg', 'csv'] }))
    expect(run('notes', '-o', 'all.json', '-q')).toMatchObject({ exitCode: 0, stderr: '' })
    expect(readdirSync(folder)).toEqual(['all.json', 'md2anki.config.json', 'notes'])
  })

  it('the command line counts more for any option, and tags add up', () => {
    put('md2anki.config.json', ofConfig({ outDir: 'out', csvLayout: 'basic', tag: ['ours'] }))
    const args = ['--out-dir', 'other', '-f', 'csv', '--csv-layout', 'full', '--tag', 'mine', '-q']
    expect(run('notes', ...args).exitCode).toBe(0)
    expect(readdirSync(folder)).toEqual(['md2anki.config.json', 'notes', 'other'])
    const csv = readFileSync(join(folder, 'other', 'deck.csv'), 'utf8')
    expect(csv).toContain('guid')
    expect(csv).toContain('ours mine')
  })

  it('commands that read no deck take none', () => {
    put('md2anki.config.mjs', "throw new Error('it ran')")
    for (const args of [
      ['explain', 'config-unreadable'],
      ['completion', 'bash'],
      ['init', 'new', '-q']
    ])
      expect([args, run(...args).exitCode]).toEqual([args, 0])
  })

  it('a deck is to say its date that is to start on the day of its making', () => {
    put('md2anki.config.json', ofConfig({ start: 'generated' }))
    expect(run('notes').findings).toEqual(['notes/deck.md: error deck-date-missing'])
  })

  const byDefault = (option: string, value: unknown) => {
    return { option, value, from: 'nothing: it is so by default' }
  }

  it('`md2anki config` says what counts, and why', () => {
    put('md2anki.config.json', ofConfig({ strict: true, start: 'import', decks: ['notes'] }))
    const { stdout } = run('config', '--day-one', 'today', '--json')
    expect(JSON.parse(stdout)).toEqual([
      { option: 'decks', value: ['notes'], from: 'md2anki.config.json' },
      byDefault('format', ['apkg']),
      byDefault('csvLayout', 'full'),
      byDefault('schedule', 'exact'),
      { option: 'start', value: 'import', from: 'md2anki.config.json; what a deck says counts more' },
      { option: 'dayOne', value: 'today', from: 'the command line' },
      { option: 'strict', value: true, from: 'md2anki.config.json' }
    ])
    expect(run('config').stdout).toContain('strict')
    expect(run('config', '--no-config').stdout).toMatch(/^start +"import" +nothing/m)
    expect(JSON.parse(run('config', '--no-config', '-o', 'a.csv', '--json').stdout)).not.toContainEqual(
      expect.objectContaining({ option: 'format' })
    )
  })
})

describe('which files of a folder are decks', () => {
  const decksOf = (...args: readonly string[]) =>
    decksIn(run(...args, '-f', 'json', '-o', '-').stdout)
      .map(({ name }) => name)
      .sort()

  beforeEach(() => {
    for (const [name, title] of [
      ['notes/draft-one.md', 'Draft'],
      ['notes/old/deck.md', 'Old'],
      ['notes/old/kept.md', 'Kept']
    ] as const)
      put(name, deckText(title, [{ front: `${title}?` }]))
  })

  it('say globs on the command line or in a configuration', () => {
    expect(decksOf('notes')).toEqual(['Draft', 'Kept', 'Old', 'Small'])
    expect(decksOf('notes', '--ignore', '**/draft-*', '--ignore', 'notes/old/**')).toEqual(['Small'])
    put('md2anki.config.json', ofConfig({ ignore: ['**/draft-*'] }))
    expect(decksOf('notes')).toEqual(['Kept', 'Old', 'Small'])
    expect(run('notes').stderr).toContain(
      'Skipped, for .gitignore or --ignore names them: notes/draft-one.md'
    )
    expect(decksOf('notes/draft-one.md')).toEqual(['Draft'])
  })

  it('say globs wherever the folder lies', () => {
    const from = (folder: string, notes: string, ignore: string) =>
      decksIn(md2anki(folder, [notes, '--ignore', ignore, '-f', 'json', '-o', '-']).stdout)
        .map(({ name }) => name)
        .sort()
    mkdirSync(join(folder, 'elsewhere'))
    for (const ignore of ['**/draft-*', 'draft-*', '../notes/draft-*'])
      expect(from(join(folder, 'elsewhere'), '../notes', ignore)).toEqual(['Kept', 'Old', 'Small'])
    expect(from(join(folder, 'elsewhere'), '../notes', 'old')).toEqual(['Draft', 'Small'])
    expect(from(folder, 'notes', 'notes/old')).toEqual(['Draft', 'Small'])
    expect(from(folder, 'notes', 'draft-*')).toEqual(['Draft', 'Kept', 'Old', 'Small'])
  })

  it('says .gitignore, the nearest last', () => {
    put('notes/.gitignore', 'draft-*\nold/*\n')
    expect(decksOf('notes')).toEqual(['Small'])
    put('notes/old/.gitignore', '!kept.md\n')
    expect(decksOf('notes')).toEqual(['Kept', 'Small'])
    expect(decksOf('notes/draft-one.md')).toEqual(['Draft'])
    put('.gitignore', 'kept.md\n')
    expect(decksOf('**/*.md')).toEqual(['Kept', 'Small'])
    put('notes/old/.gitignore', '')
    for (const name of ['notes', '.', '**/*.md']) expect(decksOf(name)).toEqual(['Small'])
    // As with Git, nothing in a folder that is named is taken back.
    put('notes/.gitignore', 'old/\n')
    put('notes/old/.gitignore', '!kept.md\n')
    expect(decksOf('notes')).toEqual(['Draft', 'Small'])
    // What is above where the command runs has no say.
    const all = md2anki(join(folder, 'notes'), ['.', '-q', '-f', 'json', '-o', '-'])
    expect(
      decksIn(all.stdout)
        .map(({ name }) => name)
        .sort()
    ).toEqual(['Draft', 'Small'])
  })
})

describe('what a configuration can say', () => {
  const page = readFileSync(new URL('../../docs/configuration.md', import.meta.url), 'utf8')
  const keys = Object.keys(Config.shape)

  it('has a row in the documentation, and each is an option, or says which decks are meant', () => {
    expect([...page.matchAll(/^\| `(\w+)` \|/gm)].map(([, key]) => key)).toEqual(keys)
    const help = run('--help').stdout
    for (const key of keys)
      if (key !== 'decks')
        expect(help).toContain(`--${key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)} `)
  })

  it('is what the JSON Schema says', () => {
    const schema = JSON.parse(
      readFileSync(new URL('../../dist/md2anki.config.schema.json', import.meta.url), 'utf8')
    )
    expect(schema).toEqual(JSON.parse(JSON.stringify(z.toJSONSchema(Config))))
    const { $schema: _, ...rest } = schema
    const isValid = new Ajv({ unknownFormats: 'ignore' }).compile(rest)
    for (const config of [
      {},
      { decks: ['a'], format: 'csv', start: '2026-01-07', strict: true },
      { outDri: 'x' },
      { strict: 'yes' },
      { start: 'soon' },
      { maxWarnings: -1 },
      { csvLayout: 'never' },
      { tag: ['a b'] }
    ])
      expect([config, isValid(config)]).toEqual([config, Config.safeParse(config).success])
  })

  it('is given back as it is by `defineConfig`', () => {
    const config = { decks: ['notes'] }
    expect(defineConfig(config)).toBe(config)
  })
})
