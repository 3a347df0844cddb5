import { counted } from '../model/counted'
import { sum } from '../model/sum'
import { type Calendar, type CalendarDay, calendarOf, sayRest } from '../plan/calendar'
import type { PlannedDeck } from '../plan/plan'
import { escaped } from './html'

/** How near labels may stand, in per cent of the width: on a phone there is still a gap between two dates. */
const between = { day: 9, date: 24 }

/** On which days the cards of a deck come up, as a picture: a bar for each day, as high as there are cards. Nothing where no day is known. */
export function calendarPicture(deck: PlannedDeck): string {
  const calendar = calendarOf(deck)
  const { days } = calendar
  if (days.length === 0) return ''
  const [first, last] = [days[0]!.day, days.at(-1)!.day]
  const from = Math.min(first, deck.start === 'import' ? 0 : first)
  const span = Math.max(last - from, 1)
  const most = Math.max(...days.map(countOf))
  const at = ({ day }: CalendarDay) => 4 + (92 * (day - from)) / span
  const width = Math.max(0.3, Math.min(4, 60 / span))
  const bars = days.map((day) => bar(day, at(day), width, countOf(day) / most))
  return [
    '<figure class="calendar">',
    `<svg width="100%" height="104" role="img" aria-label="${escaped(told(days))}">`,
    '<line class="axis" x1="0" x2="100%" y1="80.5" y2="80.5"/>',
    ...bars,
    ...labels(days, at, deck.start === 'import' ? between.day : between.date),
    '</svg>',
    `<figcaption>${escaped(caption(calendar, deck))}</figcaption>`,
    '</figure>'
  ].join('\n')
}

function countOf({ cards }: CalendarDay): number {
  return sum(Object.values(cards))
}

function bar(day: CalendarDay, center: number, width: number, share: number): string {
  const height = Math.max(2, Math.round(60 * share))
  const [x, y] = [`${round(center - width / 2)}%`, 80 - height]
  const title = `${nameOf(day)}: ${counted(countOf(day), 'card')}`
  return `<rect x="${x}" y="${y}" width="${round(width)}%" height="${height}" rx="2"><title>${escaped(title)}</title></rect>`
}

/** Days with their counts, as many as have room beside each other. */
function labels(
  days: readonly CalendarDay[],
  at: (day: CalendarDay) => number,
  gap: number
): readonly string[] {
  const most = Math.max(...days.map(countOf))
  const found: string[] = []
  let next = Number.NEGATIVE_INFINITY
  for (const day of days) {
    const x = at(day)
    if (x < next) continue
    next = x + gap
    const y = 74 - Math.max(2, Math.round((60 * countOf(day)) / most))
    found.push(
      `<text x="${round(x)}%" y="97">${escaped(day.date ?? String(day.day))}</text>`,
      `<text class="count" x="${round(x)}%" y="${y}">${countOf(day)}</text>`
    )
  }
  return found
}

function nameOf({ day, date }: CalendarDay): string {
  return date ?? `Day ${day}`
}

/** The picture in words, for those who do not see it. */
function told(days: readonly CalendarDay[]): string {
  const some = days.slice(0, 20).map((day) => `${nameOf(day)}: ${counted(countOf(day), 'card')}`)
  return `Reviews. ${some.join('; ')}${days.length > 20 ? `; and ${days.length - 20} more days` : ''}`
}

function caption(calendar: Calendar, { start }: PlannedDeck): string {
  const days = start === 'import' ? 'Cards by day after the import' : 'Cards by day'
  return [days, ...sayRest(calendar)].join('; ')
}

function round(number: number): number {
  return Math.round(number * 100) / 100
}
