import { htmlTagNames } from 'html-tag-names'
import type { Html } from 'mdast'
import { diagnose, type Report } from '../diagnostic'
import type { Position } from '../model/position'
import { allowed, isSafeUrl } from './allowed'

/**
 * A comment, an element whose content is no markup, or a tag with its attributes. No part of it runs over a `<` but in
 * quotes, so that looking for it takes time in proportion to the text.
 */
const markup =
  /<!--.*?(?:-->|$)|<(?<opaque>script|style|textarea|title)\b[^<>]*>.*?(?:<\/\k<opaque>\s*>|$)|<\/?(?<name>[a-z][^\s/<>]*)(?<attributes>(?:"[^"]*"|'[^']*'|[^"'<>])*)>/gis

const attribute = /([^\s"'>/=]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+))?/g

/**
 * A piece of HTML as its author can have meant it: what only looks like a tag, as in `Vec<String>`, becomes
 * text, since HTML would not show it. What a card must not hold is reported; sanitising takes it away.
 */
export function readHtml({ value, position }: Html, report: Report): string {
  const place = position as Position | undefined
  return value.replace(markup, (tag: string, ...match) => {
    const { opaque, name, attributes } = match.at(-1) as Partial<Record<string, string>>
    const found = (opaque ?? name)?.toLowerCase()
    if (found === undefined) return tag
    if (!isKnown(found)) {
      report(diagnose('html-unknown-element', place, { found: tag }))
      return tag.replace(/[<&]/g, (mark) => (mark === '<' ? '&lt;' : '&amp;'))
    }
    if (!isAllowed(found)) {
      if (!tag.startsWith('</')) report(diagnose('html-removed', place, { found: `<${found}>` }))
    } else reportAttributes(found, attributes ?? '', place, report)
    return tag
  })
}

function reportAttributes(
  element: string,
  written: string,
  place: Position | undefined,
  report: Report
): void {
  for (const [found, name = '', value = ''] of written.matchAll(attribute)) {
    const key = name.toLowerCase()
    if (!attributesOf(element).includes(key)) report(diagnose('html-removed', place, { found }))
    else if ((key === 'href' || key === 'src') && !isSafeUrl(unquoted(value)))
      report(diagnose('link-unsafe', place, { found: unquoted(value) }))
  }
}

/** Not `<string>`, and not `<int>`: an element that HTML or SVG knows. */
function isKnown(name: string): boolean {
  return known.has(name)
}

const known = new Set([...htmlTagNames, 'svg', 'math'])

function isAllowed(name: string): boolean {
  return (allowed.tagNames as readonly string[]).includes(name)
}

/** The attributes that an element may have, as HTML writes them. */
function attributesOf(element: string): readonly string[] {
  const lists: Partial<Record<string, readonly (string | readonly unknown[])[]>> = allowed.attributes
  const names = [...(lists['*'] ?? []), ...(Object.hasOwn(lists, element) ? (lists[element] ?? []) : [])]
  return names.map((name) =>
    String(typeof name === 'string' ? name : name[0])
      .toLowerCase()
      .replace('classname', 'class')
  )
}

function unquoted(value: string): string {
  return value.replace(/^(["'])(.*)\1$/s, '$2')
}
