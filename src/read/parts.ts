import type { FieldDraft, LabelDraft, PartDraft } from '../model/draft'
import type { Block } from '../model/outline'
import { join, type Slice, within } from '../model/position'
import type { Source } from '../model/source'
import { idComment, inlineField } from './label-lines'
import {
  isCardLabel,
  isKnownSection,
  isSureLabel,
  type Label,
  labelsOf,
  type Role,
  recogniseLabel,
  roleOf,
  type SideMark
} from './labels'
import { plainText } from './plain-text'
import { headingSlice, linesOf, sliceOf } from './slices'

/** A heading, a line of a paragraph, or another block as a whole. */
export interface Piece {
  readonly kind: 'heading' | 'line' | 'block'
  readonly block: Block
  readonly slice: Slice
  /** Nothing of its paragraph stands before it. */
  readonly first: boolean
}

export interface Parts {
  readonly labels: readonly LabelDraft<FieldDraft>[]
  readonly parts: readonly PartDraft<FieldDraft>[]
  /** Text that belongs to no part. */
  readonly strays: readonly Slice[]
}

/** How the sides of a card are marked. */
export type MarkOf = (line: Slice) => SideMark | undefined

export function piecesOf({ text }: Source, blocks: readonly Block[]): readonly Piece[] {
  return blocks.flatMap((block): readonly Piece[] => {
    if (block.heading) return [{ kind: 'heading', block, slice: headingSlice(block), first: true }]
    if (block.kind !== 'paragraph')
      return [{ kind: 'block', block, slice: sliceOf(text, [block])!, first: true }]
    return linesOf(text, block).map((line, index) => ({
      kind: 'line',
      block,
      slice: withoutIndent(line),
      first: index === 0
    }))
  })
}

/** A part that is being read: it grows piece by piece. */
interface OpenPart {
  readonly role: Role
  readonly name: Slice
  readonly cloze?: true
  first?: Slice
  last?: Slice
}

/**
 * The parts of a card. They begin with a heading of up to `partDepth`, or a marked line; what stands before the first
 * are labels, and so is what ends the card when it is nothing but labels.
 */
export function readParts(
  source: Source,
  pieces: readonly Piece[],
  markOf: MarkOf,
  partDepth: number
): Parts {
  const labels: { readonly name: Slice; value: Slice }[] = []
  const strays: Slice[] = []
  const parts: OpenPart[] = []
  let inLabels = true
  let lastStray: number | undefined
  const open = (role: Role, name: Slice, rest?: Slice, cloze?: true) => {
    const hasRest = rest !== undefined && rest.text.trim() !== ''
    parts.push({ role, name, ...(cloze && { cloze }), ...(hasRest && { first: rest, last: rest }) })
    inLabels = false
  }
  for (const [index, piece] of pieces.entries()) {
    const { kind, block, slice } = piece
    const mark = kind === 'line' ? markOf(slice) : undefined
    const found = kind === 'line' && (inLabels || endsInLabels(pieces, index)) ? labelsOf(slice) : []
    if (kind === 'heading' && (block.heading!.depth <= partDepth || isKnownSection(slice.text))) {
      const name = plainText(source, slice)
      open(roleOf(name.text), name)
    } else if (mark) open(mark.role, mark.name, mark.rest, mark.cloze)
    else if (found.length > 0) {
      inLabels = true
      labels.push(...found.map((label) => ({ ...label })))
    } else if (block.kind === 'rule') continue
    else if (!inLabels) extend(parts.at(-1)!, slice)
    else readLoose(piece, index)
  }
  return {
    labels: labels.map(labelDraft),
    parts: parts.map((part) => partDraft(source, part)),
    strays
  }

  /** What stands among labels and is none: the rest of a value, a comment, or text that nobody placed. */
  function readLoose({ kind, block, slice, first }: Piece, index: number): void {
    const last = labels.at(-1)
    const comment = ['html', 'comment'].includes(block.kind) ? idComment(source, block) : undefined
    if (comment) labels.push(...comment)
    else if (kind === 'line' && !first && last) last.value = join(source.text, last.value, slice)
    else if (parts.length > 0 && last && last.value.text === '') {
      labels.pop()
      open('section', last.name)
      extend(parts.at(-1)!, slice)
    } else {
      strays.push(lastStray === index - 1 ? join(source.text, strays.pop()!, slice) : slice)
      lastStray = index
    }
  }
}

function extend(part: OpenPart, slice: Slice): void {
  part.first ??= slice
  part.last = slice
}

/**
 * Whether from here on there are but labels, the first of them one that no answer has. Within a paragraph, it must be one
 * that only a card can have.
 */
function endsInLabels(pieces: readonly Piece[], from: number): boolean {
  const { first, slice } = pieces[from]!
  const name = recogniseLabel(slice)?.name.text
  if (name === undefined || !(first ? isCardLabel(name) : isSureLabel(name))) return false
  let empty = false
  for (const piece of pieces.slice(from)) {
    if (piece.kind === 'heading') return false
    if (piece.block.kind === 'rule') continue
    const label = piece.kind === 'line' ? recogniseLabel(piece.slice) : undefined
    if (!label && !empty) return false
    empty = label ? label.value.text === '' : empty
  }
  return true
}

function labelDraft({ name, value }: Label): LabelDraft<FieldDraft> {
  return { name, value: inlineField(value) }
}

function partDraft({ text }: Source, { first, last, ...part }: OpenPart): PartDraft<FieldDraft> {
  if (!first || !last) return part
  const { role, name, cloze } = part
  const field: FieldDraft = { slice: join(text, first, last), as: cloze ? 'cloze' : 'blocks' }
  // Written out: docs/performance.md, “The shapes of objects”.
  return cloze ? { field, role, name, cloze } : { field, role, name }
}

/** Behind four blanks a line would be code once it stands alone. */
function withoutIndent(line: Slice): Slice {
  const indent = line.text.length - line.text.trimStart().length
  return indent === 0 ? line : within(line, indent, line.text.length)
}
