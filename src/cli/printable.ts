/** Text that cannot steer the terminal it is printed on: a deck's text, a file's name. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Bidi_Control}]/gu, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
  })
}

/** The same value in JSON, for what stands in for a character there means just that character. */
export function printableJson(value: unknown, indent?: number): string {
  return JSON.stringify(value, undefined, indent).split('\n').map(printable).join('\n')
}
