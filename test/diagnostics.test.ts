import { describe, expect, it } from 'vitest'
import { compile, type Diagnostic, type DiagnosticCode } from '../src'
import { problems } from '../src/diagnostic'
import { fixtures } from './fixtures'
import { shared } from './shared'

const codes = Object.keys(problems).sort() as DiagnosticCode[]

/** Of the catalogue's making are all but these: it knows no values of settings, nor what options ask for, and nothing of packages. */
const notInTheCatalogue: readonly string[] = [
  'card-cloze-empty',
  'card-cloze-missing',
  'card-cloze-mistyped',
  'card-cloze-unreadable',
  'card-id-new',
  'card-id-unwritable',
  'card-identity-unclear',
  'card-type-changed',
  'card-type-repeated',
  'card-type-unknown',
  ...['config-key-unknown', 'config-repeated', 'config-unreadable', 'config-value-invalid'],
  'deck-date-missing',
  'deck-in-code',
  'frontmatter-value-unknown',
  'heading-under-html',
  'import-left-out',
  'import-media-left-out',
  'link-relative',
  'math-unsafe',
  'note-embedded',
  'output-exists',
  'output-previous-unreadable',
  'output-repeated',
  'output-start-mixed',
  'output-too-large',
  ...['package-card-invalid', 'package-damaged', 'package-deck-invalid', 'package-media-invalid'],
  ...['package-media-missing', 'package-media-unused', 'package-note-invalid', 'package-note-repeated'],
  ...['package-note-type-invalid', 'package-text-changed', 'package-too-large', 'package-unreadable'],
  'parser-unavailable',
  'preview-port-unavailable',
  'schedule-multiplier-invalid',
  'schedule-review-unreadable',
  'schedule-start-missing',
  ...['templates-missing', 'templates-name-unknown', 'templates-unfit']
]

/** Only the command line meets these: a library gets text and options, and gives what it made back. Packages are no decks. */
const ofTheCommandLine =
  /^(?:(?:config|input|output|exporter|parser|import|package|preview|templates)-|media-(?:too-large|unreadable)$|deck-date-missing$|card-(?:id-new|id-unwritable|identity-unclear|type-changed)$)/

/** In the table, and reported nowhere yet. */
const notYet: readonly string[] = []

describe('the table of problems', () => {
  it.skipIf(!shared.here)('is part of the catalogue, with the same severities', () => {
    const rows = shared.read('cases/codes.tsv').trim().split('\n').slice(1)
    const catalogue = new Map(rows.map((row) => row.split('\t').slice(0, 2) as [string, string]))
    const different = codes.filter((code) => catalogue.get(code) !== problems[code].severity)
    expect(different).toEqual(notInTheCatalogue)
  })

  it('holds nothing that no fixture shows', async () => {
    const found = await allFindings()
    const shown = new Set<string>(found.map(({ code }) => code))
    const unseen = codes.filter((code) => !shown.has(code) && !ofTheCommandLine.test(code))
    expect(unseen).toEqual(notYet)
  })

  it('speaks in sentences that begin with a capital and end without a full stop', async () => {
    const found = await allFindings()
    for (const { message, hint = 'None' } of found) {
      expect(message).toMatch(/^[A-Z`].*[^.]$/s)
      expect(hint).toMatch(/^[A-Z`].*[^.]$/s)
    }
  })
})

async function allFindings(): Promise<readonly Diagnostic[]> {
  const all = await Promise.all(fixtures.names.map(fixtures.compiled))
  return all.flatMap(({ diagnostics }) => diagnostics)
}

describe('diagnostics', () => {
  it.each(fixtures.names)('of %s stand in the order of the text, each once', (name) => {
    const { diagnostics } = compile(fixtures.read(name))
    const offsets = diagnostics.map(({ position }) => position!.start.offset)
    expect(offsets).toEqual(offsets.toSorted((one, other) => one - other))
    expect(new Set(diagnostics.map((each) => JSON.stringify(each))).size).toBe(diagnostics.length)
  })

  it('name the file that they are in', () => {
    expect(compile('', { file: 'a/b.md' }).diagnostics).toMatchObject([{ file: 'a/b.md' }])
    expect(compile('').diagnostics[0]).not.toHaveProperty('file')
  })
})
