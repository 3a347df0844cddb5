import { hash } from 'node:crypto'
import { join, resolve } from 'node:path'
import { keyOf, type RenderLone } from '../../lazy'
import type { Host } from '../host'
import { systemReason } from '../system'
import { add, type Kept, keptIn, replace } from './cache-file'
import { type Made, renderMissing } from './missing'

/** Renders only what was not rendered before: what became of the fields of a deck is kept in a file of its own. */
export function cached(folder: string, name: string, render: RenderLone, host: Host): RenderLone {
  const path = join(folder, `${hash('sha256', resolve(name)).slice(0, 16)}.cache`)
  // It is read while the deck is.
  const reading = keptIn(path)
  return async (fields) => {
    const keys = fields.map((field) => `${field.as} ${hash('sha256', keyOf(field), 'base64url')}`)
    const kept = await reading
    const made = await renderMissing(keys, fields, kept.results, render)
    await keep(path, keys, kept, made).catch((error) =>
      host.err(`Nothing is kept in ${folder}: ${systemReason(error)}`)
    )
    return keys.map((key) => made.get(key) ?? kept.results.get(key)!)
  }
}

/** Adds what was made. A file that holds more of no use than of use is written anew, without that. */
async function keep(
  path: string,
  keys: readonly string[],
  { results, isWhole }: Kept,
  made: Made
): Promise<void> {
  const used = new Set(keys)
  const inUse = [...results.keys()].filter((key) => used.has(key))
  if (!isWhole || results.size > 2 * inUse.length)
    await replace(path, [...inUse.map((key) => [key, results.get(key)!] as const), ...made])
  else if (made.size > 0) await add(path, made)
}
