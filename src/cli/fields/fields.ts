import {
  type LoneField,
  mayBeSlow,
  type RenderLone,
  renderLazily,
  type ToMdast,
  usualLimits,
  wholeOf
} from '../../lazy'
import type { AllLimits } from '../../model/bounds'
import { sum } from '../../model/sum'
import { collect, expectText, saveMemory } from '../engine'
import type { Host } from '../host'
import type { ParserName } from '../parser-names'
import type { Memory } from './memory'
import { progressOf } from './progress'
import type { Threads } from './threads'

/** How the fields of decks are rendered; what is the same whichever way. */
export interface Rendering {
  /** The folder that keeps what became of fields, for the next time. */
  readonly cache?: string
  /** The same for a process that goes on. */
  readonly memory?: Memory
  /** What reads Markdown in the place of ours: as others can load it, and loaded. */
  readonly parser?: ParserName
  readonly toMdast?: ToMdast
  /** How much is taken, where that is not what is usual. */
  readonly limits?: Partial<AllLimits>
}

/** Renders the fields of one deck after the other. */
export interface FieldRenderer {
  /** What renders the fields of a deck apart from it, where that pays. */
  readonly of: (name: string, text: string, isLast: boolean) => Promise<RenderLone | undefined>
  /** To be called in the end, whatever happened: threads that wait keep the process. */
  readonly close: () => Promise<void>
}

/** A thread starts in 50 ms, and its first hundred cards go slowly: only behind that there is something to gain. */
const muchText = 1_500_000

/** Much text is rendered in threads, and what may be slow; what was rendered before, not at all. */
export function fieldRenderer(
  { cache, memory, parser, toMdast, limits }: Rendering,
  host: Host
): FieldRenderer {
  let length = 0
  let missing = 0
  let threads: Promise<Threads> | undefined
  const endThreads = () => {
    void threads?.then(({ close }) => close())
    threads = undefined
  }
  const here: RenderLone = (fields) =>
    renderLazily(fields, { toMdast, limits: { ...usualLimits, ...limits } })
  const started = () => {
    threads ??= import('./threads').then(({ startThreads }) => startThreads({ parser, limits }))
    return threads
  }
  const inThreads = async (fields: readonly LoneField[], text: string, isLast: boolean) => {
    await collect(text.length)
    const results = await (await started()).render(fields, progressOf(host))
    // Each holds tens of megabytes, and what comes next takes the most.
    if (isLast) {
      endThreads()
      await saveMemory(length)
    }
    return results
  }
  const keeping = async (name: string) => {
    if (cache !== undefined) {
      const { cached } = await import('./cache')
      return (render: RenderLone) =>
        cached(cache, [name, parser ?? '', JSON.stringify(limits)].join(' '), render, host)
    }
    if (!memory) return undefined
    const { remembered } = await import('./memory')
    return (render: RenderLone) => remembered(memory, name, render)
  }
  return {
    of: async (name, text, isLast) => {
      length += text.length
      expectText(length)
      const apart: RenderLone = (fields) => inThreads(fields, text, isLast)
      const kept = await keeping(name)
      if (!kept) {
        if (length <= muchText && !mayBeSlow(text)) return undefined
        // They start while the deck is read.
        await started()
        return apart
      }
      return kept((fields) => {
        missing += sum(fields.map((field) => field.text.length))
        return missing > muchText || fields.some((field) => mayBeSlow(wholeOf(field)))
          ? apart(fields)
          : here(fields)
      })
    },
    close: async () => {
      endThreads()
      // Outputs take as much memory again as what was read.
      await collect(length)
    }
  }
}
