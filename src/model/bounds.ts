/**
 * How much of something a part of a card may hold, so that no deck keeps a machine busy: what takes longest to parse has a limit
 * that no deck of an author comes near.
 */
export interface Limits {
  readonly characters: number
  readonly lines: number
  /** Of tables, as HTML has them: each row as long as the longest. */
  readonly cells: number
  /** Quotes and lists in one another. Markdown itself has no limit, but its parsers do. */
  readonly nesting: number
  /** Elements in one another, in HTML. */
  readonly elements: number
  /** Marks of one paragraph that may pair with one another: looking for the pairs takes time with the square of their number. */
  readonly marks: number
  /** Characters to go through in search of the ends of comments and the like: each of them is looked for to the end. */
  readonly searched: number
  /** Times as long as its text a deck may become, and a MiB: references repeat what they refer to, and cards what is said of all. */
  readonly growth: number
}

export const usualLimits: Limits = {
  characters: 262_144,
  lines: 5000,
  cells: 20_000,
  nesting: 100,
  elements: 500,
  marks: 2000,
  searched: 20_000_000,
  growth: 20
}

/** How many characters a deck of a length may become. */
export function mostGrown({ growth }: Limits, length: number): number {
  return growth * length + 2 ** 20
}

/** How much the command takes: of a deck as the library, and of files. */
export interface AllLimits extends Limits {
  /** MiB of a deck's file. */
  readonly input: number
  /** MiB of an image, a sound or a film. */
  readonly media: number
  /** MiB of all that a deck shows or plays. */
  readonly 'deck-media': number
  /** Seconds for a part of a card. */
  readonly seconds: number
}

export const allUsualLimits: AllLimits = {
  ...usualLimits,
  input: 256,
  media: 100,
  'deck-media': 1024,
  seconds: 5
}

/** What cannot be allowed, whoever asks: parsers would run out of stack. */
export const greatest: Partial<AllLimits> = { nesting: 500, elements: 2000 }
