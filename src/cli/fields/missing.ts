import type { LoneField, LoneResult, RenderLone } from '../../lazy'

/** Results by the keys of their fields. */
export type Made = ReadonlyMap<string, LoneResult>

/** Renders the fields whose keys are not known, each once. */
export async function renderMissing(
  keys: readonly string[],
  fields: readonly LoneField[],
  known: { readonly has: (key: string) => boolean },
  render: RenderLone
): Promise<Made> {
  const missing = new Map(keys.flatMap((key, at) => (known.has(key) ? [] : [[key, fields[at]!] as const])))
  const results = missing.size === 0 ? [] : await render([...missing.values()])
  return new Map([...missing.keys()].map((key, at) => [key, results[at]!]))
}
