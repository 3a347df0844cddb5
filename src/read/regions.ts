import type { Block } from '../model/outline'
import type { Slice } from '../model/position'
import { type HeadingKind, isKnownSection, kindOf, type Recognised, recogniseHeading, roleOf } from './labels'
import { headingSlice } from './slices'

/** A stretch of a deck that one heading stands over: a card, a schedule, or something else. */
export interface Region {
  readonly kind: HeadingKind | 'title' | 'beginning'
  readonly depth: number
  readonly heading?: Slice
  readonly words: Recognised['words']
  /** What the card's heading is under: `Easy` in `## Easy Cards`. */
  readonly sectionDifficulty?: Slice
  /** All blocks up to the next region, headings that belong to it among them. */
  readonly blocks: readonly Block[]
}

/** How deep the headings of a deck's cards are, and those of their parts. */
export interface Depths {
  readonly card: number
  readonly part: number
}

const cardKinds: readonly string[] = ['card', 'malformed-card', 'unreadable-card']

export function isCard({ kind }: Pick<Region, 'kind'>): boolean {
  return cardKinds.includes(kind)
}

/** Most headings of a kind are where they should be. */
export function depthsOf(blocks: readonly Block[]): Depths {
  const headings = blocks.flatMap(({ heading }) => heading ?? [])
  const cards = headings.filter(({ text }) => isCard({ kind: kindOf(text) }))
  const parts = headings.filter(({ text, depth }) => depth > 1 && roleOf(text) !== 'section')
  const card = mostCommon(cards.map(({ depth }) => depth)) ?? 3
  return { card, part: mostCommon(parts.map(({ depth }) => depth)) ?? card + 1 }
}

/** The regions of a deck, in order. */
export function regionsOf(blocks: readonly Block[], depths: Depths): readonly Region[] {
  const regions: (Region & { readonly blocks: Block[] })[] = [
    { kind: 'beginning', depth: 0, words: {}, blocks: [] }
  ]
  let group: { readonly depth: number; readonly difficulty: Slice | undefined } | undefined
  for (const block of blocks) {
    const open = regions.at(-1)!
    const heading = block.heading && headingSlice(block)
    const next = heading && regionFor(heading, block.heading.depth, open, depths)
    if (!heading || !next) {
      open.blocks.push(block)
      continue
    }
    const depth = block.heading.depth
    if (group && depth <= group.depth) group = undefined
    if (next.kind === 'cards') group = { depth, difficulty: next.words['difficulty'] }
    const sectionDifficulty = isCard(next) ? group?.difficulty : undefined
    regions.push({ depth, heading, blocks: [], ...next, ...(sectionDifficulty && { sectionDifficulty }) })
  }
  return regions
}

/** What a heading begins, or nothing when it belongs to the region that is open. */
function regionFor(
  heading: Slice,
  depth: number,
  open: Region,
  depths: Depths
): Pick<Region, 'kind' | 'words'> | undefined {
  const recognised = recogniseHeading(heading)
  if (cardKinds.includes(recognised.kind)) return recognised
  if (depth === 1) return { kind: 'title', words: {} }
  if (isCard(open)) {
    const isPart = depth > depths.card || isKnownSection(heading.text)
    return isPart ? undefined : recognised
  }
  if (recognised.kind !== 'other') return recognised
  if (roleOf(heading.text) !== 'section') return undefined
  const holdsOthers = open.kind === 'title' || open.kind === 'cards' || open.kind === 'beginning'
  return holdsOthers || depth <= open.depth ? recognised : undefined
}

function mostCommon(numbers: readonly number[]): number | undefined {
  const counts = new Map<number, number>()
  for (const number of numbers) counts.set(number, (counts.get(number) ?? 0) + 1)
  return [...counts].sort((first, second) => second[1] - first[1])[0]?.[0]
}
