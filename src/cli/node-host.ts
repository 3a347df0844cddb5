import { once } from 'node:events'
import process from 'node:process'
import type { Host } from './host'

/** The running process. */
export function nodeHost(): Host {
  // Whoever reads may have seen enough, as `head` has; that is no failure of ours.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', ignoreClosedPipe)
  return {
    args: process.argv.slice(2),
    env: process.env,
    colors: wantsColors(process.env, process.stderr.isTTY),
    outIsTerminal: process.stdout.isTTY,
    stdin: async () => (await import('node:stream/consumers')).buffer(process.stdin),
    out: async (content) => {
      if (!process.stdout.write(content)) await once(process.stdout, 'drain')
    },
    err: (line) => process.stderr.write(`${line}\n`)
  }
}

function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error
  process.exit()
}

/** `NO_COLOR` and `FORCE_COLOR` count more than where the output goes. */
function wantsColors(env: NodeJS.ProcessEnv, isTerminal: boolean): boolean {
  if (env['NO_COLOR']) return false
  if (env['FORCE_COLOR']) return env['FORCE_COLOR'] !== '0'
  return isTerminal && env['TERM'] !== 'dumb'
}
