import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import initSqlite from '@sqlite.org/sqlite-wasm'
import { strFromU8, unzipSync } from 'fflate'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { compileText } from '../src/cli/inputs'
import { compile, DeckFile, type Exporter, exportDeck } from '../src/index'

const root = fileURLToPath(new URL('../', import.meta.url))
const { bin } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
const file = 'examples/spaced-repetition.md'
const { deck, diagnostics } = compile(readFileSync(join(root, file), 'utf8'), { file })
const hard = deck!.cards.filter(({ difficulty }) => difficulty === 'hard')

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'md2anki-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

describe('the deck of the README', () => {
  it('has no finding', () => expect(diagnostics).toEqual([]))

  it('uses what the dialect offers', () => {
    expect(deck!.cards).toHaveLength(6)
    const backs = deck!.cards.map(({ back }) => back.html).join()
    for (const tag of ['<table>', '<pre>', '<ol>', '<ul>']) expect(backs).toContain(tag)
    expect(
      deck!.cards.every(({ schedule, references }) => schedule && Object.keys(references).length === 3)
    ).toBe(true)
    const sections = deck!.cards.flatMap(({ sections }) => sections.map(({ name }) => name))
    expect(sections).toEqual(expect.arrayContaining(['Mnemonic', 'Common Misconceptions', 'Worked Example']))
  })
})

describe('the deck of tones', () => {
  it('has no finding, and shows a sound and a picture that are there', async () => {
    const { deck, diagnostics } = await compileText(
      join(root, 'examples/tones.md'),
      readFileSync(join(root, 'examples/tones.md'), 'utf8'),
      { mediaRoots: [] }
    )
    expect(diagnostics).toEqual([])
    expect(deck!.media.map(({ path }) => path)).toEqual(['tones/a4.wav', 'tones/octave.svg'])
    const html = deck!.cards.flatMap(({ front, back }) => [front.html, back.html]).join()
    for (const part of ['class="math"', 'class="hljs-', 'class="alert', '<mark>', '<audio', '<img', 'c2::'])
      expect(html).toContain(part)
  })
})

describe('the library example', () => {
  it('makes a deck of the hard cards, which stay the notes that they are', async () => {
    expect(runNode('examples/library.mjs')).toMatchObject({ status: 0, stderr: '' })
    const { decks } = DeckFile.parse(
      JSON.parse(readFileSync(join(folder, 'spaced-repetition-exam.json'), 'utf8'))
    )
    expect(decks[0]?.cards).toMatchObject(
      hard.map(({ guid, tags }) => ({ guid, tags: [...tags, 'exam'], due: { length: 4 } }))
    )
    const notes = await notesOf(readFileSync(join(folder, 'spaced-repetition-exam.apkg')))
    expect(notes.map(({ guid }) => guid)).toEqual(hard.map(({ guid }) => guid))
    expect(notes.every(({ tags }) => tags.includes(' exam '))).toBe(true)
  })

  it('says what is wrong with a deck, and then writes nothing', () => {
    writeFileSync(
      join(folder, 'half.md'),
      '# Flashcards: Half\n\n### Card 1 of 1 | Hard\n\n#### Front\nWhy?\n'
    )
    const { status, stderr } = runNode('examples/library.mjs', 'half.md')
    expect(status).toBe(1)
    expect(stderr).toMatch(/^half\.md:3: error: .* \(card-back-missing\)$/m)
    expect(readdirSync(folder)).toEqual(['half.md'])
  })
})

// The library that it wraps takes seconds to load.
describe('the exporter that wraps anki-apkg-export', { timeout: 60_000 }, () => {
  it('is used from the library by passing it', async () => {
    const { exporter }: { exporter: Exporter } = await import(join(root, 'examples/anki-apkg-export.mjs'))
    const { content, advice } = await exportDeck(deck!, exporter)
    expect(advice).toEqual([expect.stringContaining('no schedule')])
    const notes = await notesOf(content as Uint8Array)
    expect(notes).toHaveLength(6)
    for (const [index, { fields }] of notes.entries()) {
      const { front, back, sections } = deck!.cards[index]!
      expect(fields[0]).toBe(front.html)
      for (const { html } of [back, ...sections]) expect(fields[1]).toContain(html)
    }
    const bare = await exportDeck(deck!, exporter, { options: { sections: false } })
    expect((await notesOf(bare.content as Uint8Array))[0]?.fields[1]).toBe(deck!.cards[0]!.back.html)
  })

  it('is used from the command line by its path', async () => {
    const exporter = join(root, 'examples/anki-apkg-export.mjs')
    const { status, stderr } = runNode(
      bin.md2anki,
      join(root, file),
      '--exporter',
      exporter,
      '-o',
      'out.apkg'
    )
    expect(stderr).toContain('no schedule')
    expect(status).toBe(0)
    expect(await notesOf(readFileSync(join(folder, 'out.apkg')))).toHaveLength(6)
  })
})

/** Runs a program of the project in an empty folder. */
function runNode(program: string, ...args: readonly string[]) {
  return spawnSync(process.execPath, [join(root, program), ...args], { cwd: folder, encoding: 'utf8' })
}

/** The notes in a package, in the order in which they were written. */
async function notesOf(apkg: Uint8Array) {
  const entries = unzipSync(apkg)
  expect(JSON.parse(strFromU8(entries['media']!))).toEqual({})
  const bytes = entries['collection.anki2']!
  const { oo1, capi, wasm } = await initSqlite()
  const database = new oo1.DB(':memory:')
  try {
    const pointer = wasm.allocFromTypedArray(bytes)
    const owned = capi.SQLITE_DESERIALIZE_FREEONCLOSE
    capi.sqlite3_deserialize(database.pointer!, 'main', pointer, bytes.length, bytes.length, owned)
    const rows = database.selectObjects('select guid, flds, tags from notes order by id')
    return rows.map(({ guid, flds, tags }) => ({
      guid,
      fields: String(flds).split('\x1f'),
      tags: String(tags)
    }))
  } finally {
    database.close()
  }
}
