import type { Element, ElementContent, Nodes, Root } from 'hast'
import { raw } from 'hast-util-raw'
import { sanitize } from 'hast-util-sanitize'
import { mapSounds } from '../anki/sounds'
import { allowed } from '../render/allowed'
import { arrangeMedia } from '../render/media'
import { element, isBlank, isBlock, isElement, isNamed, text } from './elements'
import { withLines } from './lines'
import { withMath } from './math'
import { type Dropped, withoutStyles } from './styles'

export function htmlTree(html: string): Root {
  return raw({
    type: 'root',
    children: [{ type: 'raw', value: withPlayers(html) } as never]
  } as Nodes) as Root
}

/** Anki's own mark for sounds and films as the element that HTML has for it. */
function withPlayers(html: string): string {
  return mapSounds(
    html,
    (element, name) => `<${element} src="${name.replaceAll('"', '&quot;')}"></${element}>`
  )
}

/**
 * A field as a tree of what cards may hold, in the form that Markdown has: no element of a line around blocks or ends of lines,
 * and paragraphs where the editor has made lines of `<br>` and `<div>`.
 */
export function tidy(tree: Root, dropped: Dropped): Root {
  const safe = sanitize(withoutStyles(tree, dropped), allowed) as Root
  arrangeMedia(safe)
  const nodes = safe.children.filter((node) => node.type !== 'doctype') as ElementContent[]
  return withLines(withMath({ type: 'root', children: nodes.flatMap(unnested) }))
}

/** Elements that only mark text up: nothing is left of them without text, and blanks at their ends say nothing. */
const marks = ['b', 'strong', 'i', 'em', 'u', 's', 'strike', 'del', 'ins', 'mark', 'small', 'span', 'a']

function unnested(node: ElementContent): readonly ElementContent[] {
  if (isNamed(node, 'wbr')) return []
  if (!isElement(node)) return node.type === 'text' ? [node] : []
  if (isNamed(node, 'pre')) return [node]
  const children = node.children.flatMap(unnested)
  if (isBlock(node) || isNamed(node, 'br')) return [{ ...withMedia(node), children }]
  if (isNamed(node, 'span') && Object.keys(node.properties).length === 0) return children
  if (!marks.includes(node.tagName)) return [{ ...withMedia(node), children }]
  return around(node, children)
}

/** The element around each run of text among blocks and ends of lines. */
function around(node: Element, children: readonly ElementContent[]): readonly ElementContent[] {
  const result: ElementContent[] = []
  let run: ElementContent[] = []
  const end = () => {
    result.push(...marked(node, run))
    run = []
  }
  for (const child of children) {
    if (!isBlock(child) && !isNamed(child, 'br')) {
      run.push(child)
      continue
    }
    end()
    const isWhole = isNamed(child, 'pre', 'br', 'hr')
    result.push(
      isWhole ? child : ({ ...child, children: [...around(node, (child as Element).children)] } as Element)
    )
  }
  end()
  return result
}

/** Blanks at the ends go outside: within, Markdown would not see its marks. */
function marked(node: Element, children: readonly ElementContent[]): readonly ElementContent[] {
  if (children.every(isBlank)) return children
  const [inside, last] = [[...children], children.length - 1]
  const [before, first] = parted(inside[0]!, /^\s*/)
  inside[0] = first
  const [after, final] = parted(inside[last]!, /\s*$/)
  inside[last] = final
  return [...before, ...(inside.every(isBlank) ? [] : [{ ...node, children: inside }]), ...after]
}

function parted(node: ElementContent, blanks: RegExp): readonly [readonly ElementContent[], ElementContent] {
  const found = node.type === 'text' ? (blanks.exec(node.value)?.[0] ?? '') : ''
  if (node.type !== 'text' || found === '') return [[], node]
  return [[text(found)], { type: 'text', value: node.value.replace(blanks, '') }]
}

/** Files in Anki lie in one folder, those of a deck in a folder beside it. */
function withMedia(node: Element): Element {
  const src = node.properties['src']
  if (
    !isNamed(node, 'img', 'audio', 'video') ||
    typeof src !== 'string' ||
    src === '' ||
    /^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(src)
  )
    return node
  return { ...node, properties: { ...node.properties, src: `${mediaFolder}/${urlOf(src)}` } }
}

export const mediaFolder = 'media'

/** A file's name as a URL. Names that are written as URLs stay so. */
function urlOf(name: string): string {
  return encodeURI(name.replace(/%(?![0-9a-f]{2})/gi, '%25'))
    .replace(/%25(?=[0-9a-f]{2})/gi, '%')
    .replace(/[?#()]/g, (mark) => `%${mark.charCodeAt(0).toString(16)}`)
}

/** A field as one block of HTML, for what Markdown cannot say otherwise. */
export function asBlock(tree: Root): Element {
  return element('div', tree.children.filter((node) => node.type !== 'doctype') as ElementContent[])
}
