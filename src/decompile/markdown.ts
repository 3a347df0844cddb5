import type { Root as HastRoot } from 'hast'
import { toHtml } from 'hast-util-to-html'
import { toMdast } from 'hast-util-to-mdast'
import type { Html, Nodes, Root } from 'mdast'
import { gfmToMarkdown } from 'mdast-util-gfm'
import { gfmTaskListItemToMarkdown } from 'mdast-util-gfm-task-list-item'
import { defaultHandlers, type Handle, type Options, toMarkdown } from 'mdast-util-to-markdown'
import type { InlineMath } from '../model/nodes'
import { isCardLabel } from '../read/labels'
import { handlers, htmlBlock, type Kept } from './handlers'
import { mathMarkdown } from './math'
import { asBlock } from './tidy'

/** A tidy field as Markdown; `asHtml` where Markdown is not to say it. */
export function blockMarkdown(tree: HastRoot, asHtml: boolean): string {
  const mdast: Root = asHtml
    ? { type: 'root', children: tree.children.length === 0 ? [] : [withoutMarks(htmlBlock(asBlock(tree)))] }
    : (toMdast(tree, { handlers, document: true }) as Root)
  return toMarkdown(mdast, options).trim()
}

/** Without what could be a mark of Markdown: where there are too many, a deck's reader does not look. */
function withoutMarks({ type, value }: Html): Html {
  const marked = value.replace(/[*_~[`$\\|]/g, (mark) => `&#${mark.charCodeAt(0)};`)
  const unlinked = marked.replace(addressMark, (mark) => `&#${mark.charCodeAt(0)};`)
  return { type, value: unlinked.replace(/=(?==)|%(?=%)/g, (mark) => `&#${mark.charCodeAt(0)};`) }
}

/** By what GFM knows an address that has no marks around it. */
const addressMark = /(?<=https?):|(?<=www)\.|@/gi

/** A tidy field as a part of a line. What is a block in it stays HTML; `asHtml` keeps every mark from Markdown. */
export function inlineMarkdown(tree: HastRoot, asHtml = false): string {
  if (asHtml)
    return withoutMarks(htmlBlock(tree))
      .value.replace(/\s*\n\s*/g, ' ')
      .trim()
  const mdast = toMdast(tree, { handlers, document: true }) as Root
  const [first] = mdast.children
  if (first === undefined) return ''
  const isLine = mdast.children.length === 1 && first.type === 'paragraph'
  const node: Nodes = isLine
    ? { type: 'root', children: [{ type: 'heading', depth: 3, children: first.children }] }
    : { type: 'root', children: [htmlBlock(tree)] }
  return toMarkdown(node, options)
    .replace(/^### /, '')
    .replace(/\s*\n\s*/g, ' ')
    .trim()
}

/** Text of a line as Markdown that shows it. */
export function plainMarkdown(text: string): string {
  const value = text.replace(/\s+/g, ' ').trim()
  return inlineMarkdown({ type: 'root', children: [{ type: 'text', value }] })
}

const options: Options = {
  bullet: '-',
  rule: '-',
  listItemIndent: 'one',
  fences: true,
  extensions: [gfmToMarkdown()],
  unsafe: [
    { character: '$', after: '\\S', inConstruct: 'phrasing' },
    { character: '=', after: '=', inConstruct: 'phrasing' },
    { character: '%', after: '%', inConstruct: 'phrasing' }
  ],
  handlers: {
    break: lineEnd,
    inlineMath,
    paragraph,
    text: spelt,
    textDirective
  } as Options['handlers'] & Record<'textDirective', Handle>
}

/** In a table's cell a bar stands behind a backslash, which would make two bars of TeX's own `\|`. */
function inlineMath(
  node: InlineMath,
  _: unknown,
  { stack }: Parameters<Handle>[2],
  { before, after }: Parameters<Handle>[3]
): string {
  const written =
    mathMarkdown(node, before, after) ??
    `<span class="math">${withoutMarks({ type: 'html', value: toHtml({ type: 'text', value: node.value }) }).value}</span>`
  const isCell = stack.includes('tableCell')
  return isCell ? written.replaceAll('\\|', '\\Vert ').replaceAll('|', '\\|') : written
}

/** In a heading or a cell a line cannot end but by HTML. */
function lineEnd(...[node, parent, state, info]: Parameters<Handle>): string {
  return state.stack.some((construct) => construct === 'headingAtx' || construct === 'tableCell')
    ? '<br>'
    : defaultHandlers.break(node, parent, state, info)
}

/** A blank that must not break is seen as one. */
function spelt(...[node, parent, state, info]: Parameters<Handle>): string {
  return defaultHandlers.text(node, parent, state, info).replaceAll('\u00a0', '&nbsp;')
}

function textDirective(
  node: Kept,
  _: unknown,
  state: Parameters<Handle>[2],
  info: Parameters<Handle>[3]
): string {
  const inside = state.containerPhrasing(node as never, { ...info, before: '>', after: '<' })
  return `${node.open}${inside}${node.close}`
}

/** A paragraph, behind its box where it begins a task. */
const inTask = gfmTaskListItemToMarkdown().handlers!.paragraph!

/** A line `**Source:** …` at the end of a card would be a label of it. With other marks it is text. */
function paragraph(...[node, parent, state, info]: Parameters<Handle>): string {
  return inTask(node, parent, state, info).replace(
    /^\*\*([^*\n]+?)(:?)\*\*(?=(\s*:)?)/gm,
    (found, name: string, colon: string, behind?: string) =>
      (colon || behind) && isCardLabel(name) ? `__${name}${colon}__` : found
  )
}
