import { keyOf, type RenderLone } from '../../lazy'
import { type Made, renderMissing } from './missing'

/** What became of the fields of decks, by the names of the decks, while a process goes on. */
export type Memory = Map<string, Made>

/** Renders only what was not in the deck the last time. */
export function remembered(memory: Memory, name: string, render: RenderLone): RenderLone {
  return async (fields) => {
    const keys = fields.map((field) => `${field.as} ${keyOf(field)}`)
    const before: Made = memory.get(name) ?? new Map()
    const made = await renderMissing(keys, fields, before, render)
    const now = new Map(keys.map((key) => [key, made.get(key) ?? before.get(key)!]))
    memory.set(name, now)
    return keys.map((key) => now.get(key)!)
  }
}
