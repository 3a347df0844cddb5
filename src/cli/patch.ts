import { diffArrays, FILE_HEADERS_ONLY, formatPatch, type StructuredPatchHunk } from 'diff'

/** Lines around a change, as `diff -U` counts them. */
const context = 2

/** How a text changes, as `diff -u` says it. */
export function patchOf(name: string, before: string, after: string): string {
  const lines = { old: linesOf(before), now: linesOf(after) }
  const hunks = nearby(changesBetween(lines)).map((changes) => hunkOf(changes, lines))
  const file = { oldFileName: name, newFileName: name, oldHeader: undefined, newHeader: undefined }
  return formatPatch({ ...file, hunks }, FILE_HEADERS_ONLY)
}

interface Lines {
  readonly old: readonly string[]
  readonly now: readonly string[]
}

/** A place in both texts, in lines before it. */
interface Place {
  readonly old: number
  readonly now: number
}

/** Lines that others are in the place of. */
interface Change {
  readonly from: Place
  readonly to: Place
}

function linesOf(text: string): readonly string[] {
  return text === '' ? [] : text.split(/(?<=\n)/)
}

/**
 * What changes, in order. Lines that there are once in either text, and in the same order, stay, and only what is between them is compared: over all
 * of a large deck the time, and the memory, would grow with the square of the changes.
 */
function changesBetween({ old, now }: Lines): readonly Change[] {
  const ends = [...rising(common(old, now)), { old: old.length, now: now.length }]
  return ends.flatMap((to, index) => {
    const last = ends[index - 1]
    const from = last ? { old: last.old + 1, now: last.now + 1 } : { old: 0, now: 0 }
    return changesIn(old.slice(from.old, to.old), now.slice(from.now, to.now), from)
  })
}

function changesIn(old: string[], now: string[], from: Place): readonly Change[] {
  const changes: Change[] = []
  let [at, begin] = [from, from]
  const end = () => {
    if (at !== begin) changes.push({ from: begin, to: at })
  }
  for (const { added, removed, count } of diffArrays(old, now)) {
    if (!added && !removed) end()
    at = { old: at.old + (added ? 0 : count), now: at.now + (removed ? 0 : count) }
    if (!added && !removed) begin = at
  }
  end()
  return changes
}

/** The lines that there are once in either text. */
function common(old: readonly string[], now: readonly string[]): readonly Place[] {
  const places = onlyOnes(now)
  return [...onlyOnes(old)].flatMap(([line, at]) => {
    const there = places.get(line)
    return there === undefined ? [] : { old: at, now: there }
  })
}

function onlyOnes(lines: readonly string[]): ReadonlyMap<string, number> {
  const places = new Map<string, number>()
  const repeated = new Set<string>()
  for (const [at, line] of lines.entries()) {
    if (places.has(line)) repeated.add(line)
    else places.set(line, at)
  }
  for (const line of repeated) places.delete(line)
  return places
}

/** The most of these places that are in the same order in both texts: the longest increasing subsequence, by patience sorting. */
function rising(places: readonly Place[]): readonly Place[] {
  interface Chain {
    readonly place: Place
    readonly before: Chain | undefined
  }
  const ends: Chain[] = []
  for (const place of places) {
    let [low, high] = [0, ends.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (ends[middle]!.place.now < place.now) low = middle + 1
      else high = middle
    }
    ends[low] = { place, before: ends[low - 1] }
  }
  const found: Place[] = []
  for (let chain = ends.at(-1); chain; chain = chain.before) found.push(chain.place)
  return found.reverse()
}

/** Changes that have no more lines between them than are shown of both. */
function nearby(changes: readonly Change[]): readonly (readonly Change[])[] {
  const groups: Change[][] = []
  for (const change of changes) {
    const last = groups.at(-1)
    if (last && change.from.old - last.at(-1)!.to.old <= 2 * context) last.push(change)
    else groups.push([change])
  }
  return groups
}

function hunkOf(changes: readonly Change[], { old, now }: Lines): StructuredPatchHunk {
  const [first, last] = [changes[0]!.from, changes.at(-1)!.to]
  const before = Math.min(context, first.old)
  const behind = Math.min(context, old.length - last.old)
  let at = first.old - before
  const shown = changes.flatMap(({ from, to }) => {
    const kept = marked(' ', old.slice(at, from.old))
    at = to.old
    return [kept, marked('-', old.slice(from.old, to.old)), marked('+', now.slice(from.now, to.now))]
  })
  const lines = [...shown, marked(' ', old.slice(at, at + behind))].flat()
  const [oldStart, newStart] = [first.old - before + 1, first.now - before + 1]
  const [oldLines, newLines] = [last.old + behind - oldStart + 1, last.now + behind - newStart + 1]
  return { oldStart, oldLines, newStart, newLines, lines }
}

/** Lines with a mark, and the remark that `diff` has for one without an end. */
function marked(mark: string, lines: readonly string[]): readonly string[] {
  return lines.flatMap((line) =>
    line.endsWith('\n') ? mark + line.slice(0, -1) : [mark + line, '\\ No newline at end of file']
  )
}
