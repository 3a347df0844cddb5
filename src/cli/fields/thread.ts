import { parentPort } from 'node:worker_threads'
import { type LoneField, renderLazily } from '../../lazy'

parentPort!.on('message', async (fields: readonly LoneField[]) => {
  parentPort!.postMessage(await renderLazily(fields))
})
