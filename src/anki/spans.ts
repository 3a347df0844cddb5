/** What stands between marks. In linear time, also where many are opened and none is closed. */
export function spans(text: string, begin: string | RegExp, end: string): readonly string[] {
  const found: string[] = []
  const opening = new RegExp(typeof begin === 'string' ? escaped(begin) : begin.source, 'gi')
  while (opening.test(text)) {
    const stop = text.indexOf(end, opening.lastIndex)
    if (stop < 0) return found
    found.push(text.slice(opening.lastIndex, stop))
    opening.lastIndex = stop + end.length
  }
  return found
}

/** A text without what stands between marks; what is opened last and never closed stays. */
export function without(text: string, begin: string, end: string): string {
  const [first = '', ...others] = text.split(begin)
  const kept = others.map((part, index) => {
    const stop = part.indexOf(end)
    if (stop >= 0) return part.slice(stop + end.length)
    return index === others.length - 1 ? part : ''
  })
  return [first, ...kept].join('')
}

function escaped(text: string): string {
  return text.replace(/[[\](){}|^$.*+?\\]/g, '\\$&')
}
