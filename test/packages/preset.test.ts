import { describe, expect, it } from 'vitest'
import { defaultPreset, ladderPreset, plainPreset, presetJson } from '../../src/anki/preset'
import { fc } from '../fast-check'

const anyDays = fc
  .uniqueArray(fc.integer({ min: 1, max: 36_000 }), { minLength: 1, maxLength: 8 })
  .map((days) => days.toSorted((one, other) => one - other))

describe('the preset of a schedule', () => {
  it('has the gaps for steps, behind one that a new card passes over', () => {
    expect(ladderPreset([1, 3, 7]).steps).toEqual([10, 1440, 2880, 5760])
    expect(ladderPreset([5]).steps).toEqual([10, 7200])
  })

  it('brings a card back on the days of the schedule', () => {
    fc.assert(
      fc.property(anyDays, (days) => {
        let day = 0
        const [, ...steps] = ladderPreset(days).steps
        expect(steps.map((minutes) => (day += minutes / 1440))).toEqual(days)
      })
    )
  })

  it('goes on as the gaps grew', () => {
    expect(ladderPreset([1, 3, 7]).graduating).toEqual([8, 13])
    expect(ladderPreset([2, 4, 6]).graduating[0]).toBe(3)
    expect(ladderPreset([5]).graduating[0]).toBe(6)
  })

  it('graduates above the last gap, and Easy above Good, as far as Anki counts', () => {
    fc.assert(
      fc.property(anyDays, (days) => {
        const [good, easy] = ladderPreset(days).graduating
        expect(good).toBeGreaterThan(days.at(-1)! - (days.at(-2) ?? 0))
        expect(easy).toBeGreaterThan(good)
        expect(easy).toBeLessThanOrEqual(36_500)
      })
    )
  })

  it('has an id that follows from the days alone, and is in the past', () => {
    expect(ladderPreset([1, 3, 7]).id).toBe(ladderPreset([1, 3, 7]).id)
    expect(ladderPreset([1, 37]).id).not.toBe(ladderPreset([13, 7]).id)
    for (const { id } of [ladderPreset([1]), plainPreset]) {
      expect(id).toBeGreaterThan(Date.parse('2010-01-01'))
      expect(id).toBeLessThan(Date.parse('2025-01-01'))
    }
  })
})

describe('presets as Anki reads them', () => {
  const presets = [defaultPreset, plainPreset, ladderPreset([1, 3, 7])]

  it('differ in nothing but their steps and limits', () => {
    const constant = presets.map((preset) => {
      const { id, name, new: fresh, rev, ...rest } = presetJson(preset) as Record<string, object>
      return rest
    })
    expect(constant[1]).toEqual(constant[0])
    expect(constant[2]).toEqual(constant[0])
  })

  it('bury nothing, and let everything that is due come up', () => {
    for (const preset of presets.slice(1))
      expect(presetJson(preset)).toMatchObject({
        new: { bury: false },
        rev: { bury: false, perDay: 9999 },
        buryInterdayLearning: false
      })
  })

  it('have each number whole that Anki wants whole', () => {
    fc.assert(
      fc.property(anyDays, (days) => {
        const { id, new: fresh } = presetJson(ladderPreset(days)) as {
          id: number
          new: { ints: number[]; delays: number[] }
        }
        expect([id, ...fresh.ints, ...fresh.delays].every(Number.isSafeInteger)).toBe(true)
      })
    )
  })

  it('leave a learner’s own choice alone where they are Anki’s default', () => {
    expect(presetJson(defaultPreset)).toMatchObject({
      id: 1,
      name: 'Default',
      new: { perDay: 20 },
      rev: { perDay: 200 }
    })
  })
})
