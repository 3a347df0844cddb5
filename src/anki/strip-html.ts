/** HTML without its tags. */
export function withoutTags(html: string): string {
  return html.replace(/<[^<>]*>/g, '')
}

/** The text of HTML (`rslib/src/text.rs`). */
export function strippedHtml(html: string): string {
  return withoutTags(html).replace(/&(?:#x([0-9a-f]+)|#(\d+)|([a-z]+));/gi, decoded)
}

/** Those that our own HTML is written with; it has all other characters as they are. */
const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: '\u00a0' }

function decoded(reference: string, hex: string | undefined, decimal: string | undefined, name = ''): string {
  const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)
  if (code <= 0x10ffff) return String.fromCodePoint(code)
  return Object.hasOwn(named, name) ? named[name]! : reference
}
