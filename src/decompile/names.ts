import { fileStart } from '../model/position'
import { recogniseHeading, roleOf } from '../read/labels'
import { readTags } from '../validate/words'

/** The name of a section as it may stand in a heading: one that would be read as a side or a card is told from these. */
export function sectionName(name: string): string {
  const text = name.replace(/\s+/g, ' ').trim()
  if (text === '') return 'Field'
  const { kind } = recogniseHeading({ text, position: fileStart })
  return roleOf(text) === 'section' && kind === 'other' ? text : `Field ${text}`
}

/** Whether a label can have the name. */
export function isLabelName(name: string): boolean {
  return /^[^*:\s|](?:[^*\n|]*[^*:\s|])?$/.test(name) && name.length < 100
}

/** A tag as a deck can write it: there commas part tags, and marks around one are dropped. */
export function writableTag(tag: string): string {
  const [read, ...more] = readTags(tag)
  if (read === tag && more.length === 0 && !/[\\*]/.test(tag)) return tag
  return tag.replace(/[,;\\*]/g, '_').replace(/^[`"'[(#]+|[`"'\])]+$/g, '') || 'tag'
}
