/** The text of HTML for comparing: in small letters too. */
export function textOf(html: string): string {
  return plainOf(html).normalize('NFKC').toLowerCase()
}

/**
 * The text of HTML in one line. Images, sounds and videos stay by their names, for a card may ask about a picture alone.
 */
export function plainOf(html: string): string {
  return html
    .replace(/<(?:img|audio|video|source)\b[^>]*?\bsrc="([^"]*)"[^>]*>/gi, ' $1 ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&(?:#(x?)([\da-f]{1,6})|(\w+));/gi, (_, hex, code, name) =>
      code
        ? characterOf(Number.parseInt(code, hex ? 16 : 10))
        : Object.hasOwn(named, name)
          ? named[name]!
          : ' '
    )
    .replace(/\s+/g, ' ')
    .trim()
}

/** A blank where no character has the number: a package may come from anywhere. */
function characterOf(code: number): string {
  return code <= 0x10_ffff ? String.fromCodePoint(code) : ' '
}

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' }

/**
 * The words of a text, each with how often it came before: so the same word twice is two different ones, and sets do.
 * Scripts that put no blanks between words count by letters.
 */
export function wordsOf(text: string): readonly string[] {
  const counts = new Map<string, number>()
  return (text.match(word) ?? []).map((found) => {
    const before = counts.get(found) ?? 0
    counts.set(found, before + 1)
    return before === 0 ? found : `${found} ${before}`
  })
}

const word =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]|(?:(?![\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}])[\p{L}\p{M}\p{N}])+|\p{S}/gu
