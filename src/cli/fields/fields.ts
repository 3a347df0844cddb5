import { type RenderLone, renderLazily } from '../../lazy'
import type { Host } from '../host'
import type { Threads } from './threads'

/** How the fields of decks are rendered; what is the same whichever way. */
export interface Rendering {
  /** The folder that keeps what became of fields, for the next time. */
  readonly cache?: string
}

/** Renders the fields of one deck after the other. */
export interface FieldRenderer {
  /** What renders the fields of a deck apart from it, where that pays. */
  readonly of: (name: string, text: string) => Promise<RenderLone | undefined>
  /** To be called after the last deck. */
  readonly close: () => void
}

/** A thread starts in 50 ms, and its first hundred cards go slowly: only behind that there is something to gain. */
const muchText = 1_500_000

/** Much text is rendered in threads; what was rendered before, not at all. */
export function fieldRenderer({ cache }: Rendering, host: Host): FieldRenderer {
  let length = 0
  let threads: Promise<Threads | undefined> | undefined
  const inThreads: RenderLone = async (fields) => {
    threads ??= import('./threads').then(({ startThreads }) => startThreads())
    return ((await threads)?.render ?? renderLazily)(fields)
  }
  return {
    of: async (name, text) => {
      length += text.length
      const render = length > muchText ? inThreads : undefined
      if (cache === undefined) return render
      const { cached } = await import('./cache')
      return cached(cache, name, render ?? renderLazily, host)
    },
    close: () => void threads?.then((started) => started?.close())
  }
}
