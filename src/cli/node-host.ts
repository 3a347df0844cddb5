import { once } from 'node:events'
import process from 'node:process'
import type { Host } from './host'
import { readAll } from './read-file'
import { systemReason } from './system'

/** The running process. */
export function nodeHost(): Host {
  // Whoever reads may have seen enough, as `head` has; that is no failure of ours.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', endQuietly)
  return {
    args: process.argv.slice(2),
    env: process.env,
    colors: wantsColors(process.env, process.stderr.isTTY === true),
    outIsTerminal: process.stdout.isTTY,
    stdin: (most) => readAll(process.stdin, most),
    out: async (content) => {
      if (!process.stdout.write(content)) await once(process.stdout, 'drain')
    },
    err: (line) => process.stderr.write(`${line}\n`),
    ...(isWatched(process.env, process.stderr.isTTY) && {
      progress: (line) => process.stderr.write(`\r${line}\u001b[K`)
    })
  }
}

/** Whether somebody looks at a terminal that can write over a line. */
function isWatched(env: NodeJS.ProcessEnv, isTerminal: boolean): boolean {
  return isTerminal && !env['CI'] && env['TERM'] !== 'dumb'
}

/** A full disk behind standard output is worth a line; a reader that has gone is not. */
function endQuietly(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') {
    process.exitCode = 1
    process.stderr.write(`error: standard output cannot be written: ${systemReason(error)}\n`)
  }
  process.exit()
}

/** `NO_COLOR` and `FORCE_COLOR` count more than where the output goes. */
function wantsColors(env: NodeJS.ProcessEnv, isTerminal: boolean): boolean {
  if (env['NO_COLOR']) return false
  if (env['FORCE_COLOR']) return env['FORCE_COLOR'] !== '0'
  return isTerminal && env['TERM'] !== 'dumb'
}
