/**
 * One text for all short ones that are the same. V8 makes each piece of up to twelve characters a text of its own, and what the parts of
 * cards are called is the same in most of them.
 */
export function shared(text: string): string {
  if (text.length > longest) return text
  const known = texts.get(text)
  if (known !== undefined) return known
  if (texts.size < mostTexts) texts.set(text, text)
  return text
}

const longest = 12
const mostTexts = 1000
const texts = new Map<string, string>()
