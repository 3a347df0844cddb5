import type { FieldDraft, LabelDraft } from '../model/draft'
import type { Block } from '../model/outline'
import { join, type Slice, within } from '../model/position'
import type { Source } from '../model/source'
import { type Label, labelsOf } from './labels'
import { linesOf } from './slices'

/**
 * The lines `**Name:** value` of a block, or nothing when it does not begin with one. To Markdown they are one
 * paragraph. A line without a name goes on with the value above it.
 */
export function readLabels(source: Source, block: Block): readonly LabelDraft<FieldDraft>[] | undefined {
  if (block.kind !== 'paragraph') return undefined
  const labels: { readonly name: Slice; value: Slice }[] = []
  for (const line of linesOf(source.text, block)) {
    const found = labelsOf(line)
    const last = labels.at(-1)
    if (found.length > 0) labels.push(...found.map((label) => ({ ...label })))
    else if (last) last.value = join(source.text, last.value, line)
    else return undefined
  }
  return labels.map(({ name, value }) => ({ name, value: inlineField(value) }))
}

export function inlineField(slice: Slice): FieldDraft {
  return { slice, as: 'words' }
}

/** `<!-- id: … -->` is an id that no reader of the Markdown sees; any other comment, Obsidian's too, says nothing to us. */
export function idComment(source: Source, block: Block): readonly Label[] | undefined {
  if (block.kind === 'comment') return []
  const comment = linesOf(source.text, block)[0]!
  const [, name, id] = /^\s*<!--\s*(id)\s*:\s*(.*?)\s*-->\s*$/di.exec(comment.text)?.indices ?? []
  if (name && id) return [{ name: within(comment, ...name), value: within(comment, ...id) }]
  const isComment = /^\s*<!--(?:(?!-->).)*-->\s*$/s.test(source.text.slice(block.start, block.end))
  return isComment ? [] : undefined
}
