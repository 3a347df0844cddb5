import type { CardType } from '../model/limits'
import type { NoteType } from './contents'

/** Which of our types a note type of anybody's is most like, and of an optional reversed one the field that asks for the second card. */
export interface Like {
  readonly type: CardType
  readonly addReverse?: string
}

/** Looks at what its templates ask, not at names: Anki has its own note types in the language of the learner. */
export function likeOf({
  isCloze,
  fields,
  templates
}: Pick<NoteType, 'isCloze' | 'fields' | 'templates'>): Like {
  const [first, second, ...more] = templates.map(({ front }) => front)
  if (isCloze) return { type: 'cloze' }
  const asks = (front: string | undefined) => fieldsIn(front, shown, fields)[0]
  if (asks(first) !== fields[0]) return { type: 'basic' }
  if (second !== undefined && more.length === 0 && asks(second) === fields[1]) {
    const [addReverse] = fieldsIn(second, condition, fields.slice(2))
    return addReverse === undefined ? { type: 'reversed' } : { type: 'optional-reversed', addReverse }
  }
  return { type: /\{\{(?:[\w-]+:)*type:/.test(first ?? '') ? 'type-in' : 'basic' }
}

/** `{{Front}}`, perhaps with filters: `{{hint:Front}}`. */
const shown = /\{\{(?![#^/!])(?:[\w-]+:)*([^{}]+)\}\}/g
const condition = /\{\{#([^{}]+)\}\}/g

function fieldsIn(front: string | undefined, pattern: RegExp, fields: readonly string[]): readonly string[] {
  return [...(front ?? '').matchAll(pattern)].flatMap(([, name = '']) =>
    fields.includes(name.trim()) ? name.trim() : []
  )
}
