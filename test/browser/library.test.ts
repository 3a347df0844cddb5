import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { compile, exportDeck } from '../../src'
import { browserHere, browserName, useBrowser } from './browser'

const root = fileURLToPath(new URL('../../', import.meta.url))
const formats = ['apkg', 'csv', 'json'] as const

/** What runs in the page: the deck that is fetched, exported, and the SHA-256 of each output. */
const program = `
import { compile, exportDeck } from '/dist/lib/index.js'
const hex = (bytes) => Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('')
window.exported = async (path, format) => {
  const { deck, diagnostics } = compile(await (await fetch(path)).text(), { file: 'deck.md' })
  const { content } = await exportDeck(deck, format)
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
  return { codes: diagnostics.map(({ code }) => code), sum: hex(await crypto.subtle.digest('SHA-256', bytes)) }
}
`

/** Nothing of the page may be made into code, nor anything be asked for elsewhere. */
const policy = "default-src 'none'; script-src 'self'; connect-src 'self'"

describe.skipIf(!browserHere)(`the library in ${browserName}`, { timeout: 60_000 }, () => {
  const browser = useBrowser()
  let server: Server
  beforeAll(async () => {
    server = createServer(({ url = '/' }, response) => {
      const isScript = url.endsWith('.js')
      response.setHeader('Content-Type', isScript ? 'text/javascript' : 'text/html; charset=utf-8')
      response.setHeader('Content-Security-Policy', policy)
      if (url === '/') response.end('<!doctype html><script type="module" src="/program.js"></script>')
      else if (url === '/program.js') response.end(program)
      else if (/^\/(?:dist\/lib|examples)\/[\w.-]+$/.test(url))
        response.end(readFileSync(root + url.slice(1)))
      else response.writeHead(404).end()
    })
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  })
  afterAll(() => server.close())

  it.each(['examples/spaced-repetition.md', 'examples/tones.md'])(
    'makes the same bytes of %s as here, under a policy that lets nothing become code',
    async (path) => {
      const { page, errors, close } = await browser.open(
        `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
      )
      const { deck, diagnostics } = compile(readFileSync(root + path, 'utf8'), { file: 'deck.md' })
      for (const format of formats) {
        const { content } = await exportDeck(deck!, format)
        expect(await page.evaluate(`exported('/${path}', '${format}')`)).toEqual({
          codes: diagnostics.map(({ code }) => code),
          sum: createHash('sha256').update(content).digest('hex')
        })
      }
      expect(errors.filter((error) => !error.includes('favicon'))).toEqual([])
      await close()
    }
  )
})
