/** Where the spaces and tabs that begin at `at` end. */
export function pastBlanks(text: string, at: number, end: number): number {
  let offset = at
  while (offset < end && isBlank(text.charCodeAt(offset))) offset += 1
  return offset
}

/** Where the spaces and tabs that end at `end` begin. */
export function beforeBlanks(text: string, at: number, end: number): number {
  let offset = end
  while (offset > at && isBlank(text.charCodeAt(offset - 1))) offset -= 1
  return offset
}

function isBlank(code: number): boolean {
  return code === 32 || code === 9
}
