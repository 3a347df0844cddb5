/** A value that an attribute is not written for is as good as none. */
export type Attributes = Readonly<Record<string, unknown>>

/** Text as HTML. Only what must be is written with a reference, and as `hast-util-to-html` does. */
export function escaped(text: string): string {
  return text.replace(/[<&]/g, (mark) => (mark === '<' ? '&#x3C;' : '&#x26;'))
}

/** The text in HTML as `element` and `escaped` write it: no other mark begins with `<`, and nothing else is a reference. */
export function textIn(html: string): string {
  return html
    .replace(/<[^<>"]*(?:"[^"]*"[^<>"]*)*>/g, '')
    .replace(/&#x(?:3C|26);/g, (reference) => (reference === '&#x3C;' ? '<' : '&'))
}

export function element(name: string, content: string, attributes?: Attributes): string {
  return `${startTag(name, attributes)}${content}</${name}>`
}

/** The whole of an element that can hold nothing. */
export function startTag(name: string, attributes?: Attributes): string {
  return attributes ? `<${name}${Object.entries(attributes).map(attribute).join('')}>` : `<${name}>`
}

/** Names are HTML's or, of classes, hast's. */
function attribute([name, value]: [string, unknown]): string {
  if (value === undefined || value === null || value === false) return ''
  const written = name === 'className' ? 'class' : name
  if (value === true) return ` ${written}`
  const text = Array.isArray(value) ? value.join(' ') : String(value)
  return ` ${written}="${text.replace(/["&'`\0]/g, reference)}"`
}

function reference(mark: string): string {
  return `&#x${mark.charCodeAt(0).toString(16).toUpperCase()};`
}
