import { diagnose, type Report } from '../diagnostic'
import type { Difficulty } from '../model/deck'
import type { CardDraft, LabelDraft, RenderedField } from '../model/draft'
import { difficulties } from '../model/limits'
import { within } from '../model/position'
import { labelNamed } from './labels'

type Labels = readonly LabelDraft<RenderedField>[]

/** Holds what the deck says of how many cards it has against those that it has. */
export function reportTotals(
  labels: Labels,
  cards: readonly Pick<CardDraft<unknown>, 'total'>[],
  found: readonly (Difficulty | null)[],
  report: Report
): void {
  const total = reportTotal(labels, cards.length, report)
  for (const { total: written } of cards) {
    const said = written && Number(written.text)
    if (said === undefined || said === cards.length || said === total) continue
    report({
      ...diagnose('card-total-mismatch', written!.position, { said, found: cards.length }),
      fix: [{ position: written!.position, text: String(cards.length) }]
    })
  }
  reportDistribution(labels, found, report)
}

/** Gives what the deck says. */
function reportTotal(labels: Labels, count: number, report: Report): number | undefined {
  const label = labelNamed(labels, 'total cards')
  if (!label || label.value.blank) return undefined
  const { slice, content } = label.value
  const said = /^\d+/.exec(content.text)?.[0]
  if (said === undefined) report(diagnose('deck-total-unreadable', slice.position, { found: slice.text }))
  else if (Number(said) !== count)
    report({
      ...diagnose('deck-total-mismatch', slice.position, { said: Number(said), found: count }),
      ...(slice.text.startsWith(said) && {
        fix: [{ position: within(slice, 0, said.length).position, text: String(count) }]
      })
    })
  return said === undefined ? undefined : Number(said)
}

function reportDistribution(labels: Labels, found: readonly (Difficulty | null)[], report: Report): void {
  const label = labelNamed(labels, 'distribution')
  if (!label || label.value.blank) return
  const { slice, content } = label.value
  const said = readDistribution(content.text)
  if (!said) {
    report(diagnose('deck-distribution-unreadable', slice.position, { found: slice.text }))
    return
  }
  const counts = difficulties.map((each) => found.filter((difficulty) => difficulty === each).length)
  if (difficulties.some((each, index) => said[each] !== counts[index]))
    report({
      ...diagnose('deck-distribution-mismatch', slice.position, {
        said: sayCounts(difficulties.map((each) => said[each])),
        found: sayCounts(counts)
      }),
      fix: [{ position: slice.position, text: sayCounts(counts) }]
    })
}

/** The counts in `2 Easy | 2 Medium | 1 Hard` or `Easy: 2, Hard: 1`; one that is not named is none. */
function readDistribution(text: string): Record<Difficulty, number> | undefined {
  const counts = { easy: 0, medium: 0, hard: 0 }
  for (const part of text.split(/[|,;/]/)) {
    const read = countFirst.exec(part.trim()) ?? nameFirst.exec(part.trim())
    if (!read) return undefined
    const { count, name } = read.groups as Record<'count' | 'name', string>
    counts[name.toLowerCase() as Difficulty] += Number(count)
  }
  return counts
}

const countFirst = /^(?<count>\d+)\s+(?<name>easy|medium|hard)(?:\s+cards?)?(?:\s+\(\d+\s?%\))?$/i
const nameFirst =
  /^(?<name>easy|medium|hard)\s*(?:[:=]\s*)?\(?(?<count>\d+)\)?(?:\s+cards?)?(?:\s+\(\d+\s?%\))?$/i

function sayCounts(counts: readonly number[]): string {
  return counts.map((count, index) => `${count} ${['Easy', 'Medium', 'Hard'][index]}`).join(' | ')
}
