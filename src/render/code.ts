/** HTML of code in a language, with classes for its colours and no other text; nothing where the language is not known. */
export type Highlight = (language: string, code: string) => string | undefined

/** Longer code is no example on a card, and would take its time. */
const mostCharacters = 20_000

/** No programs: words, formulas and drawings. */
export const colourless: readonly string[] = ['text', 'txt', 'math', 'mermaid']

/** A deletion in code must stay in one piece. */
const deletion = /\{\{c\d+(?:,\d+)*::/

/** Code in its colours, as HTML; nothing where it has none. */
export function colouredCode(named: string, code: string, highlight: Highlight): string | undefined {
  const language = named.toLowerCase()
  const isFit = !colourless.includes(language) && code.length <= mostCharacters && !deletion.test(code)
  return isFit ? highlight(language, code) : undefined
}
