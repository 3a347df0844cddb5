/** How much a sticky expression finds at `at`. */
export function widthOf(sticky: RegExp, text: string, at: number): number {
  sticky.lastIndex = at
  return sticky.test(text) ? sticky.lastIndex - at : 0
}
