import { type DefaultTreeAdapterMap, parseFragment, serialize } from 'parse5'
import { expect } from 'vitest'

const elements = new Set(
  [
    'a abbr audio b bdi bdo blockquote br caption cite code dd del details dfn div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr',
    'i img input ins kbd li mark ol p pre q rp rt ruby s samp section small span strike strong sub summary sup table tbody td',
    'tfoot th thead time tr tt u ul var video wbr'
  ].flatMap((line) => line.split(' '))
)

const attributes = new Set(
  [
    'align alt checked class colspan controls data-footnote-backref data-footnote-ref data-footnotes datetime dir disabled height href',
    'id lang open reversed rowspan scope src start title type value width'
  ].flatMap((line) => line.split(' '))
)

type Node = DefaultTreeAdapterMap['node']

/**
 * Holds HTML against what a card may hold, as another parser reads it. `[sound:` is ours where it names a file that the card
 * plays.
 */
export function expectHarmless(html: string): void {
  const tree = parseFragment(html)
  visit(tree)
  // What a page makes of it once, it makes of it again: nothing waits to be something else.
  expect(serialize(parseFragment(serialize(tree)))).toBe(serialize(tree))
  expect(html).not.toMatch(/\[(?:sound|anki):|\[latex\]|\{\{/i)
}

function visit(node: Node): void {
  expect(node.nodeName).not.toBe('#comment')
  if ('tagName' in node) {
    expect(elements).toContain(node.tagName)
    const names = node.attrs.map(({ name, value }) => {
      if (name === 'href' || name === 'src') expect(schemeOf(value)).toMatch(/^(?:https?|mailto|)$/)
      if (name === 'id') expect(value).toMatch(/^md2anki-/)
      if (name === 'class')
        expect(value).toMatch(
          /^(?:language-\S+|footnotes|task-list-item|contains-task-list|math|alert(?: alert-\w+)?|alert-title|hljs-[\w-]+(?: [\w-]+)*)$/
        )
      return name
    })
    expect(names.filter((name) => !attributes.has(name))).toEqual([])
    if (node.tagName === 'input') expect(names).toEqual(expect.arrayContaining(['type', 'disabled']))
  }
  if ('childNodes' in node) node.childNodes.forEach(visit)
}

/** The scheme that a browser finds: it skips blanks and control characters. */
function schemeOf(url: string): string {
  return /^([a-z][a-z\d+.-]*):/.exec(url.toLowerCase().replace(/[\u0000-\u0020]/g, ''))?.[1] ?? ''
}
