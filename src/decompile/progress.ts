import { greatestMultiplier, lastDay, leastMultiplier } from '../model/limits'
import type { PackageCard, PackageNote } from '../model/package'
import type { ReadPlan } from './plan'

/** Anki's types of cards (`rslib/src/card/mod.rs`): new, learning, review, relearning. */
const [fresh, learning, review] = [0, 1, 2]

/** The interval and the ease that a review card has reached, as a schedule. Under FSRS it may have no ease. */
export function progressPlan({ cards }: PackageNote): ReadPlan | undefined {
  const [card] = cards
  if (card?.type !== review || card.interval < 1 || card.interval > lastDay) return undefined
  const ease = card.ease === 0 ? 2.5 : card.ease / 1000
  const multiplier = Math.min(Math.max(ease, leastMultiplier), greatestMultiplier)
  return { kind: 'growth', firstInterval: card.interval, multiplier }
}

/** Whether something has been learned that the schedule does not say. */
export function wasLearned({ cards }: PackageNote, plan: ReadPlan | undefined): boolean {
  return cards.some((card) => !isAtStart(card, plan) || (card.answers > 0 && plan?.kind !== 'growth'))
}

/**
 * A card of a schedule stands on its first day when it is imported: one with days as a learning card, others as review
 * cards. Without learning progress it is new.
 */
function isAtStart({ type, interval, ord }: PackageCard, plan: ReadPlan | undefined): boolean {
  if (type === fresh) return true
  if (plan === undefined) return false
  if (type === learning) return plan.kind === 'days'
  return type === review && interval === firstOf(plan, ord)
}

function firstOf(plan: ReadPlan, ord: number): number {
  if (plan.kind === 'days') return plan.days[0]!
  if (plan.kind === 'growth') return plan.firstInterval
  return (ord > 0 && plan.reverse ? plan.reverse : plan).interval
}
