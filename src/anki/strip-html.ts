/** HTML without its tags. */
export function withoutTags(html: string): string {
  return html.replace(/<[^<>]*>/g, '')
}

/** The text of HTML (`rslib/src/text.rs`). */
export function strippedHtml(html: string): string {
  return decoded(withoutTags(html))
}

/**
 * HTML with characters in place of all references to them, or of none where one cannot be read, and with spaces that break
 * (`decode_entities` in `rslib/src/text.rs`).
 */
export function decoded(html: string): string {
  if (!html.includes('&')) return html
  let isReadable = true
  const text = html.replace(reference, (found, hex?: string, decimal?: string, name?: string) => {
    const character = name === undefined ? characterAt(hex, decimal) : named.get(name)
    isReadable &&= character !== undefined
    return character ?? found
  })
  return isReadable ? text.replaceAll('\u00a0', ' ') : html
}

const reference = /&(?:#x([0-9a-f]+);|#(\d+);|([a-z]+);)?/gi

/** Those that editors write, and our own HTML. */
const named: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['nbsp', '\u00a0']
])

function characterAt(hex: string | undefined, decimal: string | undefined): string | undefined {
  const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)
  return code <= 0x10ffff ? String.fromCodePoint(code) : undefined
}
