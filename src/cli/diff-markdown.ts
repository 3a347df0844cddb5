import type { CardChange, Changes } from '../compare/changes'
import { counted } from '../model/counted'
import { codeSpan } from './markdown'
import { shortened } from './shortened'

/** What changes for learners, for the summary of a workflow: how much in a line, and under it which cards. */
export function markdownOf(changes: Changes): string {
  const sums = kinds.flatMap(({ of, title }) =>
    changes[of].length > 0 ? [`${changes[of].length} ${title}`] : []
  )
  const { added, changed, refused, unchanged } = changes
  const cards = counted(added.length + changed.length + refused.length + unchanged, 'card')
  const lines = [
    `### ${cards}: ${sums.length > 0 ? sums.join(', ') : 'no change'}`,
    '',
    ...kinds.flatMap(({ of, title, remark }) => section(changes[of], title, remark))
  ]
  return `${lines.join('\n')}\n`
}

/** What may change, in the order in which it is told, and what Anki makes of it. */
const kinds = [
  { of: 'added', title: 'new', remark: '' },
  { of: 'changed', title: 'changed', remark: '' },
  { of: 'moved', title: 'in another deck', remark: 'Anki leaves a card that it has in its deck.' },
  { of: 'rescheduled', title: 'with other days', remark: 'A card that is in Anki keeps its days.' },
  { of: 'refused', title: 'of another note type', remark: 'Anki passes over them.' },
  { of: 'gone', title: 'gone', remark: 'Anki keeps them.' }
] as const satisfies readonly {
  readonly of: Exclude<keyof Changes, 'unchanged'>
  title: string
  remark: string
}[]

const mostCards = 50

function section(cards: readonly CardChange[], title: string, remark: string): readonly string[] {
  if (cards.length === 0) return []
  const left = cards.length - mostCards
  return [
    `<details><summary>${cards.length} ${title}</summary>`,
    '',
    ...(remark ? [remark, ''] : []),
    ...cards.slice(0, mostCards).map(({ front }) => `- ${codeSpan(shortened(front, 100)) || '(no words)'}`),
    ...(left > 0 ? [`- and ${left} more`] : []),
    '',
    '</details>',
    ''
  ]
}
