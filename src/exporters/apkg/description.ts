import { addDays } from '../../model/days'
import { daysOf, type PlannedDeck } from '../../plan/plan'

/**
 * What a learner reads in the deck, in Markdown. On the day of the import nothing is due, and Anki says only
 * “Congratulations! You have finished this deck for now.” above it.
 */
export function describe({ cards, start }: PlannedDeck): string {
  const days = cards.flatMap(({ plan }) => daysOf(plan).slice(0, 1))
  if (days.length === 0) return ''
  const first = Math.min(...days)
  const comes = start === 'import' ? sayDaysAfter(first) : `on ${addDays(start, first)}`
  return [
    `The cards of this deck come up on the days of their review plan. The first come up **${comes}**.`,
    'If Anki shows them as new cards today, import the file once more and tick both “Import any learning progress”',
    'and “Import any deck presets”.'
  ].join(' ')
}

function sayDaysAfter(day: number): string {
  if (day === 0) return 'on the day of the import'
  return day === 1 ? 'the day after the import' : `${day} days after the import`
}
