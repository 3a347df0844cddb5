import type { Nodes as HastNodes, Root as HastRoot } from 'hast'
import { raw } from 'hast-util-raw'
import { sanitize } from 'hast-util-sanitize'
import { toHtml } from 'hast-util-to-html'
import { toString as textOf } from 'hast-util-to-string'
import type { Root } from 'mdast'
import { toHast } from 'mdast-util-to-hast'
import type { Report } from '../diagnostic'
import type { FieldDraft, RenderedField } from '../model/draft'
import { guardDirectives } from '../model/html'
import { allowed, idPrefix } from './allowed'
import { guardMath } from './math'
import { prepare } from './prepare'

/** A field as safe HTML and as plain text. What cannot be shown as it was written is reported. */
export function render({ slice, tree }: FieldDraft, report: Report): RenderedField {
  const { holdsHtml, root } = prepare(tree(), report)
  const hast = toSafeHast(root, holdsHtml)
  const text = textOf(hast).trim()
  guardMath(hast)
  const html = guardDirectives(toHtml(hast).trim()).normalize('NFC')
  return {
    slice,
    content: { markdown: slice.text, html, text },
    blank: isBlank(text) && !showsWithoutText.test(html)
  }
}

function toSafeHast(root: Root, holdsHtml: boolean): HastRoot {
  const hast = toHast(root, { allowDangerousHtml: true, clobberPrefix: idPrefix })
  return withoutFootnoteTitle(sanitize(holdsHtml ? raw(hast) : hast, allowed)) as HastRoot
}

/** `mdast-util-to-hast` puts a heading above footnotes for screen readers alone; on a card it would be seen. */
function withoutFootnoteTitle(tree: HastNodes): HastNodes {
  const footnotes = 'children' in tree ? tree.children.at(-1) : undefined
  if (footnotes?.type === 'element' && footnotes.properties['dataFootnotes'] !== undefined)
    footnotes.children = footnotes.children.filter(
      (child) => child.type !== 'element' || child.tagName !== 'h2'
    )
  return tree
}

const showsWithoutText = /<(?:img|hr|input)\b/

/** Nothing but blanks, among them those that only look like text: no-break and zero-width spaces. */
function isBlank(text: string): boolean {
  return !/[^\s\u00ad\u200b-\u200f\u2060\ufeff]/.test(text)
}
