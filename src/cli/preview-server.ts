import { randomBytes, timingSafeEqual } from 'node:crypto'
import { stat } from 'node:fs/promises'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import process from 'node:process'
import { setTimeout as pause } from 'node:timers/promises'
import type { Diagnostic } from '../diagnostic'
import { diagnose } from '../diagnostic'
import type { Host } from './host'
import { findFiles } from './inputs'
import { pageOf, readDecks, type ShowOptions } from './preview'
import { type Reporting, report } from './report'
import { systemReason } from './system'

/**
 * Serves decks as a page, to this computer alone, and has it loaded again when a file changes. Ends when the process is told to.
 * Gives the exit code.
 */
export async function servePreview(
  names: readonly string[],
  options: ShowOptions,
  port: number,
  reporting: Reporting,
  host: Host
): Promise<number> {
  let version = 0
  const build = async () => {
    const { inputs, look, problems, others } = await readDecks(names, options, host)
    const found = [...problems, ...inputs.flatMap(({ diagnostics }) => diagnostics)]
    const exitCode = await report(found, inputs, { ...reporting, outIsTaken: true }, host)
    const page = await pageOf({ inputs, look }, options, String(++version))
    return { page, version, others, exitCode, isEmpty: inputs.length === 0 }
  }
  let seen = await lookAt(names, [])
  const first = await build()
  let { others } = first
  if (first.isEmpty) return first.exitCode
  const site = siteOf(first)
  const listening = await listen(site.server, port)
  if (typeof listening !== 'number') return report([listening], [], reporting, host)
  const ended = untilEnded()
  host.err(`http://127.0.0.1:${listening}/${site.token}/ shows the cards; Ctrl+C ends it`)
  while (!(await ended.within(interval))) {
    const now = await lookAt(names, others)
    const isChanged = differs(seen, now)
    seen = now
    if (!isChanged) continue
    const next = await build()
    others = next.others
    // An editor that writes a file anew may have taken the old one away for a moment.
    if (!next.isEmpty) site.show(next)
  }
  site.close()
  return 0
}

/** Milliseconds between two looks at the files. */
const interval = 300

/** What changes when files do, by name, so that an editor may put a new file in the place of the old one. */
interface Seen {
  readonly decks: string
  /** What else pages are made of. */
  readonly others: ReadonlyMap<string, string>
}

async function lookAt(names: readonly string[], others: readonly string[]): Promise<Seen> {
  const { files } = await findFiles(
    names.filter((name) => name !== '-'),
    'deck'
  )
  const decks = await Promise.all(files.map(async ({ name }) => [name, await markOf(name)]))
  const marks = await Promise.all(others.map(async (path) => [path, await markOf(path)] as const))
  return { decks: JSON.stringify(decks), others: new Map(marks) }
}

async function markOf(path: string): Promise<string> {
  const status = await stat(path).catch(() => undefined)
  return status ? `${status.mtimeMs} ${status.size} ${status.ino}` : ''
}

/** A file that is looked at for the first time was read just before. */
function differs(before: Seen, now: Seen): boolean {
  const changed = [...now.others].some(([path, mark]) => (before.others.get(path) ?? mark) !== mark)
  return changed || before.decks !== now.decks
}

interface Version {
  readonly page: string
  readonly version: number
}

interface Site {
  readonly server: Server
  /** What stands in the address, so that nobody else on this computer guesses it. */
  readonly token: string
  readonly show: (next: Version) => void
  readonly close: () => void
}

/** Two answers, both in memory: the page, and the news that it has changed. Nothing of a request leads to a file. */
function siteOf(first: Version): Site {
  const token = randomBytes(18).toString('base64url')
  const waiting = new Set<ServerResponse>()
  let now = first
  const tell = (response: ServerResponse) => response.write(`data: ${now.version}\n\n`)
  const answers: Readonly<Record<string, (response: ServerResponse) => void>> = {
    '': (response) => response.setHeader('Content-Type', 'text/html; charset=utf-8').end(now.page),
    events: (response) => {
      response.setHeader('Content-Type', 'text/event-stream')
      tell(response)
      waiting.add(response)
      response.on('close', () => waiting.delete(response))
    }
  }
  const server = createServer((request, response) => {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
    const refused = refusal(request)
    if (refused !== undefined) return void response.writeHead(refused).end()
    const [, given = '', name, more] = (request.url ?? '').split('/')
    const answer =
      name !== undefined && more === undefined && Object.hasOwn(answers, name) ? answers[name] : undefined
    if (!answer || !isSame(given, token)) return void response.writeHead(404).end()
    answer(response)
  })
  return {
    server,
    token,
    show: (next) => {
      now = next
      waiting.forEach(tell)
    },
    close: () => {
      server.close()
      server.closeAllConnections()
    }
  }
}

const headers = {
  'Cache-Control': 'no-store',
  'Content-Security-Policy': "frame-ancestors 'none'",
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff'
}

/** Why a request gets no answer, as a status of HTTP: a page of elsewhere asks, under our address or under a name of its own. */
function refusal({ method, headers, socket }: IncomingMessage): number | undefined {
  if (method !== 'GET' && method !== 'HEAD') return 405
  const own = ['127.0.0.1', 'localhost'].map((name) => `${name}:${socket.localPort}`)
  if (!own.includes(headers.host ?? '')) return 403
  if (headers.origin !== undefined && !own.some((each) => headers.origin === `http://${each}`)) return 403
  const site = headers['sec-fetch-site'] ?? 'none'
  return site === 'none' || site === 'same-origin' ? undefined : 403
}

function isSame(given: string, token: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(token)]
  return one.length === other.length && timingSafeEqual(one, other)
}

async function listen(server: Server, port: number): Promise<number | Diagnostic> {
  try {
    return await new Promise<number>((resolve, reject) => {
      server.once('error', reject)
      server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
        const address = server.address()
        resolve(typeof address === 'object' && address ? address.port : port)
      })
    })
  } catch (error) {
    return diagnose('preview-port-unavailable', undefined, { port, reason: systemReason(error) })
  }
}

/** Waits until the process is told to end. */
function untilEnded() {
  const control = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => control.abort())
  return {
    within: (milliseconds: number) =>
      pause(milliseconds, undefined, { signal: control.signal }).then(
        () => false,
        () => true
      )
  }
}
