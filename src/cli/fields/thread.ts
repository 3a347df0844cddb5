import { parentPort, workerData } from 'node:worker_threads'
import { type LoneField, renderLazily } from '../../lazy'
import { loadParser } from '../parser'
import type { Given } from './threads'

const { parser, limits, at }: Given = workerData
const loading = parser === undefined ? undefined : loadParser(parser)

parentPort!.on('message', async (fields: readonly LoneField[]) => {
  const toMdast = await loading
  if (toMdast && 'code' in toMdast) throw new Error(toMdast.message)
  // Whoever waits sees by this which field takes long.
  const begin = (index: number) => Atomics.store(at, 0, index)
  parentPort!.postMessage(await renderLazily(fields, { toMdast, limits }, begin))
})
