import { hash } from 'node:crypto'
import type { Digest } from '../model/means'

/** Node's own, in a tenth of the time. */
export const digest: Digest = (algorithm, text) => hash(algorithm, text)
