/**
 * Whether a text is one line of words in which nothing has a meaning to Markdown: it begins with a letter, and holds no
 * mark and no address. Fronts, labels and cells mostly are so.
 */
export function isPlain(text: string): boolean {
  return text.length < longest && words.test(text) && !addressOrMark.test(text)
}

/** Whether a text is shown as it is, or is none: then it is rendered at once, and never apart from its deck. */
export function needsNoTree(text: string): boolean {
  return text === '' || isPlain(text)
}

const words = /^\p{L}(?:[^\\`*_~[\]<>&|@$\r\n]*[^\s\\`*_~[\]<>&|@$])?$/u
const addressOrMark = /www\.|https?:|==|%%/i

/** Longer ones are looked at as what they are: mostly no words. */
const longest = 10_000
