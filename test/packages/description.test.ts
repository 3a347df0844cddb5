import { expect, it } from 'vitest'
import { describe as described } from '../../src/anki/description'
import { plan } from '../../src/plan/plan'
import { written } from '../decks'

const descriptionOf = (deck: object) => described(plan({ ...written('A_b', [{ days: [1, 3] }]), ...deck }))

it('of a deck says when its first cards come up, and where it comes from', () => {
  const [days, source] = descriptionOf({ meta: { Source: 'notes/a_b.md' } }).split('\n\n')
  expect(days).toMatch(/first come up \*\*the day after the import\*\*/)
  expect(source).toBe('“A\\_b” was made from notes/a\\_b.md.')
})

it('says nothing of it where the author does not, whatever the file is called', () => {
  expect(descriptionOf({ meta: {}, file: 'a.md' })).toMatch(/ticked\.$/)
})

it('shows marks of Markdown and HTML in a source as they are', () => {
  const source = '<b>*a*</b> [b](c) `d`\n# e &amp;'
  expect(descriptionOf({ meta: { Source: source } })).toContain(
    'from \\<b\\>\\*a\\*\\</b\\> \\[b\\](c) \\`d\\` \\# e \\&amp;.'
  )
})
