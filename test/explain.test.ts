import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { strToU8 } from 'fflate'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { compile, exportDeck } from '../src'
import { explain } from '../src/cli/explain'
import type { Host } from '../src/cli/host'
import { compileText } from '../src/cli/inputs'
import { main } from '../src/cli/main'
import { problems } from '../src/diagnostic'
import { deckOf } from './decks'
import { ankiPackage } from './packages/anki'
import { directoryAt, withBytes, withFiles, withMedia, withSql } from './packages/broken'

/** What a command prints then needs a file that nobody may read, a disk that is full, or a port that another program has. */
const notShown: readonly string[] = [
  'config-repeated',
  'input-unreadable',
  'output-no-space',
  'preview-port-unavailable'
]

const [introduction = '', ...sections] = readFileSync(new URL('../docs/problems.md', import.meta.url), 'utf8')
  .replaceAll('\r\n', '\n')
  .split(/^## (?=[a-z0-9]+(?:-[a-z0-9]+)+$)/m)
const pages = new Map(sections.map((section) => [section.slice(0, section.indexOf('\n')), pageOf(section)]))

describe('the page of problems', () => {
  it('has one section for each code', () => {
    expect([...pages.keys()].toSorted()).toEqual(Object.keys(problems).toSorted())
    expect(sections).toHaveLength(pages.size)
  })

  it('says how grave each is', () => {
    const known = Object.entries(problems).flatMap(([code, { severity }]) =>
      pages.has(code) ? `${code} ${severity}` : []
    )
    const said = [...pages].flatMap(([code, { severity }]) => (code in problems ? `${code} ${severity}` : []))
    expect(said.toSorted()).toEqual(known.toSorted())
  })

  it('says how its examples are abbreviated', () => {
    expect(introduction).toContain('`\\u202e`')
    expect(introduction).toContain('`> … (101 times)`')
    expect(introduction).toContain('`| 1 … (300 lines)`')
  })
})

describe.each([...pages].filter(([, { shows }]) => shows === 'decks'))('%s', (code, { wrong, right }) => {
  it('is all that is wrong with the first deck', async () => {
    expect(await codesOf(wrong)).toEqual([code])
  })

  it('is not in the second, nor is anything else', async () => {
    expect(await codesOf(right)).toEqual([])
  })
})

let packages: Readonly<Record<string, Uint8Array>> = {}
beforeAll(async () => {
  packages = await packagesOfExamples()
})

const commands = [...pages].filter(([code, { shows }]) => shows === 'commands' && !notShown.includes(code))

describe.each(commands)('%s', (code, { wrong, right }) => {
  const before = process.cwd()
  let folder = ''

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'md2anki-'))
    process.chdir(folder)
    for (const name of [
      'lessons',
      'moons',
      'empty',
      'torn',
      'look',
      'misnamed',
      'unfit',
      'node_modules/satteri/dist'
    ])
      mkdirSync(name, { recursive: true })
    for (const [name, content] of Object.entries({ ...files, ...packages })) writeFileSync(name, content)
    truncateSync('encyclopedia.md', 256 * 2 ** 20 + 1)
    for (const [deck, name] of Object.entries(earlier))
      writeFileSync(name, await packageOf(String(files[deck])))
  })

  afterEach(() => {
    process.chdir(before)
    rmSync(folder, { recursive: true })
  })

  it('is all that the first command prints', async () => {
    expect(await session(wrong)).toEqual(wrong)
    expect(wrong.match(/\[[a-z0-9-]+\]$/gm)).toEqual([`[${code}]`])
  })

  it('is not printed by the second', async () => {
    expect(await session(right)).toEqual(right)
    expect(right).toMatch(/^Wrote |: nothing found$/m)
  })
})

describe('explain', () => {
  it('prints the section of a code', async () => {
    const { exitCode, out } = await explained('Card-Back-Missing')
    expect(exitCode).toBe(0)
    expect(out).toMatch(/^card-back-missing\n\n\*\*Error:\*\* The card has no answer/)
    expect(out).toMatch(/\nRight:\n\n````markdown\n# .*\n````\n$/s)
  })

  it('prints a line for each code', async () => {
    const { exitCode, out } = await explained(undefined)
    expect(exitCode).toBe(0)
    const lines = out.trimEnd().split('\n')
    expect(lines).toHaveLength(pages.size)
    for (const line of lines) expect(line).toMatch(/^[a-z0-9-]+ +(?:error|warning|note) +[A-Z`].*\.$/)
  })

  it('names the codes that may be meant', async () => {
    expect(await explained('card-bakc-missing')).toMatchObject({
      exitCode: 2,
      err: expect.stringContaining('Did you mean `card-back-missing`?')
    })
    expect((await explained('back')).err).toContain(
      '`card-back-missing`, `card-back-empty`, `card-back-repeated`'
    )
    expect((await explained('bread')).err).toContain('`md2anki explain` lists all codes')
  })
})

interface Page {
  readonly severity: string | undefined
  readonly shows: 'decks' | 'commands'
  readonly wrong: string
  readonly right: string
}

function pageOf(section: string): Page {
  const form =
    /^[a-z0-9-]+\n\n\*\*(?<severity>Error|Warning|Note):\*\* .+?\.\n\nWrong:\n\n````(?<language>markdown|console)\n(?<wrong>.*?)````\n\nRight:\n\n````\k<language>\n(?<right>.*?)````\s*$/s
  const { severity, language, wrong = '', right = '' } = form.exec(section)?.groups ?? {}
  return {
    severity: severity?.toLowerCase(),
    shows: language === 'console' ? 'commands' : 'decks',
    wrong: full(wrong),
    right: full(right)
  }
}

/** An example without the abbreviations that the page explains. */
function full(example: string): string {
  return example
    .replace(/\\u([0-9a-f]{4})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .replace(/^(.*) … \((\d+) (times|lines)\)$/gm, (_, text: string, count: string, unit: string) =>
      `${text}${unit === 'times' ? ' ' : '\n'}`.repeat(Number(count)).trimEnd()
    )
}

async function codesOf(deck: string): Promise<readonly string[]> {
  const { diagnostics } = await compileText(join(album, 'planets.md'), deck, { mediaRoots: [] })
  return diagnostics.map(({ code }) => code)
}

/** The folder `images` that the page speaks of. */
let album = ''
beforeAll(() => {
  album = mkdtempSync(join(tmpdir(), 'md2anki-'))
  mkdirSync(join(album, 'images/album.png'), { recursive: true })
  for (const [name, content] of Object.entries(images)) writeFileSync(join(album, 'images', name), content)
  truncateSync(join(album, 'images/poster.png'), 100 * 2 ** 20 + 1)
  symlinkSync('locked.png', join(album, 'images/locked.png'))
})
afterAll(() => rmSync(album, { recursive: true }))

const png = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)
const jpeg = Uint8Array.of(0xff, 0xd8, 0xff, 0xe0)
const images = {
  'rings.png': png,
  '90%.png': png,
  'poster.png': png,
  'empty.png': '',
  'photo.png': jpeg,
  'photo.jpg': jpeg,
  'chart.svg': '<svg xmlns="http://www.w3.org/2000/svg"><script>0</script></svg>'
}

const sun = { guid: 'sun', fields: { Front: 'What is in the middle?', Back: 'The sun' } }
const planets = pages.get('deck-empty')!.right

function clozeOf(id: string): string {
  return planets
    .replace('| Easy', `| Easy\n**ID:** ${id}`)
    .replace('Which planet is the largest?', 'The largest planet is {{c1::Jupiter}}.')
    .replace(/\n#### Back\n.*\n/, '')
}

/** Packages that were built before, of these decks. */
const earlier = { 'planets.md': 'earlier.apkg', 'named.md': 'named.apkg' } as const

/** What the commands on the page find in their folder. */
const files: Readonly<Record<string, string | Uint8Array>> = {
  'node_modules/satteri/package.json': '{ "version": "0.9.0", "main": "dist/index.js" }',
  'node_modules/satteri/dist/index.js': '',
  'usual.yaml': 'strict: true\n',
  'broken.yaml': 'decks: [notes\n',
  'misspelt.yaml': 'outDri: packages\n',
  'unfit.yaml': 'start: soon\n',
  'planets.md': planets,
  'lessons/planets.md': planets,
  'moons/moons.md': planets.replace('Planets', 'Moons'),
  'relative.md': `---\nschedule: 1 3 7\n---\n\n${planets}`,
  'dated.md': `---\nschedule: 1 3 7\nstart: 2026-02-01\n---\n\n${planets.replace('Planets', 'Moons')}`,
  'encyclopedia.md': '',
  'sources.md': `# Flashcards: Sources\n\n**Source:** ${'a long one, '.repeat(1500)}\n\n${Array.from({ length: 130 }, (_, at) => `### Card ${at + 1} | Easy\n\n#### Front\n\nWhat is ${at}?\n\n#### Back\n\nA number.\n`).join('\n')}`,
  'latin.md': Buffer.from('# Flashcards: Flüsse\n', 'latin1'),
  'planets.zip': Uint8Array.of(0x50, 0x4b, 0x03, 0x04),
  'torn/planets.md': planets,
  'torn/planets.apkg': Uint8Array.of(0x50, 0x4b, 0x03, 0x04),
  'reworded.md': planets
    .replace('the largest', 'larger than all others')
    .replace('Jupiter.', 'Jupiter, a gas giant.'),
  'same.md': planets
    .replace('the largest', 'larger than all others')
    .replace('Jupiter.', 'Jupiter, a gas giant.')
    .replace('| Easy', '| Easy\n**ID:** woch6zmlts'),
  'named.md': planets.replace('| Easy', '| Easy\n**ID:** largest-planet'),
  'renamed.md': planets.replace('| Easy', '| Easy\n**ID:** woch6zmlts'),
  'commented.md': '# Flashcards: Planets\n\n#flashcards\n\nLargest planet::Jupiter <!-- or not?\n',
  'cloze.md': clozeOf('largest-planet'),
  'other-cloze.md': clozeOf('largest-planet-cloze'),
  'anki.apkg': await ankiPackage('Sun', [sun]),
  'backup.apkg': await ankiPackage('planets', [sun]),
  'reversed.apkg': await ankiPackage('Sun', [sun], { templates: 2 }),
  'outside.apkg': await ankiPackage('Sun', [sun], { media: { '../sun.png': 'bright' } }),
  'inside.apkg': await ankiPackage('Sun', [sun], { media: { 'sun.png': 'bright' } }),
  'look/basic-front.html': '{{Front}}\n',
  'misnamed/basic-front.html': '{{Front}}\n',
  'misnamed/basic-font.html': '{{Front}}\n',
  'unfit/basic-back.html': '{{Answer}}\n',
  'nothing.mjs': 'export const nothing = 0\n',
  'fronts.mjs': `export const fronts = {
    format: 'fronts', extension: '.txt', encode: ([{ cards }]) => ({ content: cards[0].front.text })
  }\n`
}

/** The deck as a package that shows a picture, and such packages with one thing wrong. */
async function packagesOfExamples(): Promise<Readonly<Record<string, Uint8Array>>> {
  const { content } = await exportDeck(deckOf(planets), 'apkg')
  const shown = "update notes set flds = replace(flds, '?', '? <img src=\"mars.jpg\">')"
  const whole = withMedia(await withSql(content as Uint8Array, shown), ['mars.jpg'])
  const json = (column: string, change: string) =>
    withSql(
      whole,
      `update col set ${column} = ${change.replace('$', `$."' || (select max(key) from json_each(${column})) || '"`)}`
    )
  return {
    'whole.apkg': whole,
    'cut.apkg': whole.subarray(0, 2000),
    'picture.apkg': withBytes(whole, directoryAt(whole, '0') + 16, [1, 2, 3, 4]),
    'field.apkg': await withSql(whole, 'update notes set flds = flds || char(31)'),
    'twin.apkg': await withSql(
      whole,
      `insert into notes select id + 1, guid, mid, mod, usn, tags, flds, sfld, csum, flags, data from notes;
      insert into cards select id + 1, nid + 1, did, ord, mod, usn, type, queue, due, ivl, factor, reps, lapses, left, odue,
      odid, flags, data from cards`
    ),
    'bell.apkg': await withSql(whole, 'update notes set flds = flds || char(7)'),
    'day.apkg': await withSql(whole, 'update cards set type = 2, queue = 2, due = 100001'),
    'preset.apkg': await json('dconf', "json_remove(dconf, '$.new.order')"),
    'template.apkg': await json('models', "json_set(models, '$.tmpls[0].afmt', '{{Rear}}')"),
    'bracket.apkg': withMedia(
      await withSql(whole, "update notes set flds = replace(flds, 'mars', 'mars[1]')"),
      ['mars[1].jpg']
    ),
    'missing.apkg': withFiles(whole, (files) => {
      files['media'] = strToU8('{}')
      delete files['0']
    }),
    'unused.apkg': withMedia(whole, ['mars.jpg', 'venus.jpg']),
    'film.apkg': withFiles(whole, (files) => {
      files['0'] = new Uint8Array(100 * 2 ** 20 + 1)
    })
  }
}

/** Runs the command of an example. Gives the example as it should be: without the sum of the findings. */
async function session(example: string): Promise<string> {
  const [, command = ''] = /^\$ md2anki (.*)\n/.exec(example) ?? []
  const { host, printed } = hostFor(command.split(' '))
  await main(host)
  const findings = printed.err.replace(/\n+1 (?:error|warning)(?: in .*)?\n/, '\n')
  return `$ md2anki ${command}\n${findings.replaceAll('\\', '/')}`
}

async function packageOf(markdown: string): Promise<Uint8Array | string> {
  return (await exportDeck(compile(markdown).deck!, 'apkg')).content
}

async function explained(code: string | undefined) {
  const { host, printed } = hostFor([])
  const exitCode = await explain(code, host)
  return { exitCode, ...printed }
}

function hostFor(args: readonly string[]) {
  const printed = { out: '', err: '' }
  const host: Host = {
    args,
    env: {},
    colors: false,
    outIsTerminal: false,
    stdin: async () => new Uint8Array(),
    out: async (content) => {
      printed.out += content
    },
    err: (line) => {
      printed.err += `${line}\n`
    }
  }
  return { host, printed }
}
