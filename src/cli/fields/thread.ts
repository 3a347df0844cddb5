import { parentPort, workerData } from 'node:worker_threads'
import { type LoneField, renderLazily } from '../../lazy'
import { loadParser } from '../parser'
import type { ParserName } from '../parser-names'

const parser: ParserName | undefined = workerData
const loading = parser === undefined ? undefined : loadParser(parser)

parentPort!.on('message', async (fields: readonly LoneField[]) => {
  const toMdast = await loading
  if (toMdast && 'code' in toMdast) throw new Error(toMdast.message)
  parentPort!.postMessage(await renderLazily(fields, toMdast))
})
