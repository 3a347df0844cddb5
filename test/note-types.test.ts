import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { compile } from '../src'
import { noteTypeNames } from '../src/anki/note'
import { noteTypeJson } from '../src/anki/note-type'
import { ordinalsOf } from '../src/anki/ordinals'
import { cardTypes } from '../src/model/limits'
import { readType, typeNames } from '../src/validate/type-words'

const page = readFileSync(new URL('../docs/note-types.md', import.meta.url), 'utf8').replaceAll('\r\n', '\n')

const examples = [...page.matchAll(/^<!-- ([^\n]*) -->\n\n````markdown\n(.*?)^````$/gms)].map(
  ([, promise = '', markdown = '']) => ({ promise, markdown })
)

describe('the page of note types', () => {
  it('has all of them, by the names that decks and Anki have for them', () => {
    const rows = [...page.matchAll(/^\| `(.*?)` \| (.*?) \|/gm)].map(([, name, inAnki]) => [name, inAnki])
    expect(rows).toEqual(cardTypes.map((type) => [typeNames[type], noteTypeNames[type]]))
    expect(Object.values(noteTypeNames).map(readType)).toEqual(cardTypes)
  })

  it('has examples, and says what becomes of each', () => {
    expect(examples.length).toBe(page.match(/^````markdown$/gm)?.length)
  })

  it.each(examples)('$promise', ({ promise, markdown }) => {
    const { deck, diagnostics } = compile(markdown)
    expect(diagnostics).toEqual([])
    expect(deck!.cards.map((card) => `${card.type} ${ordinalsOf(card).length}`).join(', ')).toBe(promise)
  })
})

interface NoteTypeJson {
  readonly id: number
  readonly name: string
  readonly flds: readonly { readonly id: number; readonly name: string }[]
  readonly tmpls: readonly { readonly id: number; readonly name: string }[]
  readonly req: unknown
}

/** Frozen: Anki knows a learner's notes by these. */
it('has the ids, fields and templates that were released', () => {
  const types = cardTypes.map((type) => noteTypeJson(type) as NoteTypeJson)
  const common =
    'Mnemonic,Key Insight,Common Misconceptions,Key Trade-offs,More,Concept,Centrality,Difficulty,Review Plan,Cross-References,Source,ID'
  expect(
    types.map(({ id, flds, tmpls, req }) => ({
      id,
      fields: flds.map(({ name }) => name).join(),
      first: flds[0]!.id,
      templates: tmpls.map((template) => `${template.id} ${template.name}`),
      req
    }))
  ).toEqual([
    {
      id: 1764028800001,
      fields: `Front,Back,${common}`,
      first: 1764028801000,
      templates: ['1764028802000 Card 1'],
      req: [[0, 'any', [0]]]
    },
    {
      id: 1764028800003,
      fields: `Front,Back,${common}`,
      first: 1764028804000,
      templates: ['1764028804500 Card 1', '1764028804501 Card 2'],
      req: [
        [0, 'any', [0]],
        [1, 'any', [1]]
      ]
    },
    {
      id: 1764028800004,
      fields: `Front,Back,${common},Add Reverse`,
      first: 1764028805000,
      templates: ['1764028805500 Card 1', '1764028805501 Card 2'],
      req: [
        [0, 'any', [0]],
        [1, 'all', [1, 14]]
      ]
    },
    {
      id: 1764028800005,
      fields: `Front,Back,${common}`,
      first: 1764028806000,
      templates: ['1764028806500 Card 1'],
      req: [[0, 'any', [0]]]
    },
    {
      id: 1764028800002,
      fields: `Text,Back Extra,${common}`,
      first: 1764028802001,
      templates: ['1764028803001 Cloze'],
      req: [[0, 'any', [0]]]
    }
  ])
  const ids = types.flatMap(({ id, flds, tmpls }) => [id, ...[...flds, ...tmpls].map((each) => each.id)])
  expect(new Set(ids).size).toBe(ids.length)
})
