import type * as z from 'zod'
import type { Diagnostic } from '../diagnostic'
import { concat, isBytes } from '../model/parts'
import type { World } from '../model/world'
import type { PlannedDeck } from '../plan/plan'

/** Decks in a format. */
export interface Exported {
  readonly content: string | Uint8Array
  /** What the format could not hold. */
  readonly diagnostics?: readonly Diagnostic[]
  /** For the person who made it: what the output needs to be of use. One line each. */
  readonly advice?: readonly string[]
}

/** What an exporter gives. Bytes may come in pieces, one after the other: to join them takes their memory again. */
export interface Encoded extends Omit<Exported, 'content'> {
  readonly content: Exported['content'] | readonly Uint8Array[]
}

/** A format that decks can be written in. */
export interface Exporter<Options extends z.ZodType = z.ZodType> {
  /** What it is asked for by: `csv`. */
  readonly format: string
  readonly extension: `.${string}`
  /** What can be chosen about it, with defaults. Without it nothing can. A function loads it once something is chosen. */
  readonly options?: Options | (() => Promise<Options>)
  /** Several decks become one output. A method, so that an exporter with its own options is an `Exporter`. */
  encode(decks: readonly PlannedDeck[], options: z.output<Options>, world: World): Encoded | Promise<Encoded>
}

/** Whether an exporter, which may be anybody's, gives what it is to give. */
export function isContent(content: unknown): content is Encoded['content'] {
  return Array.isArray(content) ? content.every(isBytes) : typeof content === 'string' || isBytes(content)
}

/** The same with its bytes in one. Throws when there are none. */
export function joined({ content, ...others }: Encoded): Exported {
  if (!isContent(content)) throw new TypeError('The exporter gives neither text nor bytes')
  return { content: typeof content === 'string' || isBytes(content) ? content : concat(content), ...others }
}

/** Declares an exporter; `options` inside `encode` are typed by its schema. */
export function defineExporter<Options extends z.ZodType>(exporter: Exporter<Options>): Exporter<Options> {
  return exporter
}

/** An exporter's options, complete. Throws when they do not fit its schema, or when it has none and some are given. */
export async function parseOptions({ format, options }: Exporter, given: unknown): Promise<unknown> {
  if (typeof options === 'function') return given === undefined ? {} : (await options()).parse(given)
  if (options) return options.parse(given ?? {})
  if (given !== undefined) throw new Error(`The exporter “${format}” takes no options`)
  return {}
}
