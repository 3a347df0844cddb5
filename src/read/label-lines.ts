import type { Root } from 'mdast'
import type { FieldDraft, LabelDraft } from '../model/draft'
import type { Block } from '../model/outline'
import { join, type Slice, within } from '../model/position'
import { recogniseLabel } from './labels'
import { linesOf } from './slices'
import type { Source } from './source'

/**
 * The lines `**Name:** value` of a block, or nothing when it does not begin with one. To Markdown they are one
 * paragraph. A line without a name goes on with the value above it.
 */
export function readLabels(source: Source, block: Block): readonly LabelDraft<FieldDraft>[] | undefined {
  if (block.kind === 'html') return idComment(source, block)
  if (block.kind !== 'paragraph') return undefined
  const labels: { name: Slice; value: Slice; line: Slice }[] = []
  for (const line of linesOf(source.text, block)) {
    const label = recogniseLabel(line)
    const last = labels.at(-1)
    if (label) labels.push({ ...label, line })
    else if (last) {
      last.value = join(source.text, last.value, line)
      last.line = join(source.text, last.line, line)
    } else return undefined
  }
  return labels.map(({ name, value, line }) => ({
    name,
    value: { slice: value, tree: () => withoutLabel(source.parse(line)) }
  }))
}

/** `<!-- id: … -->` is an id that no reader of the Markdown sees; any other comment says nothing to us. */
function idComment({ text, parse }: Source, block: Block): readonly LabelDraft<FieldDraft>[] | undefined {
  const comment = linesOf(text, block)[0]!
  const match = /^\s*<!--\s*(id)\s*:\s*(.*?)\s*-->\s*$/di.exec(comment.text)
  if (!match?.indices)
    return /^\s*<!--(?:(?!-->).)*-->\s*$/s.test(text.slice(block.start, block.end)) ? [] : undefined
  const value = within(comment, ...match.indices[2]!)
  return [{ name: within(comment, ...match.indices[1]!), value: { slice: value, tree: () => parse(value) } }]
}

/** A paragraph that begins with a label, as what stands behind the label. */
function withoutLabel(tree: Root): Root {
  const [paragraph] = tree.children
  if (paragraph?.type !== 'paragraph' || paragraph.children[0]?.type !== 'strong') return tree
  const [, first, ...rest] = paragraph.children
  if (first?.type !== 'text') return { type: 'root', children: first ? [first, ...rest] : rest }
  return {
    type: 'root',
    children: [{ ...first, value: first.value.replace(/^[ \t]*:?[ \t]*/, '') }, ...rest]
  }
}
