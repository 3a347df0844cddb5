import { Buffer } from 'node:buffer'
import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { compile, type Deck, defineExporter, exportDeck, readPackage } from '../src'
import { uniqueIds } from '../src/anki/ids'
import { nameMedia } from '../src/anki/media'
import type { CalendarDate } from '../src/model/calendar'
import { addDays, daysBetween, isDate } from '../src/model/days'
import { ankiName, longestName } from '../src/model/media-name'
import { calendarOf } from '../src/plan/calendar'
import { plan } from '../src/plan/plan'
import { deckText, written } from './decks'
import { fc, runs } from './fast-check'

const words = fc.array(fc.constantFrom('why', 'how', '*so*', '**then**', '`a`', '1', 'é', 'x < y', '"q"'), {
  minLength: 1,
  maxLength: 5
})
const cards = fc.uniqueArray(
  fc.record({
    front: words.map((all) => `What ${all.join(' ')}?`),
    back: words.map((all) => all.join(' ')),
    days: fc.constantFrom([1, 3], [2, 5, 9], undefined)
  }),
  { selector: ({ front }) => front, minLength: 1, maxLength: 6 }
)
const decks = cards.map((all) =>
  written(
    'Any',
    all.map(({ days, ...card }) => (days ? { ...card, days } : card))
  )
)

describe('P4: each export', () => {
  it('holds the same notes in the same order', async () => {
    await fc.assert(
      fc.asyncProperty(decks, async (deck) => {
        const [apkg, csv, json] = await Promise.all(
          (['apkg', 'csv', 'json'] as const).map((format) => exportDeck(deck, format))
        )
        const { notes } = await readPackage(apkg!.content as Uint8Array)
        const guids = deck.cards.map(({ guid }) => guid)
        expect(notes.map(({ guid }) => guid)).toEqual(guids)
        expect(notes.map(({ fields }) => fields['Back'])).toEqual(deck.cards.map(({ back }) => back.html))
        const [first] = JSON.parse(String(json!.content)).decks
        expect(first.cards.map((card: { guid: string }) => card.guid)).toEqual(guids)
        let at = 0
        for (const guid of guids) {
          const next = String(csv!.content).indexOf(`"${guid}"`, at)
          expect(next).toBeGreaterThan(at)
          at = next
        }
      }),
      runs(20)
    )
  }, 30_000)
})

describe('P9: names of media', () => {
  const name = fc
    .array(
      fc.constantFrom(
        'a',
        'A',
        'ü',
        'u\u0308',
        '.',
        ' ',
        '_',
        'latex-',
        'con',
        '[',
        ':',
        '}}',
        '\u00a0',
        'x'.repeat(70),
        '日'
      ),
      {
        minLength: 1,
        maxLength: 6
      }
    )
    .map((parts) => `${parts.join('')}.png`)
  const files = fc.uniqueArray(fc.tuple(name, fc.nat(4)), {
    selector: ([path]) => path,
    minLength: 1,
    maxLength: 6
  })
  const named = (all: readonly (readonly [string, number])[]) => {
    const [deck] = [written('Any', [{}])]
    const media = all.map(([path]) => ({ path, name: path }))
    return nameMedia([
      { deck: { ...deck!, media }, files: new Map(all.map(([path, byte]) => [path, Uint8Array.of(byte)])) }
    ])
  }

  it('are what Anki makes of them already', () => {
    fc.assert(
      fc.property(name, (path) => {
        const made = ankiName(path)
        expect(ankiName(made)).toBe(made)
        expect(Buffer.byteLength(made)).toBeLessThanOrEqual(longestName)
        expect(made).not.toMatch(/^(?:_|latex-)|[[\]<>:"/?*^\\|]|[ .]$|^(?:con|nul)(?:\.|$)/i)
      }),
      runs(300)
    )
  })

  it('are one for each content, whatever the case, and do not hang on the order', () => {
    fc.assert(
      fc.property(files, (all) => {
        const { decks, files: packed } = named(all)
        const names = [...packed.keys()]
        expect(new Set(names.map((each) => each.toLowerCase())).size).toBe(names.length)
        expect(names).toHaveLength(new Set(all.map(([, byte]) => byte)).size)
        for (const [at, { path, name }] of decks[0]!.media.entries())
          expect([path, packed.get(name)]).toEqual([path, Uint8Array.of(all[at]![1])])
        const turned = named(all.toReversed())
        expect(new Map(turned.decks[0]!.media.map(({ path, name }) => [path, name]))).toEqual(
          new Map(decks[0]!.media.map(({ path, name }) => [path, name]))
        )
      }),
      runs(200)
    )
  })
})

describe('P11: ids', () => {
  it('are told apart also where most of them would be the same', () => {
    const few = (_: string, text: string) =>
      `${'0'.repeat(30)}${(text.length % 4).toString(16).padStart(2, '0')}`
    fc.assert(
      fc.property(fc.uniqueArray(fc.string(), { minLength: 1, maxLength: 50 }), (abouts) => {
        const idFor = uniqueIds([], few)
        const ids = abouts.map((about) => idFor(['note', about]))
        expect(new Set(ids).size).toBe(ids.length)
        for (const id of ids) expect(id > 1_200_000_000_000 && id < 1_600_000_000_000).toBe(true)
      }),
      runs(100)
    )
  })
})

describe('P13: days', () => {
  const date = fc
    .tuple(fc.integer({ min: 1990, max: 2200 }), fc.integer({ min: 0, max: 366 }))
    .map(([year, day]) => addDays(`${year}-01-01` as CalendarDate, day))

  it('are counted as a calendar does, over leap years and ends of years', () => {
    fc.assert(
      fc.property(date, fc.integer({ min: -40_000, max: 40_000 }), (day, count) => {
        const later = addDays(day, count)
        expect(isDate(later)).toBe(true)
        expect(daysBetween(day, later)).toBe(count)
        expect(addDays(later, -count)).toBe(day)
        expect(later > day).toBe(count > 0)
      }),
      runs(300)
    )
    expect(addDays('2028-02-28' as CalendarDate, 1)).toBe('2028-02-29')
    expect(addDays('2027-12-31' as CalendarDate, 1)).toBe('2028-01-01')
    expect(['2026-02-29', '2026-13-01', '2026-04-31', '2100-02-29'].filter(isDate)).toEqual([])
  })

  it('of a schedule come in its order, and each is so many days behind the start', () => {
    const ladders = fc.uniqueArray(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 6 })
    fc.assert(
      fc.property(ladders, date, (days, start) => {
        const ladder = days.toSorted((one, other) => one - other)
        const planned = plan(written('Any', [{ days: ladder }]), { start })
        const { due } = planned.cards[0]!
        expect(due.map((each) => daysBetween(start, each))).toEqual(ladder)
        expect(calendarOf(planned).days.map(({ day }) => day)).toEqual(ladder)
      }),
      runs(50)
    )
  })
})

describe('an exporter that gives bytes in pieces', () => {
  it('has them in one', async () => {
    const { deck } = compile(deckText('Any', [{ front: 'Why?' }]))
    const bytes = (...numbers: number[]) => Uint8Array.from(numbers)
    const encode = () => ({ content: [bytes(1, 2), bytes(), bytes(3)] })
    const inPieces = defineExporter({ format: 'pieces', extension: '.bin', encode })
    expect((await exportDeck(deck!, inPieces)).content).toEqual(bytes(1, 2, 3))
  })

  it.each([5, ['a'], [5], undefined])('fails where they are none: %j', async (content) => {
    const { deck } = compile(deckText('Any', [{ front: 'Why?' }]))
    const encode = () => ({ content: content as never })
    const wrong = defineExporter({ format: 'wrong', extension: '.bin', encode })
    await expect(exportDeck(deck!, wrong)).rejects.toThrow('neither text nor bytes')
  })
})

describe('P15: an exporter', () => {
  it('that changes what it was given changes nothing for others', async () => {
    const { deck } = compile(deckText('Any', [{ front: 'Why?', days: [1, 3] }]))
    const before = structuredClone(deck)
    const vandal = defineExporter({
      format: 'vandal',
      extension: '.txt',
      options: z.object({}),
      encode: (all) => {
        for (const each of all as unknown as { name: string; cards: unknown[] }[]) {
          each.name = 'gone'
          each.cards.length = 0
        }
        return { content: 'done' }
      }
    })
    const first = await exportDeck(deck!, 'json')
    await exportDeck(deck!, vandal)
    expect(deck).toEqual(before)
    expect((await exportDeck(deck as Deck, 'json')).content).toEqual(first.content)
  })
})
