import { clozeAnswers, revealCloze } from './cloze'
import { strippedHtml } from './strip-html'

/** What a card's template can show. */
export interface CardContext {
  /** HTML by the name of the field, with Anki's own such as `Tags` and `Deck`. */
  readonly fields: Readonly<Record<string, string>>
  /** The number of the cloze that is asked for; of a note without clozes, of its template. */
  readonly number: number
}

type Part =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'field'; readonly name: string; readonly filters: readonly string[] }
  | { readonly kind: 'if' | 'unless'; readonly name: string; readonly parts: Part[] }

/**
 * A side of a card, in HTML, by Anki's template language (`rslib/src/template.rs`, `template_filters.rs`). `front` is the question
 * that `{{FrontSide}}` stands for on an answer. Throws where the template names a field that is not there, or is not closed.
 */
export function renderTemplate(template: string, card: CardContext, front?: string): string {
  const { fields } = card
  const side = front === undefined ? 'question' : 'answer'
  const shown: (part: Part) => string = (part) => {
    if (part.kind === 'text') return part.text
    if (part.kind !== 'field') return isShown(part, card) ? part.parts.map(shown).join('') : ''
    if (part.name === 'FrontSide') return front ?? ''
    return filtered(fieldOf(fields, part.name), part, card, side)
  }
  return parse(template).map(shown).join('')
}

/** Whether Anki makes a card of a template: when some field that its question shows holds something. */
export function showsSomething(template: string, card: CardContext): boolean {
  const shows: (part: Part) => boolean = (part) => {
    if (part.kind === 'text') return false
    if (part.kind === 'field') return isHeld(card, part.name)
    return isShown(part, card) && part.parts.some(shows)
  }
  return parse(template).some(shows)
}

/** The fields that a template puts through the filter `cloze`. */
export function clozeFieldsOf(template: string): readonly string[] {
  const within: (part: Part) => readonly string[] = (part) => {
    if (part.kind === 'text') return []
    if (part.kind === 'field') return part.filters.includes('cloze') ? [part.name] : []
    return part.parts.flatMap(within)
  }
  return parse(template).flatMap(within)
}

/**
 * The place of a type-in field, on the question something to type into, on the answer what was to be typed; Anki's reviewer puts
 * it in after a card is drawn (`qt/aqt/reviewer.py`).
 */
export function withTyping(
  html: string,
  side: 'question' | 'answer',
  { fields, number }: CardContext
): string {
  return html.replace(
    /\[\[type:((?:cloze|nc):)?([^\]]+)\]\]/g,
    (mark, kind: string | undefined, name: string) => {
      const value = Object.hasOwn(fields, name) ? fields[name] : undefined
      if (value === undefined) return mark
      if (side === 'question') return '<input type="text" id="typeans" aria-label="Your answer">'
      const text = strippedHtml(kind === 'cloze:' ? clozeAnswers(value, number) : value)
      return `<code id="typeans">${text.replace(/[&<]/g, (each) => (each === '&' ? '&amp;' : '&lt;'))}</code>`
    }
  )
}

/** A template in the marks of today: one that begins with those of older versions has them (`rslib/src/template.rs`). */
export function handlebarsOf(template: string): string {
  return template.trimStart().startsWith(olderMarks)
    ? template.replace(olderMarks, '').replaceAll('<%', '{{').replaceAll('%>', '}}')
    : template
}

const olderMarks = '{{=<% %>=}}'

function parse(template: string): readonly Part[] {
  const found: Part[] = []
  const open: Extract<Part, { parts: Part[] }>[] = []
  const add = (part: Part) => void (open.at(-1)?.parts ?? found).push(part)
  for (const token of handlebarsOf(template).split(/(<!--[\s\S]*?-->|\{\{[\s\S]*?\}\})/)) {
    if (!token.startsWith('{{')) {
      if (token !== '') add({ kind: 'text', text: token })
      continue
    }
    const handle = token.slice(2, -2).replace(/^\{+/, '').trim()
    const [mark, name] = [handle[0], handle.slice(1).trimStart()]
    if (mark === '#' || mark === '^') open.push({ kind: mark === '#' ? 'if' : 'unless', name, parts: [] })
    else if (mark === '/') {
      const closed = open.pop()
      if (closed?.name !== name) throw new Error(`The template closes “${name}”, which is not open`)
      add(closed)
    } else {
      const [field = '', ...filters] = handle.split(':').reverse()
      add({ kind: 'field', name: field, filters })
    }
  }
  if (open.length > 0) throw new Error(`The template does not close “${open.at(-1)!.name}”`)
  return found
}

function isShown(
  { kind, name }: { readonly kind: 'if' | 'unless'; readonly name: string },
  card: CardContext
): boolean {
  return isHeld(card, name) === (kind === 'if')
}

function isHeld({ fields, number }: CardContext, name: string): boolean {
  const cloze = /^c(\d+)$/.exec(name)?.[1]
  if (cloze !== undefined && !Object.hasOwn(fields, name)) return Number(cloze) === number
  return name !== 'FrontSide' && !isEmpty(fieldOf(fields, name))
}

/** What Anki takes for nothing. */
function isEmpty(html: string): boolean {
  return html.replace(/<\/?(?:br|div) ?\/?>/gi, '').trim() === ''
}

function fieldOf(fields: Readonly<Record<string, string>>, name: string): string {
  const value = Object.hasOwn(fields, name) ? fields[name] : undefined
  if (value === undefined) throw new Error(`The template shows “${name}”, and there is no such field`)
  return value
}

type Filter = (html: string, name: string, card: CardContext, side: 'question' | 'answer') => string

const filters: Readonly<Record<string, Filter>> = {
  cloze: (html, _, { number }, side) => revealCloze(html, number, side),
  text: (html) => strippedHtml(html),
  type: (_, name) => `[[type:${name}]]`,
  'type-cloze': (_, name) => `[[type:cloze:${name}]]`,
  'type-nc': (_, name) => `[[type:nc:${name}]]`
}

/** From a filter on that Anki does not know, all are left to add-ons, and change nothing without them. */
function filtered(
  html: string,
  { name, filters: names }: Extract<Part, { kind: 'field' }>,
  card: CardContext,
  side: 'question' | 'answer'
): string {
  let shown = html
  for (const filter of typing(names)) {
    if (!Object.hasOwn(filters, filter)) return shown
    shown = filters[filter]!(shown, name, card, side)
  }
  return shown
}

/** `type:cloze:` and `type:nc:` are one filter each. */
function typing(names: readonly string[]): readonly string[] {
  return names.length === 2 && names[1] === 'type' && /^(?:cloze|nc)$/.test(names[0]!)
    ? [`type-${names[0]}`]
    : names
}
