import { once } from 'node:events'
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { LoneField, LoneResult, RenderLone } from '../../lazy'
import type { ParserName } from '../parser-names'
import type { Progress } from './progress'

/** Threads that wait for fields. */
export interface Threads {
  readonly render: (fields: readonly LoneField[], progress: Progress) => ReturnType<RenderLone>
  readonly close: () => void
}

/** Each holds a program of its own: more of them would take more memory than they save time. */
const mostThreads = 8

/** As many fields as are worth a message. The last batches are smaller: no thread is to wait long for another. */
const mostFields = 200

/** Starts a thread for each processor; none where there is but one. */
export function startThreads(parser: ParserName | undefined): Threads | undefined {
  const count = Math.min(availableParallelism(), mostThreads)
  if (count < 2) return undefined
  const program = new URL('./thread.js', import.meta.url)
  const workers = Array.from({ length: count }, () => new Worker(program, { workerData: parser }))
  return {
    render: (fields, progress) => renderIn(workers, fields, progress),
    close: () => workers.forEach((worker) => void worker.terminate())
  }
}

/** Each thread takes the next fields when it has rendered its last ones. */
async function renderIn(
  workers: readonly Worker[],
  fields: readonly LoneField[],
  progress: Progress
): Promise<readonly LoneResult[]> {
  const results: LoneResult[] = new Array(fields.length)
  let [next, done] = [0, 0]
  const work = async (worker: Worker) => {
    while (next < fields.length) {
      const from = next
      next += Math.min(mostFields, Math.ceil((fields.length - next) / (2 * workers.length)))
      worker.postMessage(fields.slice(from, next))
      const [rendered]: readonly LoneResult[][] = await once(worker, 'message')
      rendered!.forEach((result, at) => {
        results[from + at] = result
      })
      done += rendered!.length
      progress(done, fields.length)
    }
  }
  await Promise.all(workers.map(work))
  return results
}
