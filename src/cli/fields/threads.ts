import { once } from 'node:events'
import { availableParallelism } from 'node:os'
import { setTimeout as pause } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import {
  type Limits,
  type LoneField,
  type LoneResult,
  type RenderLone,
  tooSlow,
  usualLimits
} from '../../lazy'
import { type AllLimits, allUsualLimits } from '../../model/bounds'
import type { ParserName } from '../parser-names'
import type { Progress } from './progress'

/** Threads that wait for fields. */
export interface Threads {
  readonly render: (fields: readonly LoneField[], progress: Progress) => ReturnType<RenderLone>
  readonly close: () => void
}

/** How fields are rendered. */
export interface Ways {
  readonly parser: ParserName | undefined
  readonly limits: Partial<AllLimits> | undefined
}

/** What a thread is given when it starts. */
export interface Given {
  readonly parser: ParserName | undefined
  readonly limits: Limits
  /** Which field of the batch it renders: shared with whoever waits for it. */
  readonly at: Int32Array
}

/** A thread, and which field of its batch it renders. */
interface Thread {
  readonly worker: Worker
  readonly at: Int32Array
}

/** Each holds a program of its own: more of them would take more memory than they save time. */
const mostThreads = 8

/** Of what V8 gives to objects that are young, a sixth: to render takes no longer with it, and each thread 20 MB less. */
const resourceLimits = { maxYoungGenerationSizeMb: 8 }

/** As many fields as are worth a message. The last batches are smaller: no thread is to wait long for another. */
const mostFields = 200

/** Starts a thread for each processor. */
export function startThreads({ parser, limits = {} }: Ways): Threads {
  const count = Math.min(availableParallelism(), mostThreads)
  const { seconds } = { ...allUsualLimits, ...limits }
  const start = (): Thread => {
    const at = new Int32Array(new SharedArrayBuffer(4))
    const workerData: Given = { parser, limits: { ...usualLimits, ...limits }, at }
    return { worker: new Worker(program, { workerData, resourceLimits }), at }
  }
  const threads = Array.from({ length: count }, start)
  return {
    render: (fields, progress) => renderIn(threads, fields, { seconds, start, progress }),
    close: () => threads.forEach(({ worker }) => void worker.terminate())
  }
}

/** The same without lists of its own where they are empty, as mostly they are. */
function light({ html, text, blank, diagnostics, media }: LoneResult): LoneResult {
  const listed = <Each>(list: readonly Each[]) => (list.length > 0 ? list : none)
  return { html, text, blank, diagnostics: listed(diagnostics), media: listed(media) }
}

const none: readonly never[] = []

const program = new URL('./thread.js', import.meta.url)

interface Work {
  /** How long a field may take. */
  readonly seconds: number
  /** Starts a thread in the place of one that was ended. */
  readonly start: () => Thread
  readonly progress: Progress
}

/** Each thread takes the next fields when it has rendered its last ones. */
async function renderIn(
  threads: Thread[],
  fields: readonly LoneField[],
  { seconds, start, progress }: Work
): Promise<readonly LoneResult[]> {
  const results: LoneResult[] = new Array(fields.length)
  let [next, done] = [0, 0]
  const keep = (from: number, rendered: readonly LoneResult[]) => {
    rendered.forEach((result, at) => {
      results[from + at] = light(result)
    })
    done += rendered.length
    progress(done, fields.length)
  }
  // What is left of batches in which a thread was ended.
  const left: (readonly [from: number, to: number])[] = []
  const take = () => {
    const ended = left.pop()
    if (ended || next === fields.length) return ended
    const from = next
    next += Math.min(mostFields, Math.ceil((fields.length - next) / (2 * threads.length)))
    return [from, next] as const
  }
  const work = async (index: number) => {
    for (let batch = take(); batch; batch = take()) {
      const [from, to] = batch
      const rendered = await batchIn(threads[index]!, fields.slice(from, to), seconds)
      if (typeof rendered !== 'number') {
        keep(from, rendered)
        continue
      }
      threads[index] = start()
      const slow = from + rendered
      keep(slow, [tooSlow(fields[slow]!, seconds)])
      for (const rest of [
        [from, slow],
        [slow + 1, to]
      ] as const)
        if (rest[0] < rest[1]) left.push(rest)
    }
  }
  await Promise.all(threads.map((_, index) => work(index)))
  return results
}

/** Renders fields, or gives the index of the one that takes too long; then the thread is ended. */
async function batchIn(
  { worker, at }: Thread,
  fields: readonly LoneField[],
  seconds: number
): Promise<readonly LoneResult[] | number> {
  const control = new AbortController()
  const { signal } = control
  Atomics.store(at, 0, 0)
  worker.postMessage(fields)
  const answered = once(worker, 'message', { signal }).then(([results]) => results as readonly LoneResult[])
  const late = isLate(at, seconds, signal)
  try {
    const first = await Promise.race([answered, late])
    if (typeof first !== 'number') return first
    await worker.terminate()
    return first
  } finally {
    control.abort()
    // What is no longer waited for ends in a way that nobody asks for.
    await Promise.allSettled([answered, late])
  }
}

/** Waits until a field has taken too long, and gives its index. */
async function isLate(at: Int32Array, seconds: number, signal: AbortSignal): Promise<number> {
  for (let before = -1; ; ) {
    await pause(seconds * 1000, undefined, { signal, ref: false })
    const now = Atomics.load(at, 0)
    if (now === before) return now
    before = now
  }
}
