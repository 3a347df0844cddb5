import type { Element, ElementContent, RootContent } from 'hast'

/** Elements that stand for themselves among others, not in a line of text. */
const blocks = new Set(
  [
    'address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3',
    'h4 h5 h6 header hr html li main nav ol p pre section summary table caption thead tbody tfoot tr th td ul'
  ].flatMap((names) => names.split(' '))
)

export function isElement(node: RootContent | ElementContent): node is Element {
  return node.type === 'element'
}

export function isNamed<Name extends string>(
  node: RootContent | ElementContent,
  ...names: readonly Name[]
): node is Element & { tagName: Name } {
  return node.type === 'element' && (names as readonly string[]).includes(node.tagName)
}

export function isBlock(node: RootContent | ElementContent): boolean {
  return node.type === 'element' && blocks.has(node.tagName)
}

/** Text that HTML shows as a blank at most; a no-break space is more. */
export function isBlank(node: RootContent | ElementContent): boolean {
  return node.type === 'text' && /^[ \t\r\n\f]*$/.test(node.value)
}

export function element(tagName: string, children: ElementContent[]): Element {
  return { type: 'element', tagName, properties: {}, children }
}

export function text(value: string): ElementContent {
  return { type: 'text', value }
}
