import { type Diagnostic, diagnose } from '../../diagnostic'
import type { CardDraft, FieldDraft } from '../../model/draft'
import type { Slice } from '../../model/position'
import type { Source } from '../../model/source'
import { isKnownSection, roleOf } from '../labels'
import { type MarkOf, type Piece, piecesOf, readParts } from '../parts'
import { plainText } from '../plain-text'
import { type Depths, isCard, type Region } from '../regions'
import type { Reading } from './dialect'

/** Cards under headings of their own, and cards that begin with the mark of a front, wherever they stand. */
export function readMarked(
  source: Source,
  regions: readonly Region[],
  depths: Depths,
  markOf: MarkOf
): Reading {
  const findings: Diagnostic[] = []
  const used = new Set<Region>()
  const cards = regions.flatMap((region) => {
    const pieces = piecesOf(source, region.blocks)
    const found = isCard(region)
      ? [headedCard(source, region, pieces, depths, markOf, findings)]
      : bareCards(source, pieces, markOf, findings)
    if (found.length > 0) used.add(region)
    return found
  })
  const headed = [...used].filter(isCard)
  const isHeaded = headed.filter(hasHeadedFront).length * 2 > headed.length
  return { cards, regions: used, findings, sure: headed.length > 0, headed: isHeaded }
}

function hasHeadedFront({ blocks }: Region): boolean {
  return blocks.some(({ heading }) => heading && roleOf(heading.text) === 'front')
}

function headedCard(
  source: Source,
  region: Region,
  pieces: readonly Piece[],
  depths: Depths,
  markOf: MarkOf,
  findings: Diagnostic[]
): CardDraft<FieldDraft> {
  const { heading, words, sectionDifficulty } = region
  const { number, total, title, difficulty } = words
  findings.push(...headingFindings(region, depths), ...levelFindings(pieces, depths))
  const { labels, parts } = cardOf(source, heading!, pieces, markOf, depths.part, findings)
  return {
    heading: heading!,
    labels,
    parts,
    ...(region.kind !== 'card' && { broken: true as const }),
    ...(number && { number }),
    ...(total && { total }),
    ...(title && { title: plainText(source, title) }),
    ...(difficulty && { difficulty }),
    ...(sectionDifficulty && { sectionDifficulty })
  }
}

function cardOf(
  source: Source,
  heading: Slice,
  pieces: readonly Piece[],
  markOf: MarkOf,
  partDepth: number,
  findings: Diagnostic[]
): CardDraft<FieldDraft> {
  const byHeadings = pieces.some(({ kind, slice }) => kind === 'heading' && roleOf(slice.text) !== 'section')
  const byMarks = !byHeadings && pieces.some(({ kind, slice }) => kind === 'line' && markOf(slice))
  // Where headings mark the sides, a bold `Answer` is a word of the answer; where bold does, headings are.
  const { labels, parts, strays } = readParts(
    source,
    pieces,
    byHeadings ? () => undefined : markOf,
    byMarks ? 0 : partDepth
  )
  findings.push(...strays.flatMap((stray) => strayFinding(source, stray)))
  return { heading, labels, parts }
}

/** Text that stands before the first part, unless it only defines what others refer to. */
function strayFinding({ parse }: Source, stray: Slice): readonly Diagnostic[] {
  const shows = parse(stray).children.some(
    ({ type }) => type !== 'definition' && type !== 'footnoteDefinition'
  )
  return shows ? [diagnose('card-text-stray', stray.position, { inCard: true })] : []
}

const headingCodes = {
  'malformed-card': 'card-heading-malformed',
  'unreadable-card': 'card-heading-unreadable'
} as const

function headingFindings({ kind, heading, depth }: Region, depths: Depths): readonly Diagnostic[] {
  const { text: found, position } = heading!
  if (kind === 'malformed-card' || kind === 'unreadable-card')
    return [diagnose(headingCodes[kind], position, { found })]
  return depth === depths.card
    ? []
    : [diagnose('card-heading-level', position, { found: depth, expected: depths.card })]
}

/** Parts whose headings stand so high that to Markdown they are no longer under the card. */
function levelFindings(pieces: readonly Piece[], { card, part }: Depths): readonly Diagnostic[] {
  return pieces.flatMap(({ kind, block, slice }) => {
    const isHigh = kind === 'heading' && block.heading!.depth <= card && isKnownSection(slice.text)
    return isHigh
      ? [
          diagnose('section-heading-level', slice.position, {
            name: slice.text,
            found: block.heading!.depth,
            expected: part
          })
        ]
      : []
  })
}

/** Cards that begin with the mark of their front and end at a rule, a heading, or the next front. */
function bareCards(source: Source, pieces: readonly Piece[], markOf: MarkOf, findings: Diagnostic[]) {
  const roles = new Set(pieces.flatMap((piece) => sideOf(piece, markOf) ?? []))
  const isCloze = pieces.some(({ kind, slice }) => kind === 'line' && markOf(slice)?.cloze)
  if (!isCloze && !(roles.has('front') && roles.has('back'))) return []
  const groups: Piece[][] = []
  let open = false
  for (const piece of pieces) {
    if (sideOf(piece, markOf) === 'front') {
      groups.push([])
      open = true
    } else if (piece.kind === 'heading' ? !isKnownSection(piece.slice.text) : piece.block.kind === 'rule')
      open = false
    if (open) groups.at(-1)!.push(piece)
  }
  return groups.map((group) => cardOf(source, group[0]!.slice, group, markOf, 6, findings))
}

function sideOf({ kind, slice }: Piece, markOf: MarkOf): 'front' | 'back' | undefined {
  if (kind === 'line') return markOf(slice)?.role
  const role = kind === 'heading' ? roleOf(slice.text) : 'section'
  return role === 'section' ? undefined : role
}
