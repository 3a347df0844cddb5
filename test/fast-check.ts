import { env } from 'node:process'
import fc from 'fast-check'

/**
 * In CI every run tries the same cases, so that it fails for what a change broke and for nothing else. Elsewhere
 * every run tries others; `npm run fuzz` tries fifty times as many.
 */
if (env['CI']) fc.configureGlobal({ seed: 20240816 })

/** How many cases to try. */
export function runs(number: number) {
  return { numRuns: number * Number(env['MD2ANKI_FUZZ'] ?? 1) }
}

export { fc }
