import type { Root as HastRoot, Nodes, RootContent } from 'hast'
import { raw } from 'hast-util-raw'
import { sanitize } from 'hast-util-sanitize'
import { toHtml } from 'hast-util-to-html'
import { toString as textOf } from 'hast-util-to-string'
import { toHast } from 'mdast-util-to-hast'
import { allowed } from './allowed'
import { highlightCode } from './coloured-elements'
import { elementsOf } from './elements'
import { markMath } from './math'
import { arrangeMedia } from './media'
import type { Prepared, ToSafeHtml, Written } from './output'
import { mathMark } from './tex'
import { walk } from './walk'

/** Makes elements of the HTML that is still text in a tree. */
export type ReadHtml = (tree: Nodes) => Nodes

export const toSafeHtml: ToSafeHtml = (prepared) => overHast(prepared, raw)

/** The way over hast, with an allow-list: what is not HTML in a tree becomes what `write.ts` makes of it. */
export function overHast(prepared: Prepared, readHtml: ReadHtml): Written {
  const hast = toSafeHast(prepared, readHtml)
  arrangeMedia(hast)
  if (prepared.isInline) unwrap(hast)
  const text = textOf(hast)
  if (mathMark.test(text)) markMath(hast, prepared)
  if (prepared.holdsCode) highlightCode(hast, prepared.highlight)
  // The only HTML that is still text are the colours of code.
  return { html: toHtml(hast, { allowDangerousHtml: true }), text }
}

function toSafeHast({ root, idPrefix }: Prepared, readHtml: ReadHtml): HastRoot {
  const hast = toHast(root, { allowDangerousHtml: true, clobberPrefix: idPrefix, handlers: elementsOf })
  const safe = sanitize(readHtml(hast), allowed) as HastRoot
  walk(safe, withoutEmptyClass)
  return { ...safe, children: safe.children.map(withoutFootnoteTitle) }
}

/** Where no class was allowed, sanitising leaves a list of none. */
function withoutEmptyClass(node: RootContent): undefined {
  if (node.type === 'element' && (node.properties['className'] as unknown[] | undefined)?.length === 0)
    delete node.properties['className']
}

/** `mdast-util-to-hast` puts a heading above footnotes for screen readers alone; on a card it would be seen. */
function withoutFootnoteTitle(node: RootContent): RootContent {
  if (node.type !== 'element' || node.properties['dataFootnotes'] === undefined) return node
  return {
    ...node,
    children: node.children.filter((child) => child.type !== 'element' || child.tagName !== 'h2')
  }
}

/** Leaves the paragraph out around what is only a part of a line. */
function unwrap(tree: HastRoot): void {
  const [first, ...rest] = tree.children
  if (first?.type === 'element' && first.tagName === 'p') tree.children = [...first.children, ...rest]
}
