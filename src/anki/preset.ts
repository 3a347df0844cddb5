import { idFor } from './ids'
import { released } from './released'

/** A deck's study options, as Anki's `dconf` holds them. */
export interface Preset {
  readonly id: number
  readonly name: string
  /** Learning steps, in minutes. */
  readonly steps: readonly number[]
  /** Days after the last step, and after Easy. */
  readonly graduating: readonly [good: number, easy: number]
  readonly newPerDay: number
}

/** Counts up whenever `presetJson` changes: Anki never updates a preset that it has, so it must be another one. */
const version = '1'

/**
 * The steps that bring a card back on just these days; day 0 needs none. Anki takes steps of a day or more without
 * fuzz, with FSRS on or off (`rslib/src/scheduler/states/steps.rs`, `states/learning.rs`). The ten minutes in front are
 * for a card that arrives as a new one: its first Good passes over the first step.
 */
export function ladderPreset(days: readonly number[]): Preset {
  const gaps = days.map((day, index) => day - (days[index - 1] ?? 0)).filter((gap) => gap > 0)
  return {
    id: idFor('preset', version, ...days.map(String)),
    name: `md2anki Days ${days.join('-')}`,
    steps: [10, ...gaps.map((gap) => gap * minutesPerDay)],
    graduating: graduatingAfter(gaps),
    newPerDay: unlimited
  }
}

/** For decks around those with steps, and for cards that Anki schedules: no limit on reviews. */
export const plainPreset: Preset = {
  id: idFor('preset', version, 'plain'),
  name: 'md2anki with new cards',
  steps: [1, 10],
  graduating: [1, 4],
  newPerDay: 20
}

/** The same without a limit on new cards: such are those of a schedule that was not imported. */
export const openPreset: Preset = {
  ...plainPreset,
  id: idFor('preset', version, 'open'),
  name: 'md2anki',
  newPerDay: 9999
}

/** Anki's own preset. Where a deck names it, the learner's choice for that deck stays. */
export const defaultPreset: Preset = { ...plainPreset, id: 1, name: 'Default' }

const minutesPerDay = 1440

/** As many as Anki allows (`rslib/src/deckconfig/mod.rs`). */
const unlimited = 9999

const longest = 36_500

/** Goes on as the gaps grew, and stays above the last: the options page complains of less. */
function graduatingAfter(gaps: readonly number[]): readonly [number, number] {
  const [before = 1, last = 1] = [gaps.at(-2) ?? gaps.at(-1), gaps.at(-1)]
  const good = Math.min(Math.max(last + 1, Math.round((last * last) / before)), longest - 1)
  return [good, Math.min(Math.round(good * 1.5) + 1, longest)]
}

/**
 * A preset as JSON of schema 11. Every member is there and of its type: Anki drops a whole group for one that is
 * not (`rslib/src/deckconfig/schema11.rs`).
 */
export function presetJson({ id, name, steps, graduating, newPerDay }: Preset): object {
  return {
    id,
    mod: released.seconds,
    name,
    usn: 0,
    maxTaken: 60,
    autoplay: true,
    timer: 0,
    replayq: true,
    new: {
      delays: steps,
      initialFactor: 2500,
      ints: [...graduating, 0],
      order: 1,
      perDay: newPerDay,
      bury: false,
      separate: true
    },
    rev: {
      perDay: id === 1 ? 200 : unlimited,
      ease4: 1.3,
      ivlFct: 1,
      maxIvl: longest,
      hardFactor: 1.2,
      bury: false,
      fuzz: 0.05,
      minSpace: 1
    },
    lapse: { delays: [10], mult: 0, minInt: 1, leechFails: 8, leechAction: 1 },
    dyn: false,
    newMix: 0,
    newPerDayMinimum: 0,
    interdayLearningMix: 0,
    reviewOrder: 0,
    newSortOrder: 0,
    newGatherPriority: 1,
    buryInterdayLearning: false,
    desiredRetention: 0.9,
    sm2Retention: 0.9,
    easyDaysPercentages: [1, 1, 1, 1, 1, 1, 1]
  }
}
