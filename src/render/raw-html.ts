import { htmlTagNames } from 'html-tag-names'
import type { Html } from 'mdast'
import { decodeString } from 'micromark-util-decode-string'
import { diagnose, type Report } from '../diagnostic'
import type { Position } from '../model/position'
import { allowed, withPlainScheme } from './allowed'
import { reportLink } from './links'
import { type Collect, isMedia, readAddress } from './media'

/**
 * What HTML does not show as it is written: a comment, an instruction, an element whose content is no markup, a tag with
 * its attributes, and a tag that is never finished. No part of it runs over a `<` but in quotes, so that looking for it
 * takes time in proportion to the text.
 */
const markup = new RegExp(
  [
    '<!--.*?(?:-->|$)',
    '(?<instruction><\\?.*?(?:\\?>|$)|<!\\[CDATA\\[.*?(?:\\]\\]>|$)|<![a-z][^<>]*(?:>|$))',
    '<(?<opaque>script|style|textarea|title)\\b[^<>]*>.*?(?:</\\k<opaque>\\s*>|$)',
    '</?(?<name>[a-z][^\\s/<>]*)(?<attributes>(?:"[^"]*"|\'[^\']*\'|[^"\'<>])*)>',
    '(?<unfinished></?[a-z][^<>]*$)'
  ].join('|'),
  'gis'
)

const attribute = /([^\s"'>/=]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+))?/g

/**
 * A piece of HTML as its author can have meant it: what only looks like a tag, as in `Vec<String>`, becomes text, since
 * HTML would not show it. What a card must not hold is reported; sanitising takes it away.
 */
export function readHtml({ value, position }: Html, report: Report, collect: Collect): string {
  const place = position as Position
  const finding = { place, report, collect }
  return value.replace(markup, (found: string, ...match) => {
    const { instruction, opaque, name, attributes, unfinished } = match.at(-1) as Partial<
      Record<string, string>
    >
    const element = (opaque ?? name)?.toLowerCase()
    if (unfinished !== undefined || (element !== undefined && !known.has(element))) {
      report(diagnose('html-unknown-element', place, { found }))
      return found.replace(/[<&]/g, (mark) => (mark === '<' ? '&lt;' : '&amp;'))
    }
    if (instruction !== undefined) report(diagnose('html-removed', place, { found }))
    else if (element !== undefined && isAllowed(element)) return readTag(found, element, attributes!, finding)
    else if (element !== undefined && !found.startsWith('</'))
      report(diagnose('html-removed', place, { found: `<${element}>` }))
    return found
  })
}

/** What to do with what is found, and where it stands. */
interface Finding {
  readonly place: Position
  readonly collect: Collect
  readonly report: Report
}

/** Elements of HTML, and the two that begin another language. */
const known = new Set([...htmlTagNames, 'svg', 'math'])

/** A tag as the card is to have it; what is not allowed is still in it. */
function readTag(tag: string, element: string, written: string, { place, report, collect }: Finding): string {
  const attributes = written.replace(attribute, (found: string, name: string, value = '') => {
    const key = name.toLowerCase()
    const given = decodeString(unquoted(value).replaceAll('\\', '\\\\'))
    if (!attributesOf(element).includes(key) || (key === 'class' && !areAllowed(element, value)))
      report(diagnose('html-removed', place, { found }))
    else if (key === 'src') return `src="${quoted(readAddress(given, place, report, collect))}"`
    else if (key === 'href' && isMedia(given)) {
      const address = readAddress(given, place, report, collect)
      return address && `href="${quoted(address)}"`
    } else if (key === 'href') {
      reportLink(given, place, report)
      const address = withPlainScheme(given)
      if (address !== given) return `href="${quoted(address)}"`
    }
    return found
  })
  return `${tag.slice(0, tag.length - written.length - 1)}${attributes}>`
}

function isAllowed(name: string): boolean {
  return (allowed.tagNames as readonly string[]).includes(name)
}

/** The attributes that an element may have, as HTML writes them. */
function attributesOf(element: string): readonly string[] {
  const lists: Partial<Record<string, readonly (string | readonly unknown[])[]>> = allowed.attributes
  const names = [...lists['*']!, ...(Object.hasOwn(lists, element) ? lists[element]! : [])]
  return names.map((name) =>
    String(typeof name === 'string' ? name : name[0])
      .toLowerCase()
      .replace('classname', 'class')
  )
}

/** Whether all these classes are some that we make ourselves. */
function areAllowed(element: string, value: string): boolean {
  const lists: Partial<Record<string, readonly (string | readonly unknown[])[]>> = allowed.attributes
  const [, ...classes] = lists[element]!.find((each) => each[0] === 'className') as readonly unknown[]
  return unquoted(value)
    .split(/\s+/)
    .every((name) => classes.some((each) => (each instanceof RegExp ? each.test(name) : each === name)))
}

function unquoted(value: string): string {
  return value.replace(/^(["'])(.*)\1$/s, '$2')
}

function quoted(value: string): string {
  return value.replace(/[&"]/g, (mark) => (mark === '&' ? '&amp;' : '&quot;'))
}
