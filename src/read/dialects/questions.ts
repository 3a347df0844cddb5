import { inlineField } from '../label-lines'
import type { Region } from '../regions'
import { sliceOf, withoutRules } from '../slices'
import type { Dialect } from './dialect'
import { blockField, madeCard } from './made'

/** A question for each second-level heading, with the answer under it. */
export const questions: Dialect = {
  name: 'questions',
  lastResort: true,
  example: ['# Title', '## What is asked?', 'What is answered'],
  read: (source, regions) => {
    const asking = regions.filter(({ kind, depth }) => kind === 'other' && depth === 2)
    const isDeck =
      regions.some(({ kind }) => kind === 'title') && asking.length > 1 && asking.every(isAnswered)
    const used = isDeck ? asking : []
    const cards = used.map(({ heading, blocks }) =>
      madeCard(inlineField(heading!), blockField(sliceOf(source.text, withoutRules(blocks))!))
    )
    return { cards, regions: new Set(used), findings: [] }
  }
}

/** Something stands under the heading, and no heading in it: else it is a chapter. */
function isAnswered({ blocks }: Region): boolean {
  return withoutRules(blocks).length > 0 && blocks.every(({ heading }) => !heading)
}
