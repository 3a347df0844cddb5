import { counted } from '../model/counted'
import { sum } from '../model/sum'
import { type Calendar, type CalendarDay, calendarOf, sayRest } from '../plan/calendar'
import { type PlanOptions, plan } from '../plan/plan'
import type { Host } from './host'
import { type Reading, readInputs } from './inputs'
import { printable, printableJson } from './printable'
import { countsAsError, type Reporting, report } from './report'
import { withDates } from './with-dates'

export interface ScheduleOptions extends PlanOptions, Reading {
  readonly format: 'pretty' | 'json'
}

/** Prints on which days the cards of decks come up. Gives the exit code. */
export async function schedule(
  names: readonly string[],
  { format, ...options }: ScheduleOptions,
  reporting: Reporting,
  host: Host
): Promise<number> {
  const { inputs, missing } = await readInputs(names, options, host)
  const checked = withDates(inputs, options)
  const found = [...missing, ...checked.flatMap(({ diagnostics }) => diagnostics)]
  const exitCode = await report(found, inputs, { ...reporting, outIsTaken: true }, host)
  const calendars = checked.flatMap(({ deck, diagnostics }) =>
    deck && !diagnostics.some((finding) => countsAsError(finding, reporting))
      ? [{ deck: deck.name, ...calendarOf(plan(deck, options)) }]
      : []
  )
  if (format === 'json') await host.out(`${printableJson(calendars, 2)}\n`)
  else for (const calendar of calendars) await host.out(`${table(calendar)}\n`)
  return exitCode
}

interface Named extends Calendar {
  readonly deck: string
}

function table({ deck, ...calendar }: Named): string {
  const lines = [...calendar.days.map((day) => row(deck, day)), ...sayRest(calendar)]
  return [deck, ...lines.map((line) => `  ${line}`)].map((line) => `${printable(line)}\n`).join('')
}

/** Subdecks are named without the deck that they are in. */
function row(deck: string, { day, date = `Day ${day}`, cards }: CalendarDay): string {
  const decks = Object.entries(cards)
  const count = sum(decks.map(([, each]) => each))
  const within = decks.flatMap(([name, each]) =>
    name === deck ? [] : `${each} in ${name.slice(deck.length + '::'.length)}`
  )
  return `${date.padEnd(10)}  ${counted(count, 'card').padEnd(9)}  ${within.join(', ')}`.trimEnd()
}
