import { randomBytes, timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Diagnostic } from '../diagnostic'
import { diagnose } from '../diagnostic'
import { changes, untilEnded } from './changes'
import type { Memory } from './fields/memory'
import type { Host } from './host'
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
  const memory: Memory = new Map()
  let version = 0
  const build = async () => {
    const { inputs, look, problems, others } = await readDecks(names, { ...options, memory }, host)
    const found = [...problems, ...inputs.flatMap(({ diagnostics }) => diagnostics)]
    const exitCode = await report(found, inputs, { ...reporting, outIsTaken: true }, host)
    const page = await pageOf({ inputs, look }, options, String(++version))
    return { page, version, others, exitCode, isEmpty: inputs.length === 0 }
  }
  const ended = untilEnded()
  let others: readonly string[] = []
  const news = changes({ names, ignore: options.ignore ?? [] }, () => others, ended)
  await news.next()
  const first = await build()
  others = first.others
  if (first.isEmpty) return first.exitCode
  const site = siteOf(first)
  const listening = await listen(site.server, port)
  if (typeof listening !== 'number') return report([listening], [], reporting, host)
  host.err(`http://127.0.0.1:${listening}/${site.token}/ shows the cards; Ctrl+C ends it`)
  for await (const _ of news) {
    const next = await build()
    others = next.others
    // An editor that writes a file anew may have taken the old one away for a moment.
    if (!next.isEmpty) site.show(next)
  }
  site.close()
  return 0
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
