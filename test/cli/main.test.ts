import {
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { strToU8, unzipSync, zipSync } from 'fflate'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { version } from '../../package.json'
import { DeckFile } from '../../src'
import { deckText } from '../decks'
import { contentsOf, md2anki } from './command'

const posix = process.platform !== 'win32'
const older = 'The old content, which someone relies on.\n'
const small = deckText('Small', [{ days: [1, 3] }]).replace('\n', '\n\n**Date Generated:** 2026-01-07\n')
const other = deckText('Other', [{ front: 'Which other?' }])
const half = '# Flashcards: Half\n\n### Card 1 | Easy\n\n#### Front\nWhy?\n'

let folder = ''
const at = (name: string) => join(folder, name)
const read = (name: string) => readFileSync(at(name), 'utf8')
const run = (...args: readonly string[]) => md2anki(folder, args)
const decksIn = (text: string) => DeckFile.parse(JSON.parse(text)).decks
const lines = (text: string) => text.trimEnd().split('\n')

function put(name: string, content: string | Uint8Array): void {
  mkdirSync(dirname(at(name)), { recursive: true })
  writeFileSync(at(name), content)
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'md2anki-cli-'))
  put('deck.md', small)
})
afterEach(() => rmSync(folder, { recursive: true }))

describe('a deck', () => {
  it('becomes a package beside it, and the learner is told what to tick', () => {
    put('course/deck.md', small)
    const { exitCode, stdout, stderr } = run('course/deck.md')
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: '' })
    expect(lines(stderr).length).toBeLessThanOrEqual(3)
    expect(stderr).toContain(`${join('course', 'deck.apkg')}: 1 card in 1 deck`)
    expect(stderr).toContain('“Import any learning progress”')
    expect(stderr).toContain('“Import any deck presets”')
    expect(readdirSync(at('course'))).toEqual(['deck.apkg', 'deck.md'])
    expect(Object.keys(unzipSync(readFileSync(at('course/deck.apkg'))))).toContain('collection.anki2')
  })

  it('has as many cards as Anki makes of its notes', () => {
    put('deck.md', '# Flashcards: Gaps\n\n#flashcards\n\nA:::B\n\nC::D\n\n{{c1::E}}, {{c2,4::F}}\n')
    expect(run('deck.md').stderr).toContain('deck.apkg: 6 cards of 3 notes in 1 deck\n')
  })

  it('becomes a file of each format that is asked for', () => {
    expect(run('deck.md', '-f', 'apkg,CSV', '--format', 'json')).toMatchObject({ exitCode: 0, stdout: '' })
    expect(readdirSync(folder)).toEqual(['deck.apkg', 'deck.csv', 'deck.json', 'deck.md'])
    expect(read('deck.csv')).toMatch(/^#notetype column:2$/m)
    expect(decksIn(read('deck.json'))).toMatchObject([{ name: 'Small', cards: [{ number: 1 }] }])
  })

  it('has the format that the output’s name ends with, over what stood there', () => {
    put('out.json', older)
    expect(run('deck.md', '-o', 'out.json').exitCode).toBe(0)
    expect(decksIn(read('out.json'))).toHaveLength(1)
    expect(readdirSync(folder)).toEqual(['deck.md', 'out.json'])
  })

  it('goes from standard input to standard output, with nothing else in it', () => {
    const piped = md2anki(folder, ['-', '-f', 'json'], { input: small })
    expect(piped).toMatchObject({ exitCode: 0, stderr: '' })
    expect(decksIn(piped.stdout)).toMatchObject([{ name: 'Small' }])
    const { stdout } = run('deck.md', '-o', '-', '-f', 'csv')
    expect(stdout).toContain('"<p>Why?</p>"')
    expect(readdirSync(folder)).toEqual(['deck.md'])
  })

  it('that is given in standard input is named so in findings and files', () => {
    expect(md2anki(folder, ['-'], { input: half }).findings).toEqual(['stdin:3:5: error card-back-missing'])
    expect(md2anki(folder, ['-', '--out-dir', 'out'], { input: small }).exitCode).toBe(0)
    expect(readdirSync(at('out'))).toEqual(['stdin.apkg'])
  })

  it('follows the strategy that is asked for', () => {
    const plans = [[], ['--schedule', 'review'], ['--schedule', 'new']].map(
      (args) => decksIn(run('deck.md', '-f', 'json', '-o', '-', ...args).stdout)[0]?.cards[0]?.plan
    )
    expect(plans).toMatchObject([
      { kind: 'steps', days: [1, 3] },
      { kind: 'review', day: 1 },
      { kind: 'new' }
    ])
  })

  it.each([
    ['import', 'import', []],
    ['generated', '2026-01-07', ['2026-01-08', '2026-01-10']],
    ['2026-02-27', '2026-02-27', ['2026-02-28', '2026-03-02']]
  ])('counts its days from %s', (start, day, due) => {
    const { stdout } = run('deck.md', '-f', 'json', '-o', '-', '--start', start)
    expect(decksIn(stdout)).toMatchObject([{ start: day, cards: [{ due }] }])
  })

  it('takes another name, and tags', () => {
    const args = ['--deck', 'Course::One', '--tag', 'exam', '--tag', 'week::1']
    const [deck] = decksIn(run('deck.md', '-f', 'json', '-o', '-', ...args).stdout)
    expect(deck?.name).toBe('Course::One')
    expect(deck?.cards[0]?.deck).toMatch(/^Course::One(?:::|$)/)
    expect(deck?.cards[0]?.tags).toEqual(expect.arrayContaining(['difficulty::easy', 'exam', 'week::1']))
  })

  it('becomes CSV for any note type with the layout basic', () => {
    const { exitCode, stderr } = run('deck.md', '-f', 'csv', '--csv-layout', 'basic')
    expect({ exitCode, count: lines(stderr).length }).toEqual({ exitCode: 0, count: 2 })
    expect(read('deck.csv')).toContain('#columns:Front,Back,')
    expect(read('deck.csv')).not.toMatch(/#(?:guid|notetype) column/)
  })

  it('is built without a word when that is asked for', () => {
    expect(run('deck.md', '--quiet')).toMatchObject({ exitCode: 0, stdout: '', stderr: '' })
    expect(readdirSync(folder)).toEqual(['deck.apkg', 'deck.md'])
  })

  it('has its notes shown when that is asked for, in a build and in a check', () => {
    put('deck.md', `${small}\n## Anki Export Format\n\nNo card.\n`)
    for (const args of [['deck.md'], ['check', 'deck.md']]) {
      expect(run(...args)).toMatchObject({ exitCode: 0, findings: [] })
      const { exitCode, findings } = run(...args, '--verbose')
      expect({ exitCode, findings }).toEqual({
        exitCode: 0,
        findings: [expect.stringMatching(/^deck\.md:\d+:4: note section-unknown$/)]
      })
    }
  })
})

describe('several decks', () => {
  beforeEach(() => {
    put('more/other.md', other)
    put('more/deep/third.markdown', deckText('Third', [{ front: 'Which third?' }]))
    put('more/README.md', '# About these decks\n')
  })

  it('go into one package', () => {
    const { exitCode, stderr } = run('deck.md', 'more/other.md', '-o', 'all.apkg')
    expect(exitCode).toBe(0)
    expect(stderr).toContain('all.apkg: 2 cards in ')
    expect(readdirSync(folder)).toEqual(['all.apkg', 'deck.md', 'more'])
  })

  it.each([
    ['a folder', ['more'], ['Other', 'Third']],
    ['a glob', ['more/*.md', 'd*.md'], ['Other', 'Small']],
    ['the same file under several names', ['deck.md', './deck.md', 'more/../deck.md', 'd*.md'], ['Small']]
  ])('are found by %s, each once', (_, names, titles) => {
    const { exitCode, stdout } = run(...names, '-f', 'json', '-o', '-')
    const found = decksIn(stdout).map(({ name }) => name)
    expect({ exitCode, titles: found.sort() }).toEqual({ exitCode: 0, titles })
  })

  it('say which files of a folder were no decks', () => {
    expect(run('more').stderr).toContain(join('more', 'README.md'))
  })

  it('go into a folder, which is made', () => {
    expect(run('deck.md', 'more/other.md', '--out-dir', 'out/here').exitCode).toBe(0)
    expect(readdirSync(at('out/here'))).toEqual(['deck.apkg', 'other.apkg'])
    expect(readdirSync(folder)).toEqual(['deck.md', 'more', 'out'])
  })

  it('are built, but for one that has an error', () => {
    put('bad.md', half)
    put('bad.apkg', older)
    const { exitCode, findings, stderr } = run('bad.md', 'deck.md')
    expect({ exitCode, findings }).toEqual({ exitCode: 1, findings: ['bad.md:3:5: error card-back-missing'] })
    expect(stderr).toContain('deck.apkg: 1 card in 1 deck')
    expect(readdirSync(folder)).toEqual(['bad.apkg', 'bad.md', 'deck.apkg', 'deck.md', 'more'])
    expect(read('bad.apkg')).toBe(older)
  })

  it('are not built into one file when one has an error, unless that is forced', () => {
    put('bad.md', half)
    put('all.json', older)
    expect(run('bad.md', 'deck.md', '-o', 'all.json').exitCode).toBe(1)
    expect(read('all.json')).toBe(older)
    const { exitCode, findings } = run('bad.md', 'deck.md', '-o', 'all.json', '--force')
    expect({ exitCode, findings }).toEqual({ exitCode: 1, findings: ['bad.md:3:5: error card-back-missing'] })
    expect(decksIn(read('all.json')).map(({ name }) => name)).toContain('Small')
  })
})

describe('an exporter of one’s own', () => {
  it('is used by its path, alone or beside others', () => {
    put(
      'fronts.mjs',
      exporter('({ content: decks.flatMap(({ cards }) => cards.map(({ front }) => front.text)).join() })')
    )
    expect(run('deck.md', '--exporter', './fronts.mjs').exitCode).toBe(0)
    expect(read('deck.txt')).toBe('Why?')
    expect(readdirSync(folder)).toEqual(['deck.md', 'deck.txt', 'fronts.mjs'])
    expect(run('deck.md', '--exporter', 'fronts.mjs', '-f', 'fronts,csv', '--out-dir', 'out').exitCode).toBe(
      0
    )
    expect(readdirSync(at('out'))).toEqual(['deck.csv', 'deck.txt'])
  })

  it('may give bytes in pieces', () => {
    const pieces = exporter("({ content: ['Wh', '', 'y?'].map((piece) => new TextEncoder().encode(piece)) })")
    put('fronts.mjs', pieces)
    expect(run('deck.md', '--exporter', './fronts.mjs').exitCode).toBe(0)
    expect(read('deck.txt')).toBe('Why?')
    expect(run('deck.md', '--exporter', './fronts.mjs', '-o', '-').stdout).toBe('Why?')
  })

  it.each([
    ['throws', exporter("{ throw new Error('It is broken') }"), 1, 'It is broken'],
    ['makes a number', exporter('({ content: 5 })'), 1, 'neither text nor bytes'],
    ['makes pieces that are no bytes', exporter("({ content: ['a'] })"), 1, 'neither text nor bytes'],
    ['makes nothing', exporter('{}'), 1, 'undefined'],
    ['is not in the module', 'export const fronts = 5\n', 2, 'no exporter'],
    ['is in a module that fails', "throw new Error('It is broken')\n", 2, 'It is broken']
  ])('writes nothing when it %s', (_, module, code, reason) => {
    put('fronts.mjs', module)
    put('deck.txt', older)
    const before = contentsOf(folder)
    const { exitCode, findings, stderr } = run('deck.md', '--exporter', './fronts.mjs')
    expect({ exitCode, findings }).toEqual({ exitCode: code, findings: ['error exporter-failed'] })
    expect(stderr).toContain(reason)
    expect(contentsOf(folder)).toEqual(before)
  })
})

describe('check', () => {
  it('says what is wrong, and writes nothing', () => {
    put('bad.md', half)
    const before = contentsOf(folder)
    const { exitCode, stdout, findings } = run('check', 'deck.md', 'bad.md')
    expect({ exitCode, stdout, findings }).toEqual({
      exitCode: 1,
      stdout: '',
      findings: ['bad.md:3:5: error card-back-missing']
    })
    expect(run('check', 'deck.md')).toMatchObject({ exitCode: 0, stdout: '', stderr: '' })
    expect(contentsOf(folder)).toEqual(before)
  })
})

describe('verify', () => {
  beforeEach(() => {
    run('deck.md', '--quiet')
    put('cut.apkg', readFileSync(at('deck.apkg')).subarray(0, 3000))
  })

  it('says how much is in a package that is whole', () => {
    const said = 'deck.apkg: 1 note, 1 card, 3 decks: nothing found\n'
    expect(run('verify', 'deck.apkg')).toMatchObject({ exitCode: 0, stdout: '', stderr: said })
    expect(run('verify', 'deck.apkg', '--quiet')).toMatchObject({ exitCode: 0, stdout: '', stderr: '' })
  })

  it('says what is wrong with each of several', () => {
    const { exitCode, stdout, findings, stderr } = run('verify', 'cut.apkg', 'deck.apkg', 'nothing.apkg')
    expect({ exitCode, stdout, findings }).toEqual({
      exitCode: 1,
      stdout: '',
      findings: ['error input-not-found', 'cut.apkg: error package-unreadable']
    })
    expect(stderr).toContain('deck.apkg: 1 note')
  })

  it('finds packages in a folder, and says when there are none', () => {
    expect(run('verify', '.').findings).toEqual(['cut.apkg: error package-unreadable'])
    mkdirSync(at('empty'))
    const { exitCode, stderr } = run('verify', 'empty')
    expect(exitCode).toBe(1)
    expect(stderr).toContain('`empty` holds no `.apkg` file')
  })

  it('reads standard input, and tells programs', () => {
    const { exitCode, stdout } = md2anki(folder, ['verify', '-', '--format', 'json'], { input: 'no zip' })
    expect(exitCode).toBe(1)
    expect(JSON.parse(stdout)).toMatchObject([
      { file: 'stdin', line: 1, column: 1, code: 'package-unreadable', severity: 'error' }
    ])
    for (const format of ['sarif', 'github'])
      expect(run('verify', 'cut.apkg', '-f', format).stdout).toContain('package-unreadable')
  })

  it('lets warnings pass, unless they are to count', () => {
    const { 'collection.anki2': database } = unzipSync(readFileSync(at('deck.apkg')))
    put(
      'unused.apkg',
      zipSync({ 'collection.anki2': database!, media: strToU8('{"0":"a.png"}'), 0: strToU8('x') })
    )
    expect(run('verify', 'unused.apkg')).toMatchObject({
      exitCode: 0,
      findings: ['unused.apkg: warning package-media-unused']
    })
    expect(run('verify', 'unused.apkg', '--strict').exitCode).toBe(1)
    expect(run('verify', 'unused.apkg', '--max-warnings', '0').exitCode).toBe(1)
  })

  it('is used with a package', () => {
    expect(run('verify').exitCode).toBe(2)
  })
})

describe('schedule', () => {
  it('prints on which days cards come up, in which deck', () => {
    put('two.md', deckText('Two', [{ days: [1, 3] }, { front: 'What?', days: [3, 10] }, { front: 'Who?' }]))
    expect(run('schedule', 'two.md', 'deck.md', '--start', '2026-01-07')).toMatchObject({
      exitCode: 0,
      stdout: [
        'Two',
        '  2026-01-08  1 card     1 in Days 1-3',
        '  2026-01-10  2 cards    1 in Days 1-3, 1 in Days 3-10',
        '  2026-01-17  1 card     1 in Days 3-10',
        '  1 card as new, a few a day',
        '',
        'Small',
        '  2026-01-08  1 card     1 in Days 1-3',
        '  2026-01-10  1 card     1 in Days 1-3',
        '',
        ''
      ].join('\n')
    })
    expect(run('schedule', 'deck.md', '--schedule', 'review', '--day-one', 'today').stdout).toBe(
      'Small\n  Day 0       1 card\n  1 card after that on days that Anki chooses\n\n'
    )
  })

  it('tells it to programs, and what is wrong to people', () => {
    put('bad.md', half)
    const { exitCode, stdout, findings } = run('schedule', 'deck.md', 'bad.md', '--format', 'json')
    expect(JSON.parse(stdout)).toEqual([
      {
        deck: 'Small',
        days: [
          { day: 1, cards: { 'Small::Days 1-3': 1 } },
          { day: 3, cards: { 'Small::Days 1-3': 1 } }
        ],
        open: 0,
        new: 0
      }
    ])
    expect({ exitCode, findings }).toEqual({ exitCode: 1, findings: ['bad.md:3:5: error card-back-missing'] })
  })
})

describe('check --fix', () => {
  const wrong = small.replace('\n', '\r\n\n**Total Cards:** 7\n').replace('Card 1', 'Card 01 of 4')
  const mended = wrong.replace('Cards:** 7', 'Cards:** 1').replace('of 4', 'of 1')

  it('mends what has one sure answer, and nothing else', () => {
    put('deck.md', wrong)
    expect(run('check', '--fix', 'deck.md')).toMatchObject({
      exitCode: 0,
      stdout: '',
      stderr: 'Mended deck.md\n'
    })
    expect(read('deck.md')).toBe(mended)
    expect(run('check', '--fix', 'deck.md')).toMatchObject({ exitCode: 0, stdout: '', stderr: '' })
  })

  it('shows with --dry-run what it would do', () => {
    put('deck.md', wrong)
    const { exitCode, stdout, findings } = run('check', '--fix', '--dry-run', 'deck.md')
    expect(findings).toEqual([
      'deck.md:3:18: warning deck-total-mismatch',
      expect.stringMatching(/^deck\.md:7:\d+: warning card-total-mismatch$/)
    ])
    expect(exitCode).toBe(0)
    expect(lines(stdout).filter((line) => /^[-+]/.test(line))).toEqual([
      '--- deck.md',
      '+++ deck.md',
      '-**Total Cards:** 7',
      '+**Total Cards:** 1',
      expect.stringMatching(/^-### Card 01 of 4/),
      expect.stringMatching(/^\+### Card 01 of 1/)
    ])
    expect(read('deck.md')).toBe(wrong)
  })

  it('numbers cards anew, also where the schedule names them', () => {
    const cards = [{ days: [1, 3] }, { front: 'What else?', days: [2, 4] }]
    const whole = deckText('Gap', cards)
    const gap = whole.replace('Card 2', 'Card 3').replace('| 2 | 2 ', '| 3 | 2 ')
    put('deck.md', gap)
    expect(run('check', 'deck.md').findings).toEqual([expect.stringMatching(/warning card-number-gap$/)])
    expect(run('check', '--fix', '--strict', 'deck.md').exitCode).toBe(0)
    expect(read('deck.md')).toBe(whole)
  })

  it('leaves a deck alone that it cannot mend, and gives back the one in standard input', () => {
    // Perhaps it is the card that is wrong, and not the total.
    const unfinished = half.replace('\n', '\n\n**Total Cards:** 9\n')
    put('bad.md', unfinished)
    expect(run('check', '--fix', 'bad.md').exitCode).toBe(1)
    expect(read('bad.md')).toBe(unfinished)
    const speaking = deckText('Gap', [{}, { front: 'What of card 3?' }]).replace('Card 2', 'Card 3')
    put('speaking.md', speaking)
    run('check', '--fix', 'speaking.md')
    expect(read('speaking.md')).toBe(speaking)
    const { exitCode, stdout } = md2anki(folder, ['check', '--fix', '-'], { input: wrong })
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: mended })
  })
})

describe('a command that is none', () => {
  it('is not taken for a deck when it is nearly one', () => {
    const { exitCode, stderr } = run('chekc', 'deck.md')
    expect({ exitCode, stderr }).toEqual({
      exitCode: 2,
      stderr: 'error: There is no command `chekc`. Did you mean `check`?\n'
    })
    expect(readdirSync(folder)).toEqual(['deck.md'])
  })

  it('is asked for when it stands alone, too, and never for what is no word', () => {
    expect(run('tmplates')).toMatchObject({
      exitCode: 2,
      stderr: 'error: There is no command `tmplates`. Did you mean `templates`?\n'
    })
    for (const name of ['i*', 'dif.md', 'bridges']) expect(run(name).stderr).toContain('input-not-found')
  })

  it('is a deck when there is one of that name', () => {
    put('chekc', small)
    expect(run('chekc')).toMatchObject({ exitCode: 0 })
    expect(run('chekc', 'deck.md')).toMatchObject({ exitCode: 0 })
  })
})

describe('what the command says of itself', () => {
  it('is its version', () => {
    for (const flag of ['--version', '-V'])
      expect(run(flag)).toMatchObject({ exitCode: 0, stdout: `${version}\n`, stderr: '' })
  })

  it('is how it is used, with every option of the README', () => {
    const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')
    const usage = /```\n(md2anki DECK[^`]*)```/.exec(readme)?.[1]?.split(/\nmd2anki (?=[a-z])/) ?? []
    const commands = usage.map((text, at) => (at === 0 ? [] : [text.slice(0, text.indexOf(' '))]))
    expect(commands.flat()).toEqual(
      expect.arrayContaining(['schedule', 'check', 'diff', 'id', 'verify', 'import'])
    )
    for (const [at, command] of commands.entries()) {
      const { exitCode, stdout, stderr } = run(...command, '--help')
      expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
      const options = usage[at]?.match(/--[a-z][a-z-]+/g) ?? []
      expect(options.length).toBeGreaterThan(0)
      for (const option of options) expect(stdout).toContain(option)
    }
  })
})

interface Wrong {
  readonly name: string
  readonly args: readonly string[]
  /** Files of the folder; `deck.md`, a good deck, is there, and so is `deck.apkg`, which someone relies on. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>
  readonly prepare?: () => void
  /** Place, severity and code of the finding. */
  readonly finding: string
  readonly exitCode?: number
  readonly says?: string
}

const png = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d)
const latin1 = Buffer.from(`${small}\n### Card 2 | Easy\n\n#### Front\nUn café, naïf\n`, 'latin1')

const wrongInputs: readonly Wrong[] = [
  {
    name: 'a file that is not there',
    args: ['dekc.md'],
    finding: 'error input-not-found',
    says: '`deck.md`'
  },
  { name: 'a glob that finds nothing', args: ['x*.md'], finding: 'error input-not-found' },
  {
    name: 'a folder without a deck',
    args: ['empty'],
    prepare: () => mkdirSync(at('empty')),
    finding: 'error input-is-directory'
  },
  { name: 'an empty file', ...deck(''), finding: 'deck.md:1:1: error deck-empty' },
  { name: 'an image', ...deck(png), finding: 'deck.md:1:1: error input-not-text' },
  { name: 'binary data', ...deck(new Uint8Array(64)), finding: 'deck.md:1:1: error input-not-text' },
  {
    name: 'UTF-16',
    ...deck(Buffer.from(`\ufeff${small}`, 'utf16le')),
    finding: 'deck.md:1:1: error input-not-utf8'
  },
  {
    name: 'Latin-1',
    ...deck(latin1),
    finding: `deck.md:${lines(latin1.toString('latin1')).length}:7: error input-not-utf8`
  },
  {
    name: 'Latin-1 after characters of more bytes than one',
    ...deck(Buffer.concat([Buffer.from('# Fü\r\n😀 \ufffd '), Uint8Array.of(0xe9, 0x0a)])),
    finding: 'deck.md:2:6: error input-not-utf8'
  },
  {
    name: 'no card',
    ...deck('# Flashcards: None\n\nText.\n'),
    finding: 'deck.md:1:1: error deck-cards-missing'
  },
  {
    name: 'a card without a front',
    ...deck('# Flashcards: Half\n\n### Card 1 | Easy\n\n#### Back\nBecause.\n'),
    finding: 'deck.md:3:5: error card-front-missing'
  },
  { name: 'a card without a back', ...deck(half), finding: 'deck.md:3:5: error card-back-missing' },
  {
    name: 'a deck without the date that it is to start on',
    ...deck(other),
    args: ['deck.md', '--start', 'generated'],
    finding: 'deck.md: error deck-date-missing'
  },
  {
    name: 'an unknown format',
    args: ['deck.md', '-f', 'apkgs'],
    finding: 'error exporter-unknown',
    exitCode: 2,
    says: 'apkg, csv, json'
  },
  {
    name: 'a parser in a version that was not tested',
    prepare: () => installSatteri('0.9.0', ''),
    args: ['deck.md', '--parser', 'satteri'],
    finding: 'error parser-unavailable',
    exitCode: 2,
    says: 'npm install satteri@'
  },
  {
    name: 'a parser that does not load',
    prepare: () => installSatteri('0.10.5', "import 'no-binary-for-this-platform'"),
    args: ['deck.md', '--parser', 'satteri'],
    finding: 'error parser-unavailable',
    exitCode: 2,
    says: 'it does not load'
  }
]

/** Puts a package of that name beside the deck. */
function installSatteri(version: string, program: string): void {
  mkdirSync(at('node_modules/satteri/dist'), { recursive: true })
  const json = JSON.stringify({ version, main: 'dist/index.js', type: 'module' })
  writeFileSync(at('node_modules/satteri/package.json'), json)
  writeFileSync(at('node_modules/satteri/dist/index.js'), program)
}

const wrongOutputs: readonly Wrong[] = [
  {
    name: 'a folder',
    args: ['deck.md', '-o', 'out'],
    prepare: () => mkdirSync(at('out')),
    finding: 'error output-is-directory'
  },
  {
    name: 'a folder, which is not there',
    args: ['deck.md', '-o', 'out/'],
    finding: 'error output-is-directory'
  },
  {
    name: 'in a folder that is not there',
    args: ['deck.md', '-o', 'out/deck.apkg'],
    finding: 'error output-not-writable'
  },
  { name: 'the deck itself', args: ['deck.md', '-o', './deck.md'], finding: 'error output-is-input' },
  {
    name: 'another name of the deck',
    args: ['deck.md', '-o', 'again.apkg'],
    prepare: () => linkSync(at('deck.md'), at('again.apkg')),
    finding: 'error output-is-input'
  },
  {
    name: 'a link to the deck',
    args: ['deck.md', '-o', 'again.apkg'],
    prepare: () => symlinkSync('deck.md', at('again.apkg')),
    finding: 'error output-is-input'
  },
  {
    name: 'another deck',
    args: ['deck.md', '-o', 'other.md'],
    files: { 'other.md': other },
    finding: 'error output-is-input'
  },
  {
    name: 'a name that Anki takes for a backup',
    args: ['deck.md', '-o', 'collection.apkg'],
    files: { 'collection.apkg': older },
    finding: 'error output-reserved-name'
  },
  {
    name: 'in a folder that is a file',
    args: ['deck.md', '--out-dir', 'out'],
    files: { out: older },
    finding: 'error output-not-writable'
  },
  {
    name: 'the same for two decks',
    args: ['one/deck.md', 'two/deck.md', '--out-dir', '.'],
    files: { 'one/deck.md': small, 'two/deck.md': other },
    finding: 'error output-repeated'
  },
  {
    name: 'one for two decks that hold the same card',
    args: ['deck.md', 'copy.md', '-o', 'deck.apkg'],
    files: { 'copy.md': small },
    finding: 'copy.md: error card-id-repeated',
    says: 'deck.md'
  },
  {
    name: 'one of several that cannot be written',
    args: ['deck.md', '-f', 'apkg,csv'],
    prepare: () => mkdirSync(at('deck.csv')),
    finding: 'error output-is-directory'
  }
]

describe('wrong input is found, and what stood there still stands:', () => {
  it.each(wrongInputs)('$name', leavesAll)
})

describe('a wrong output is found, and what stood there still stands:', () => {
  it.each(wrongOutputs)('$name', leavesAll)

  it.runIf(existsSync('/dev/full'))('a full disk', () => {
    leavesAll({ name: '', args: ['deck.md', '-o', '/dev/full'], finding: 'error output-no-space' })
  })
})

describe('wrong use is explained, with exit code 2:', () => {
  it.each([
    ['no argument', [], /^Usage: md2anki /],
    ['no argument of check', ['check'], /missing required argument 'deck'/],
    ['an unknown option', ['deck.md', '--formt', 'csv'], /'--formt'\s+\(Did you mean --format\?\)/],
    ['an option without its value', ['deck.md', '--deck'], /'--deck <name>' argument missing/],
    ['an unknown strategy', ['deck.md', '--schedule', 'often'], /exact, review, new/],
    ['a day that does not exist', ['deck.md', '--start', '2026-02-30'], /import, generated or a date/],
    ['a tag with a blank', ['deck.md', '--tag', 'two words'], /blank/],
    ['an unknown parser', ['deck.md', '--parser', 'sateri'], /micromark, satteri/],
    ['an unknown layout', ['deck.md', '--csv-layout', 'wide'], /full, basic/],
    ['one file for two formats', ['deck.md', '-f', 'apkg,csv', '-o', 'deck.apkg'], /--out-dir/],
    ['one file and a folder', ['deck.md', '-o', 'deck.apkg', '--out-dir', 'out'], /exclude each other/],
    ['a look for no package', ['deck.md', '-f', 'csv', '--css', 'a.css'], /CSV and JSON hold no look/]
  ])('%s', (_, args, says) => {
    put('deck.apkg', older)
    const before = contentsOf(folder)
    const { exitCode, stdout, stderr } = run(...args)
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' })
    expect(stderr).toMatch(says)
    expect(contentsOf(folder)).toEqual(before)
  })

  it('a date of the build that is no number', () => {
    const { exitCode, stderr } = md2anki(folder, ['deck.md'], { env: { SOURCE_DATE_EPOCH: 'today' } })
    expect({ exitCode, files: readdirSync(folder) }).toEqual({ exitCode: 2, files: ['deck.md'] })
    expect(stderr).toContain('SOURCE_DATE_EPOCH')
  })
})

describe('the terminal', () => {
  it('is not steered by what a deck, its name or an exporter holds', () => {
    const steering = '\u001b[2J\u009b31m\u202eevil\u2066\r'
    const title = `# Flashcards: ${steering}\n`
    put('deck.md', `${title}\n### Card 1 | ${steering}\n\n## ${steering}\n\n### Card ${steering}\n\n${title}`)
    put('fronts.mjs', exporter(`{ throw new Error(${JSON.stringify(steering)}) }`))
    const runs = [
      run('deck.md', '--verbose', '--force'),
      run('check', 'deck.md', `${steering}.md`),
      run('deck.md', '--force', '--exporter', './fronts.mjs')
    ]
    for (const { exitCode, stdout, stderr } of runs) {
      expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' })
      expect(stderr).toContain('\\u202eevil\\u2066')
      expect(stderr.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u)
    }
  })

  it.each([
    ['never when it is none', {}, false],
    ['when they are asked for', { FORCE_COLOR: '1' }, true],
    ['not when they are asked not to be', { FORCE_COLOR: '0' }, false],
    ['not when nobody is to have them', { FORCE_COLOR: '1', NO_COLOR: '1' }, false],
    ['when the wish for none is empty', { FORCE_COLOR: '1', NO_COLOR: '' }, true],
    ['never when it is none, in CI either', { CI: 'true' }, false]
  ])('gets colors %s', (_, env, colored) => {
    put('deck.md', half)
    expect(md2anki(folder, ['check', 'deck.md'], { env }).stderr.includes('\u001b[')).toBe(colored)
  })

  it.runIf(posix)('hears nothing when who reads standard output has seen enough', () => {
    put(
      'large.md',
      deckText(
        'Large',
        Array(200)
          .fill({ back: 'A long answer. '.repeat(60) })
          .map(numbered)
      )
    )
    const shell = '{ "$@"; echo "exit code $?" >&2; } | head -c 1'
    const { stdout, stderr } = md2anki(folder, ['large.md', '-f', 'json', '-o', '-'], { shell })
    expect({ stdout, stderr }).toEqual({ stdout: '{', stderr: 'exit code 0\n' })
  })
})

function leavesAll({ args, files = {}, prepare, finding, exitCode: code = 1, says = '' }: Wrong): void {
  put('deck.apkg', older)
  for (const [name, content] of Object.entries(files)) put(name, content)
  prepare?.()
  const before = contentsOf(folder)
  const { exitCode, stdout, stderr, findings } = run(...args)
  expect({ exitCode, stdout, findings }).toEqual({ exitCode: code, stdout: '', findings: [finding] })
  expect(stderr).toContain(says)
  expect(stderr).not.toContain('Wrote')
  expect(contentsOf(folder)).toEqual(before)
}

/** A run of a deck that holds this. */
function deck(content: string | Uint8Array): Pick<Wrong, 'args' | 'files'> {
  return { args: ['deck.md'], files: { 'deck.md': content } }
}

/** A module whose exporter encodes `decks` with this. */
function exporter(encode: string): string {
  return `export const fronts = { format: 'fronts', extension: '.txt', encode: (decks) => ${encode} }\n`
}

function numbered(card: { readonly back: string }, index: number) {
  return { ...card, front: `Question ${index}?` }
}
