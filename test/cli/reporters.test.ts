import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sarifSchema from '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json'
import Ajv from 'ajv'
import draft4 from 'ajv/lib/refs/json-schema-draft-04.json'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { version } from '../../package.json'
import { github } from '../../src/cli/reporters/github'
import { gitlab } from '../../src/cli/reporters/gitlab'
import { json } from '../../src/cli/reporters/json'
import { markdown } from '../../src/cli/reporters/markdown'
import { pretty } from '../../src/cli/reporters/pretty'
import { sarif } from '../../src/cli/reporters/sarif'
import type { Diagnostic } from '../../src/diagnostic'
import { deckText } from '../decks'
import { md2anki } from './command'

const deck = `# Flashcards: Small

### Card 1 of 2 | Hrad

#### Front
Why?

## Review Schedule

| Card     | First Review | Second Review |
|----------|--------------|---------------|
| Card 1   | Day 7        | Day 3         |
`

/** Where something stands in a text. */
function positionOf(quote: string, text: string): NonNullable<Diagnostic['position']> {
  const point = (offset: number) => {
    const lines = text.slice(0, offset).split(/\r\n?|\n/)
    return { line: lines.length, column: lines.at(-1)!.length + 1, offset }
  }
  const at = text.indexOf(quote)
  expect(at).toBeGreaterThanOrEqual(0)
  return { start: point(at), end: point(at + quote.length) }
}

const difficulty: Diagnostic = {
  code: 'difficulty-unknown',
  severity: 'error',
  message: '`Hrad` is no difficulty',
  hint: 'Write `Easy`, `Medium` or `Hard`',
  file: 'deck.md',
  position: positionOf('Hrad', deck)
}
const order: Diagnostic = {
  code: 'schedule-day-order',
  severity: 'warning',
  message: 'Day 3 does not come after day 7',
  file: 'deck.md',
  position: positionOf('Day 3', deck)
}
const note: Diagnostic = { ...order, code: 'section-unknown', severity: 'note' }
const undated: Diagnostic = {
  code: 'deck-date-missing',
  severity: 'error',
  message: 'It names no day',
  file: 'deck.md'
}
const missing: Diagnostic = {
  code: 'input-not-found',
  severity: 'error',
  message: 'There is no `dekc.md`',
  hint: 'Did you mean `deck.md`?'
}
const findings = [missing, difficulty, order, note, undated]

const sources = { texts: new Map([['deck.md', deck]]), decks: 3, root: process.cwd(), colors: false }
const lines = (text: string) => text.split('\n')

describe('pretty', () => {
  it('tells where, what, shows the line, and how to mend it', () => {
    expect(pretty(findings, sources)).toMatchInlineSnapshot(`
      "error: There is no \`dekc.md\` [input-not-found]
        → Did you mean \`deck.md\`?

      deck.md:3:19: error: \`Hrad\` is no difficulty [difficulty-unknown]
        3 │ ### Card 1 of 2 | Hrad
          │                   ^^^^
        → Write \`Easy\`, \`Medium\` or \`Hard\`

      deck.md:12:29: warning: Day 3 does not come after day 7 [schedule-day-order]
        12 │ | Card 1   | Day 7        | Day 3         |
           │                             ^^^^^

      deck.md:12:29: note: Day 3 does not come after day 7 [section-unknown]
        12 │ | Card 1   | Day 7        | Day 3         |
           │                             ^^^^^

      deck.md: error: It names no day [deck-date-missing]

      3 errors, 1 warning and 1 note in 3 decks"
    `)
  })

  it('has colors for the eye alone', () => {
    const colored = pretty([difficulty, order], { ...sources, colors: true })
    expect(colored.replaceAll('\u001b', '␛')).toMatchInlineSnapshot(`
      "␛[1mdeck.md:3:19␛[22m: ␛[31m␛[1merror␛[22m␛[39m: \`Hrad\` is no difficulty ␛[2m[difficulty-unknown]␛[22m
        ␛[2m3 │␛[22m ### Card 1 of 2 | Hrad
        ␛[2m  │␛[22m                   ␛[31m^^^^␛[39m
        ␛[2m→␛[22m Write \`Easy\`, \`Medium\` or \`Hard\`

      ␛[1mdeck.md:12:29␛[22m: ␛[33m␛[1mwarning␛[22m␛[39m: Day 3 does not come after day 7 ␛[2m[schedule-day-order]␛[22m
        ␛[2m12 │␛[22m | Card 1   | Day 7        | Day 3         |
        ␛[2m   │␛[22m                             ␛[33m^^^^^␛[39m

      1 error and 1 warning in 3 decks"
    `)
    expect(colored.replace(/\u001b\[\d+m/g, '')).toBe(pretty([difficulty, order], sources))
  })

  it('sums up what it tells, in words', () => {
    const summary = (all: readonly Diagnostic[], decks: number) =>
      lines(pretty(all, { ...sources, decks })).at(-1)
    expect(summary([order], 1)).toBe('1 warning in 1 deck')
    expect(summary([order, undated, undated, note], 3)).toBe('2 errors, 1 warning and 1 note in 3 decks')
    expect(summary([missing], 0)).toBe('1 error')
  })

  it('tells a hundred findings of a file, the errors among them, and how many more there are', () => {
    const many = [
      ...Array<Diagnostic>(299)
        .fill(order)
        .map((each) => ({ ...each })),
      difficulty
    ]
    const told = pretty([...many, { ...undated, file: 'other.md' }], sources)
    expect(told.match(/schedule-day-order/g)).toHaveLength(99)
    expect(told).toContain('difficulty-unknown')
    expect(told).toContain('other.md: error: It names no day')
    expect(told).toMatch(/^deck\.md: and 200 more; /m)
    expect(lines(told).at(-1)).toBe('2 errors and 299 warnings in 3 decks')
    expect(pretty(many.slice(0, 100), sources)).not.toContain('more;')
  })
})

/** The quoted line and the carets under it. */
function frame(text: string, quote: string): readonly string[] {
  const position = positionOf(quote, text)
  const told = lines(pretty([{ ...order, position }], { ...sources, texts: new Map([['deck.md', text]]) }))
  return told.slice(1, -2).map((line) => line.replace(/^ *\d* │ ?/, ''))
}

describe('the line that is shown', () => {
  it.each([
    ['Latin', 'A naïve cafe\u0301 here', 'here', '             ^^^^'],
    ['a tab', 'A\there', 'here', '     ^^^^'],
    ['Chinese and Japanese', '語とカナ、here', 'here', '          ^^^^'],
    ['halfwidth letters', 'ｶﾅ here', 'here', '   ^^^^'],
    ['Korean that is marked itself', 'is 한국 here', '한국', '   ^^^^'],
    ['pictures, joined and colored ones too', '🙂👩‍💻👍🏽❤️here', 'here', '        ^^^^'],
    ['nothing that shows', 'A\u200bhere', 'here', ' ^^^^'],
    ['a carriage return behind it', 'A here\r\nnext', 'here', '  ^^^^'],
    ['lines behind it that are meant, too', 'A here\nand there', 'here\nand', '  ^^^^']
  ])('has its marks in place behind %s', (_, text, quote, carets) => {
    expect(frame(text, quote)[1]).toBe(carets)
  })

  it('shows characters that steer a terminal by their numbers, and what is marked is still under them', () => {
    const [line, carets] = frame('A\u001b[2J\u202eevil\u009b here', 'here')
    expect(line).toBe('A\\u001b[2J\\u202eevil\\u009b here')
    expect(carets).toBe(`${' '.repeat(line!.indexOf('here'))}^^^^`)
  })

  it('is cut around the range when it is long', () => {
    for (const [text, quote] of [
      [`${'a '.repeat(900)}here${' b'.repeat(900)}`, 'here'],
      [`here${' b'.repeat(900)}`, 'here'],
      [`${'語'.repeat(900)}here`, 'here'],
      ['y'.repeat(5_000_000), 'y'.repeat(2000)]
    ] as const) {
      const [line = '', carets = ''] = frame(text, quote)
      expect(line.length).toBeLessThanOrEqual(92)
      expect(line).toContain('…')
      const wide = /語/.test(line) ? line.replaceAll('語', '語 ') : line
      expect(wide.slice(carets.indexOf('^')).startsWith(quote.slice(0, carets.trim().length))).toBe(true)
    }
  })

  it('is left out where it is blank', () => {
    expect(frame('a\n \nb', ' ')).toEqual([])
  })

  it('is the right one in a file with a byte order mark', () => {
    const text = `\ufeff${deck}`
    const told = pretty([difficulty], { ...sources, texts: new Map([['deck.md', text]]) })
    expect(told).toBe(pretty([difficulty], sources))
  })
})

describe('json', () => {
  it('is one array of every finding, with places from 1', () => {
    const place = { line: 3, column: 19, endLine: 3, endColumn: 23 }
    const start = { line: 1, column: 1, endLine: 1, endColumn: 1 }
    const { position: _, ...told } = difficulty
    const rows = JSON.parse(json(findings))
    expect(rows).toHaveLength(5)
    expect(rows[0]).toEqual({ file: null, ...start, ...missing })
    expect(rows[1]).toEqual({ ...place, ...told })
    expect(rows[3]).toMatchObject({ severity: 'note', line: 12 })
    expect(rows[4]).toEqual({ ...start, ...undated })
  })

  it('is an empty array when nothing was found', () => {
    expect(json([])).toBe('[]')
  })
})

const isSarif = new Ajv({ schemaId: 'id', meta: false, allErrors: true })
  .addMetaSchema(draft4)
  .compile(sarifSchema)

/** A log that is valid by SARIF's schema. */
function valid(log: string) {
  const parsed = JSON.parse(log)
  isSarif(parsed)
  expect(isSarif.errors ?? []).toEqual([])
  return parsed.runs[0]
}

describe('sarif', () => {
  it('is valid, and holds every finding with its rule and place', () => {
    const { tool, columnKind, results } = valid(sarif([...findings, difficulty], sources))
    const { name, rules } = tool.driver
    expect({ name, version: tool.driver.version, columnKind }).toEqual({
      name: 'md2anki',
      version,
      columnKind: 'utf16CodeUnits'
    })
    expect(rules).toHaveLength(5)
    expect(rules[1]).toEqual({
      id: 'difficulty-unknown',
      shortDescription: { text: 'Difficulty unknown' },
      defaultConfiguration: { level: 'error' }
    })
    for (const { ruleId, ruleIndex } of results) expect(rules[ruleIndex].id).toBe(ruleId)
    expect(results.map(({ level }: { level: string }) => level)).toEqual([
      'error',
      'error',
      'warning',
      'note',
      'error',
      'error'
    ])
    expect(results[0]).not.toHaveProperty('locations')
    expect(results[1]).toMatchObject({
      message: { text: '`Hrad` is no difficulty. Write `Easy`, `Medium` or `Hard`' },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'deck.md' },
            region: { startLine: 3, startColumn: 19, endLine: 3, endColumn: 23 }
          }
        }
      ]
    })
  })

  it('is valid when nothing was found', () => {
    expect(valid(sarif([], sources)).results).toEqual([])
  })

  it.each([
    ['a folder/50% [off]: übung.md', 'a%20folder/50%25%20%5Boff%5D%3A%20%C3%BCbung.md'],
    ['./a/../deck.md', 'deck.md'],
    [join(process.cwd(), 'deck.md'), 'deck.md'],
    ['..deck.md', '..deck.md'],
    ['\ud800.md', '%EF%BF%BD.md']
  ])('names %s by a path from the root', (file, uri) => {
    const [result] = valid(sarif([{ ...difficulty, file }], sources)).results
    expect(result.locations[0].physicalLocation.artifactLocation.uri).toBe(uri)
  })

  it('names a file outside of the root by its whole path', () => {
    const [result] = valid(sarif([{ ...difficulty, file: '../a [b].md' }], sources)).results
    expect(result.locations[0].physicalLocation.artifactLocation.uri).toMatch(
      /^file:\/\/\/.*a%20%5Bb%5D\.md$/
    )
  })

  it('would not be taken for valid with a wrong level, or a blank in a path', () => {
    const log = sarif([difficulty], sources)
    expect(isSarif(JSON.parse(log.replaceAll('"error"', '"fatal"')))).toBe(false)
    expect(isSarif(JSON.parse(log.replaceAll('deck.md', 'a deck.md')))).toBe(false)
  })
})

describe('github', () => {
  it('is a command for each finding, as loud as it is grave', () => {
    expect(lines(github(findings, sources))).toEqual([
      '::error title=input-not-found::There is no `dekc.md`%0A→ Did you mean `deck.md`?',
      '::error file=deck.md,line=3,endLine=3,col=19,endColumn=23,title=difficulty-unknown::`Hrad` is no difficulty%0A→ Write `Easy`, `Medium` or `Hard`',
      '::warning file=deck.md,line=12,endLine=12,col=29,endColumn=34,title=schedule-day-order::Day 3 does not come after day 7',
      '::notice file=deck.md,line=12,endLine=12,col=29,endColumn=34,title=section-unknown::Day 3 does not come after day 7',
      '::error file=deck.md,line=1,endLine=1,col=1,endColumn=1,title=deck-date-missing::It names no day'
    ])
  })

  it('holds nothing that would end a command or begin another', () => {
    const steering = { ...undated, file: 'a,b: 50%\n::x.md', message: '50%\r\n::error::a, b: c' }
    expect(github([steering], sources)).toBe(
      '::error file=a%2Cb%3A 50%25%0A%3A%3Ax.md,line=1,endLine=1,col=1,endColumn=1,title=deck-date-missing::50%25%0D%0A::error::a, b: c'
    )
  })

  it('counts paths from the repository, wherever the step works', () => {
    const root = join(process.cwd(), '..')
    const name = process.cwd().slice(root.length + 1)
    expect(github([undated], { root })).toContain(`file=${name}/deck.md,`)
  })
})

describe('gitlab', () => {
  it('is a report of the kind that a merge request shows', () => {
    const report = JSON.parse(gitlab(findings, { root: process.cwd() }))
    expect(report[1]).toEqual({
      description: '`Hrad` is no difficulty. Write `Easy`, `Medium` or `Hard`',
      check_name: 'difficulty-unknown',
      fingerprint: expect.stringMatching(/^[0-9a-f]{32}$/),
      severity: 'major',
      location: { path: 'deck.md', lines: { begin: 3 } }
    })
    expect(report.map(({ severity }: { severity: string }) => severity)).toEqual([
      'major',
      'major',
      'minor',
      'info',
      'major'
    ])
    expect(report[0].location).toEqual({ path: '.', lines: { begin: 1 } })
  })

  it('knows a finding again where lines have come in, and tells two of a kind apart', () => {
    const printOf = (finding: Diagnostic, at = 0) =>
      JSON.parse(gitlab([order, order, finding], { root: '.' }))[at].fingerprint
    const lower = { ...difficulty, position: positionOf('Day 3', deck) }
    expect(printOf(lower, 2)).toBe(printOf(difficulty, 2))
    expect(printOf(order, 1)).not.toBe(printOf(order, 0))
  })
})

describe('markdown', () => {
  it('is a table of what is wrong', () => {
    expect(markdown(findings, { decks: 3 })).toMatchInlineSnapshot(`
      "### 3 errors, 1 warning in 3 decks

      | Where | What | How to mend it |
      |---|---|---|
      |  | **error** \`\` There is no \`dekc.md\` \`\` input-not-found | \`\` Did you mean \`deck.md\`? \`\` |
      | \`deck.md:3\` | **error** \`\` \`Hrad\` is no difficulty \`\` difficulty-unknown | \`\` Write \`Easy\`, \`Medium\` or \`Hard\` \`\` |
      | \`deck.md:12\` | **warning** \`Day 3 does not come after day 7\` schedule-day-order |  |
      | \`deck.md:1\` | **error** \`It names no day\` deck-date-missing |  |
      "
    `)
  })

  it('is a line where nothing is', () => {
    expect(markdown([note], { decks: 1 })).toBe('### Nothing wrong in 1 deck\n')
  })

  it('holds text as it is, in code', () => {
    const message = 'a | b `c` ``d`` [e](f) @g\n<h>'
    expect(markdown([{ ...difficulty, message }], { decks: 1 })).toContain(
      '**error** ``` a \\| b `c` ``d`` [e](f) @g <h> ``` difficulty-unknown'
    )
  })

  it('holds a hundred findings, and how many more there are', () => {
    const table = markdown(
      Array.from({ length: 103 }, () => order),
      { decks: 1 }
    )
    expect(table).toContain('### 103 warnings in 1 deck')
    expect(table).toContain('| and 3 more |')
    expect(table.split('\n').length).toBeLessThan(110)
  })
})

describe('no reporter', () => {
  it('lets through what steers a terminal', () => {
    const steering = '\u001b[2J\u009b31m\u202eevil\u2066\u0007\u007f'
    const finding: Diagnostic = {
      ...difficulty,
      message: steering,
      hint: steering,
      file: `${steering}.md`,
      position: positionOf('evil', steering)
    }
    const texts = new Map([[`${steering}.md`, steering]])
    for (const reporter of [pretty, json, sarif, gitlab, markdown, github]) {
      const text = reporter([finding], { ...sources, texts })
      expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u)
      expect(text).toContain('\\u202eevil')
    }
    expect(JSON.parse(json([finding]))[0].message).toBe(steering)
  })
})

describe('the command', () => {
  let folder = ''
  const run = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
    md2anki(folder, args, { env: { GITHUB_ACTIONS: '', GITHUB_WORKSPACE: '', ...env } })
  const actions = { GITHUB_ACTIONS: 'true' }

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'md2anki-reporters-'))
    const good = deckText('Good', [{ days: [1, 3] }])
    writeFileSync(join(folder, 'good.md'), good)
    writeFileSync(join(folder, 'warned.md'), good.replace('Why?', 'Why? <blink>'))
    writeFileSync(join(folder, 'wrong.md'), '# Flashcards: Wrong\n\n### Card 1 | Easy\n\n#### Front\nWhy?\n')
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  it('tells people on standard error, with the line', () => {
    const { exitCode, stdout, stderr } = run(['check', 'wrong.md', 'good.md'])
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' })
    expect(stderr).toMatch(/^wrong\.md:3:5: error: .* \[card-back-missing\]\n {2}3 │ ### Card 1 \| Easy\n/)
    expect(stderr).toMatch(/\n1 error in 2 decks\n$/)
  })

  it('tells programs on standard output, and nobody else anything', () => {
    for (const format of ['json', 'sarif'] as const) {
      const wrong = run(['check', 'wrong.md', '--format', format])
      expect(wrong).toMatchObject({ exitCode: 1, stderr: '' })
      expect(JSON.stringify(JSON.parse(wrong.stdout))).toContain('card-back-missing')
      const good = run(['check', '-f', format, 'good.md'], actions)
      expect(good).toMatchObject({ exitCode: 0, stderr: '' })
      expect(JSON.stringify(JSON.parse(good.stdout))).not.toContain('good.md')
    }
  })

  it('tells GitHub by itself in its workflows, unless another format is asked for', () => {
    expect(run(['check', 'wrong.md'], actions).stdout).toMatch(/^::error file=wrong\.md,line=3,/)
    expect(run(['wrong.md'], actions).stdout).toMatch(/^::error file=wrong\.md,line=3,/)
    expect(run(['check', 'wrong.md', '-f', 'pretty'], actions).stdout).toBe('')
    expect(run(['check', 'good.md'], actions)).toMatchObject({ exitCode: 0, stdout: '', stderr: '' })
  })

  it('keeps commands for GitHub out of a deck on standard output', () => {
    const { stdout, stderr } = run(['warned.md', '-f', 'json', '-o', '-'], actions)
    expect(JSON.parse(stdout)).toHaveProperty('decks')
    expect(stderr).toMatch(/^::warning file=warned\.md,/)
  })

  it.each([
    [0, []],
    [1, ['--strict']],
    [1, ['--strict', '--quiet']],
    [0, ['--max-warnings', '1']],
    [1, ['--max-warnings', '0']],
    [1, ['--max-warnings', '0', '--quiet']],
    [2, ['--max-warnings', '-1']],
    [2, ['--force']],
    [2, ['--format', 'xml']]
  ])('gives exit code %i for a warning with %j, and says why', (exitCode, options) => {
    const checked = run(['check', 'warned.md', ...options])
    expect(checked.exitCode).toBe(exitCode)
    expect(checked.stderr).not.toBe('')
  })

  it('reads a deck in the dialect that is asked for, and says in which', () => {
    writeFileSync(join(folder, 'list.md'), '# Rivers\n\n- **Q:** Longest?\n  **A:** The Nile.\n')
    expect(run(['check', 'list.md', '--verbose']).stderr).toContain('list.md: read as lists')
    const { exitCode, stderr } = run(['check', 'good.md', '--verbose', '--dialect', 'lists'])
    expect(exitCode).toBe(1)
    expect(stderr).toContain('good.md: read as lists')
    expect(stderr).toContain('A card is written so: `1. **Q:**')
    expect(run(['check', 'good.md', '--dialect', 'poem']).exitCode).toBe(2)
    writeFileSync(
      join(folder, 'said.md'),
      `---\nDialect: lists\n---\n\n${deckText('Good', [{ days: [1, 3] }])}`
    )
    expect(run(['check', 'said.md', '--verbose']).stderr).toContain('said.md: read as lists')
  })

  it('says nothing of warnings when it is to be quiet, in any format', () => {
    expect(run(['check', 'warned.md', '--quiet'])).toMatchObject({ exitCode: 0, stderr: '' })
    expect(run(['check', 'warned.md', '--quiet', '-f', 'json']).stdout).toBe('[]\n')
    expect(run(['--quiet', 'check', 'warned.md'])).toMatchObject({ exitCode: 0, stderr: '' })
  })

  it('does not build a deck with a warning when it is strict, unless that is forced', () => {
    expect(run(['warned.md', '--strict']).exitCode).toBe(1)
    expect(readdirSync(folder)).not.toContain('warned.apkg')
    expect(run(['warned.md', '--strict', '--force']).exitCode).toBe(1)
    expect(readdirSync(folder)).toContain('warned.apkg')
  })

  it('builds a deck with more warnings than are allowed, and gives exit code 1', () => {
    const { exitCode, stderr } = run(['warned.md', '--max-warnings', '0'])
    expect(exitCode).toBe(1)
    expect(stderr).toContain('1 warning, and --max-warnings allows 0')
    expect(readFileSync(join(folder, 'warned.apkg'))).not.toHaveLength(0)
  })

  it('cuts what it tells people of a deck with 300 findings, and tells programs everything', () => {
    const cards = Array.from(
      { length: 300 },
      (_, at) => `### Card ${at + 1} | Easy\n\n#### Front\nWhy ${at}?\n`
    )
    writeFileSync(join(folder, 'many.md'), `# Flashcards: Many\n\n${cards.join('\n')}`)
    const { stderr } = run(['check', 'many.md'])
    expect(stderr.match(/\[card-back-missing\]$/gm)).toHaveLength(100)
    expect(stderr).toMatch(/^many\.md: and 200 more; /m)
    expect(JSON.parse(run(['check', 'many.md', '-f', 'json']).stdout)).toHaveLength(300)
  })
})
