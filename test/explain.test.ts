import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { compile } from '../src'
import { explain } from '../src/cli/explain'
import type { Host } from '../src/cli/host'
import { main } from '../src/cli/main'
import { problems } from '../src/diagnostic'
import { ankiPackage } from './packages/anki'

/** On the page, and not reported yet. */
const notYet: readonly string[] = [
  ...['media-not-found', 'media-not-file', 'media-empty', 'media-unreadable', 'media-too-large'],
  ...['media-type-unsupported', 'media-type-mismatch', 'media-svg-script', 'media-outside-root'],
  ...['media-remote', 'media-url-empty', 'media-url-malformed', 'media-url-unsupported']
]

/** Goes away with the change that brings media, so nobody needs a page about it. */
const leaving: readonly string[] = ['media-not-packed']

/** What a command prints then needs a file that nobody may read, or a disk that is full. */
const notShown: readonly string[] = ['input-unreadable', 'output-no-space']

const [introduction = '', ...sections] = readFileSync(new URL('../docs/problems.md', import.meta.url), 'utf8')
  .replaceAll('\r\n', '\n')
  .split(/^## (?=[a-z0-9]+(?:-[a-z0-9]+)+$)/m)
const pages = new Map(sections.map((section) => [section.slice(0, section.indexOf('\n')), pageOf(section)]))
const reported = [...pages].filter(([code]) => !notYet.includes(code))

describe('the page of problems', () => {
  it('has one section for each code', () => {
    const known = Object.keys(problems).filter((code) => !leaving.includes(code))
    expect([...pages.keys()].toSorted()).toEqual([...new Set([...known, ...notYet])].toSorted())
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

describe.each(reported.filter(([, { shows }]) => shows === 'decks'))('%s', (code, { wrong, right }) => {
  it('is all that is wrong with the first deck', () => {
    expect(codesOf(wrong)).toEqual([code])
  })

  it('is not in the second, nor is anything else', () => {
    expect(codesOf(right)).toEqual([])
  })
})

const commands = reported.filter(([code, { shows }]) => shows === 'commands' && !notShown.includes(code))

describe.each(commands)('%s', (code, { wrong, right }) => {
  const before = process.cwd()
  let folder = ''

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'md2anki-'))
    process.chdir(folder)
    for (const name of ['lessons', 'moons', 'empty']) mkdirSync(name)
    for (const [name, content] of Object.entries(files)) writeFileSync(name, content)
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
    expect(right).toMatch(/^Wrote /m)
  })
})

describe('what is not reported yet', () => {
  it.each(notYet)('is still not: %s', (code) => {
    const { shows, wrong } = pages.get(code)!
    const isReported = shows === 'decks' ? codesOf(wrong).join() === code : code in problems
    expect(isReported, 'take it off the list').toBe(false)
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

function codesOf(deck: string): readonly string[] {
  return compile(deck, { file: 'planets.md' }).diagnostics.map(({ code }) => code)
}

const sun = { guid: 'sun', fields: { Front: 'What is in the middle?', Back: 'The sun' } }
const planets = pages.get('deck-empty')!.right

/** What the commands on the page find in their folder. */
const files: Readonly<Record<string, string | Uint8Array>> = {
  'planets.md': planets,
  'lessons/planets.md': planets,
  'moons/moons.md': planets.replace('Planets', 'Moons'),
  'relative.md': `---\nschedule: 1 3 7\n---\n\n${planets}`,
  'dated.md': `---\nschedule: 1 3 7\nstart: 2026-02-01\n---\n\n${planets.replace('Planets', 'Moons')}`,
  'encyclopedia.md': new Uint8Array(32 * 2 ** 20 + 1),
  'latin.md': Buffer.from('# Flashcards: Flüsse\n', 'latin1'),
  'planets.apkg': Uint8Array.of(0x50, 0x4b, 0x03, 0x04),
  'anki.apkg': await ankiPackage('Sun', [sun]),
  'backup.apkg': await ankiPackage('planets', [sun]),
  'reversed.apkg': await ankiPackage('Sun', [sun], { templates: 2 }),
  'outside.apkg': await ankiPackage('Sun', [sun], { media: { '../sun.png': 'bright' } }),
  'inside.apkg': await ankiPackage('Sun', [sun], { media: { 'sun.png': 'bright' } }),
  'nothing.mjs': 'export const nothing = 0\n',
  'fronts.mjs': `export const fronts = {
    format: 'fronts', extension: '.txt', encode: ([{ cards }]) => ({ content: cards[0].front.text })
  }\n`
}

/** Runs the command of an example. Gives the example as it should be: without the sum of the findings. */
async function session(example: string): Promise<string> {
  const [, command = ''] = /^\$ md2anki (.*)\n/.exec(example) ?? []
  const { host, printed } = hostFor(command.split(' '))
  await main(host)
  const findings = printed.err.replace(/\n+1 error.*\n$/, '\n')
  return `$ md2anki ${command}\n${findings.replaceAll('\\', '/')}`
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
