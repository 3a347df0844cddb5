import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core'
import { publint } from 'publint'
import { formatMessage } from 'publint/utils'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { deckText } from '../decks'
import { nodesHere } from './nodes'

const root = fileURLToPath(new URL('../../', import.meta.url))

let place = ''
let tarball = ''
beforeAll(() => {
  place = mkdtempSync(join(tmpdir(), 'md2anki-package-'))
  // What was built before the tests is packed as it is.
  execFileSync('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', place], { cwd: root })
  tarball = join(place, readdirSync(place).find((name) => name.endsWith('.tgz'))!)
  const project = join(place, 'project')
  mkdirSync(project)
  writeFileSync(join(project, 'package.json'), '{ "type": "module", "private": true }')
  const quietly = ['--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund', '--silent']
  execFileSync('npm', ['install', ...quietly, tarball], { cwd: project })
}, 120_000)
afterAll(() => rmSync(place, { recursive: true }))

const files = () =>
  execFileSync('tar', ['-tzf', tarball], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((name) => name.replace(/^package\//, ''))

const installed = () => join(place, 'project', 'node_modules', 'md2anki')

/** What is in the package: parts of the program by name, and what they share by a name that follows from what is in it. */
const expected: readonly RegExp[] = [
  /^(?:package\.json|README\.md|CHANGELOG\.md|LICENSE)$/,
  /^dist\/(?:md2anki|md2anki\.config)\.schema\.json$/,
  /^dist\/(?:problems\.md|licenses\.txt)$/,
  /^dist\/lib\/(?:index\.js|index\.d\.ts)$/,
  /^dist\/node\/(?:index\.js|index\.d\.ts|apkg|csv|draw|json|look|options)(?:\.js)?$/,
  /^dist\/cli\/(?:cli|build)\.cjs$/,
  /^dist\/cli\/(?:cache|check|completion|config|config-command|csv|diff|draw|explain|glob|highlight|id|import|init|json|look|look-files|options|parser|preview|preview-server|read|report|schedule|templates|thread|threads|to-safe-html|verify|watch|yaml)\.js$/,
  /^dist\/(?:cli|lib|node)\/[\w-]+-[A-Z0-9]{8}\.js$/
]

describe('the package', () => {
  it('holds what it takes and nothing else', () => {
    const names = files()
    expect(names.filter((name) => !expected.some((pattern) => pattern.test(name)))).toEqual([])
    for (const name of [
      'package.json',
      'LICENSE',
      'dist/licenses.txt',
      'dist/cli/cli.cjs',
      'dist/lib/index.d.ts',
      'dist/problems.md'
    ])
      expect(names).toContain(name)
    expect(statSync(tarball).size).toBeLessThan(1_350_000)
    const unpacked = names.reduce((sum, name) => sum + statSync(join(installed(), name)).size, 0)
    expect(unpacked).toBeLessThan(4_600_000)
  })

  it('is right in the eyes of publint', async () => {
    const { messages, pkg } = await publint({ pkgDir: installed(), strict: true, pack: false })
    expect(messages.map((message) => formatMessage(message, pkg!, { color: false }))).toEqual([])
  })

  it('has types that are right for all who import it as a module', async () => {
    const checked = await checkPackage(createPackageFromTarballData(new Uint8Array(readFileSync(tarball))))
    expect(checked.types).not.toBe(false)
    const problems = 'problems' in checked ? checked.problems : []
    // There is nothing for `require` but from Node 20.19 on, nor for resolution that knows no `exports`.
    const isOfModules = ({ kind, ...about }: (typeof problems)[number]) =>
      kind !== 'CJSResolvesToESM' && !('resolutionKind' in about && about.resolutionKind === 'node10')
    expect(problems.filter(isOfModules)).toEqual([])
  }, 60_000)

  it('tells nothing of where it was made', () => {
    for (const name of files().filter((each) => /\.(?:c?js|ts|json|txt|md)$/.test(each))) {
      const text = readFileSync(join(installed(), name), 'utf8')
      for (const secret of [root, join(homedir(), '/')])
        expect([name, text.includes(secret)]).toEqual([name, false])
    }
  })

  it('carries the licences of what is in it', () => {
    const text = readFileSync(join(installed(), 'dist', 'licenses.txt'), 'utf8')
    for (const name of [
      'micromark',
      'mdast-util-from-markdown',
      'zod',
      'commander',
      'yaml',
      'highlight.js',
      'temml',
      'tinyglobby',
      'fflate'
    ])
      expect(text).toMatch(new RegExp(`^${name} \\d+\\.`, 'm'))
    expect(text).toContain('Permission is hereby granted')
  })

  it.each(['nodenext', 'bundler'])(
    'has types for a program whose modules are resolved as by %s',
    (resolution) => {
      const project = join(place, 'project')
      writeFileSync(
        join(project, 'use.ts'),
        `import { compile, type Deck, defineConfig, defineExporter, exportDeck, type Diagnostic } from 'md2anki'
       import { exportDeck as faster } from 'md2anki/node'
       const { deck, diagnostics } = compile('# A', { file: 'a.md' })
       const found: readonly Diagnostic[] = diagnostics
       const same: Deck | undefined = deck
       if (same) { const { content } = await exportDeck(same, 'apkg'); await faster(same, 'csv'); void content }
       defineConfig({ decks: ['notes'] })
       // @ts-expect-error It is a list.
       defineConfig({ decks: 3 })
       // @ts-expect-error There is no such format.
       if (same) await exportDeck(same, 'pdf')
       void [found, defineExporter]`
      )
      const compilerOptions = {
        noEmit: true,
        strict: true,
        target: 'es2022',
        types: [],
        module: resolution === 'nodenext' ? 'nodenext' : 'esnext',
        moduleResolution: resolution
      }
      writeFileSync(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['use.ts'] }))
      const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc')
      const { stdout } = spawnSync(process.execPath, [tsc], { cwd: project, encoding: 'utf8' })
      expect(stdout).toBe('')
    },
    60_000
  )
})

describe.skipIf(process.platform === 'win32' || nodesHere[0]!.program === '').each(nodesHere)(
  'the package, installed, with Node $version',
  ({ program }) => {
    it('builds, is imported, and gives its schemas', () => {
      const project = join(place, 'project')
      const env = { ...process.env, PATH: `${dirname(program)}${delimiter}${process.env['PATH']}` }
      writeFileSync(join(project, 'deck.md'), deckText('Small', [{ front: 'Why?', days: [1, 3] }]))
      rmSync(join(project, 'deck.apkg'), { force: true })
      const built = spawnSync('npx', ['--no-install', 'md2anki', 'deck.md'], {
        cwd: project,
        encoding: 'utf8',
        env
      })
      expect({ status: built.status, said: built.stderr.split('\n')[0] }).toEqual({
        status: 0,
        said: 'Wrote deck.apkg: 1 card in 1 deck'
      })
      const verified = spawnSync('npx', ['--no-install', 'md2anki', 'verify', 'deck.apkg'], {
        cwd: project,
        env
      })
      expect(verified.status).toBe(0)
      const use = `import { compile, exportDeck } from 'md2anki'
        import { exportDeck as faster } from 'md2anki/node'
        import { createRequire } from 'node:module'
        const require = createRequire(import.meta.url)
        const { deck } = compile(${JSON.stringify(deckText('Small', [{ days: [1] }]))})
        const made = await Promise.all([exportDeck(deck, 'apkg'), faster(deck, 'apkg')])
        const schemas = ['md2anki/schema.json', 'md2anki/config.schema.json', 'md2anki/package.json'].map(require)
        console.log(made.every(({ content }) => content.length > 1000), schemas.map((each) => typeof each).join())`
      writeFileSync(join(project, 'use.mjs'), use)
      expect(execFileSync(program, ['use.mjs'], { cwd: project, encoding: 'utf8' })).toBe(
        'true object,object,object\n'
      )
    }, 60_000)
  }
)
