import { type ChildProcess, spawn } from 'node:child_process'
import {
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync
} from 'node:fs'
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { deckText } from '../decks'
import { md2anki, program } from './command'

const small = deckText('Small', [{ front: 'Which small one?', days: [1, 3] }])
const other = deckText('Other', [{ front: 'Which other?' }])
const half = '# Flashcards: Half\n\n### Card 1 | Easy\n\n#### Front\nWhy?\n'
const older = 'The old page, which someone relies on.\n'

let folder = ''
const at = (name: string) => join(folder, name)
const read = (name: string) => readFileSync(at(name), 'utf8')
const put = (name: string, content: string) => writeFileSync(at(name), content)
const run = (...args: readonly string[]) => md2anki(folder, ['preview', ...args])

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'md2anki-preview-'))
  put('deck.md', small)
})
afterEach(() => rmSync(folder, { recursive: true }))

describe('preview', () => {
  it('writes a page beside the deck, and says so', () => {
    const { exitCode, stdout, stderr } = run('deck.md')
    expect({ exitCode, stdout, stderr }).toEqual({
      exitCode: 0,
      stdout: '',
      stderr: 'Wrote deck.html: 1 card\n'
    })
    expect(read('deck.html')).toContain('Which small one?')
    expect(readdirSync(folder)).toEqual(['deck.html', 'deck.md'])
  })

  it('writes one page for all decks where it is named, else one for each', () => {
    put('other.md', other)
    expect(run('deck.md', 'other.md').exitCode).toBe(0)
    expect(readdirSync(folder)).toEqual(['deck.html', 'deck.md', 'other.html', 'other.md'])
    expect(run('.', '-o', 'all.html').exitCode).toBe(0)
    for (const text of ['Which small one?', 'Which other?']) expect(read('all.html')).toContain(text)
  })

  it('counts the cards that Anki makes of notes', () => {
    put('deck.md', deckText('Both', [{ labels: '**Type:** Reversed' }, { front: 'Once?' }]))
    expect(run('deck.md').stderr).toBe('Wrote deck.html: 3 cards of 2 notes\n')
    expect(read('deck.html')).toContain('<p class="facts">3 cards of 2 notes')
  })

  it('goes from standard input to standard output', () => {
    const { exitCode, stdout, stderr } = md2anki(folder, ['preview', '-'], { input: small })
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
    expect(stdout).toMatch(/^<!doctype html>/)
    expect(readdirSync(folder)).toEqual(['deck.md'])
  })

  it('shows a deck that has errors, with them, and gives exit code 1', () => {
    put('deck.md', `${half}\n### Card 2 | Easy\n\n#### Front\na\n\n#### Back\nb\n`)
    const { exitCode, findings } = run('deck.md')
    expect({ exitCode, findings }).toEqual({
      exitCode: 1,
      findings: ['deck.md:3:5: error card-back-missing']
    })
    expect(read('deck.html')).toContain('card-back-missing')
  })

  it('counts days as it is asked to', () => {
    expect(run('deck.md', '--start', '2026-01-06').exitCode).toBe(0)
    expect(read('deck.html')).toContain('2026-01-07, 2026-01-09')
    expect(run('deck.md', '--start', 'generated').findings).toEqual(['deck.md: error deck-date-missing'])
  })

  it('says nothing of where the deck lies', () => {
    expect(run(at('deck.md')).exitCode).toBe(0)
    expect(read('deck.html')).not.toContain(folder)
  })

  it.each([
    ['the deck', 'deck.md', 'output-is-input'],
    ['the deck by another name', 'hard.html', 'output-is-input'],
    ['a folder that is not there', 'none/deck.html', 'output-not-writable']
  ])('does not write over %s', (_, output, code) => {
    linkSync(at('deck.md'), at('hard.html'))
    expect(run('deck.md', '-o', output)).toMatchObject({ exitCode: 1, findings: [`error ${code}`] })
    expect(read('deck.md')).toBe(small)
  })

  it('has pictures and sounds in the page, and does not write over them', () => {
    put('map.svg', '<svg xmlns="http://www.w3.org/2000/svg"/>')
    put('deck.md', deckText('Map', [{ front: 'Where? ![a map](map.svg)' }]))
    expect(run('deck.md', '-o', 'map.svg')).toMatchObject({
      exitCode: 1,
      findings: ['error output-is-input']
    })
    expect(run('deck.md').exitCode).toBe(0)
    expect(read('deck.html')).toContain('alt="a map" src="data:image/svg+xml;base64,')
  })

  it('shows cards in the look that a build with the same options gives them', () => {
    put('my.css', '.md2anki { --mine: url(none.png) }\n')
    mkdirSync(at('look'))
    put('look/basic-front.html', '<p class="mine">{{Front}}</p>')
    put('look/style.css', '.card { --base: 1 }')
    expect(run('deck.md', '--css', 'my.css', '--templates', 'look').exitCode).toBe(0)
    const page = read('deck.html')
    expect(page).toContain('<p class="mine"></p><p>Which small one?</p>')
    expect(page).toContain('<style>.card { --base: 1 }\n.md2anki { --mine: url(data:,) }\n</style>')
    expect(run('deck.md', '--css', 'my.css', '-o', 'my.css').findings).toEqual(['error output-is-input'])
  })

  it('shows cards as we have them where Anki would make none in a look, and says so', () => {
    mkdirSync(at('look'))
    put('look/basic-back.html', '{{Nothing}}')
    expect(run('deck.md', '--templates', 'look')).toMatchObject({
      exitCode: 1,
      findings: ['error templates-unfit']
    })
    expect(read('deck.html')).toContain('<div class="front" dir="auto"><p>Which small one?</p></div>')
  })

  it('leaves the old page where there is no new one', () => {
    put('deck.html', older)
    put('deck.md', 'no deck at all')
    expect(run('deck.md').exitCode).toBe(1)
    expect(read('deck.html')).toBe(older)
    expect(run('gone.md')).toMatchObject({ exitCode: 1, findings: ['error input-not-found'] })
  })

  it.each([
    [['deck.md', '--serve', '70000']],
    [['deck.md', '--serve', 'x']],
    [['deck.md', '--serve', '-o', 'x.html']],
    [['-', '--serve']],
    [[]]
  ])('refuses wrong use: %j', (args) => {
    expect(run(...args)).toMatchObject({ exitCode: 2, stdout: '' })
    expect(existsSync(at('deck.html'))).toBe(false)
  })
})

describe('preview --serve', { timeout: 30_000 }, () => {
  let child: ChildProcess | undefined
  afterEach(() => child?.kill('SIGKILL'))

  /** Starts the server. Gives the address that it says. */
  async function serve(...args: readonly string[]): Promise<URL> {
    child = spawn(process.execPath, [program, 'preview', ...args], { cwd: folder })
    let said = ''
    return new Promise((resolve, reject) => {
      child!.stderr!.on('data', (chunk) => {
        said += chunk
        const [address] = /http:\/\/\S+/.exec(said) ?? []
        if (address) resolve(new URL(address))
      })
      child!.on('close', () => reject(new Error(`It ended: ${said}`)))
    })
  }

  interface Asking {
    readonly path?: string
    readonly method?: string
    readonly headers?: Readonly<Record<string, string>>
  }

  function ask(url: URL, { path = url.pathname, method = 'GET', headers = {} }: Asking = {}) {
    return new Promise<{ status: number; body: string; headers: object }>((resolve, reject) => {
      const asked = request({ host: url.hostname, port: url.port, path, method, headers }, (response) => {
        let body = ''
        response.on('data', (chunk) => {
          body += chunk
        })
        response.on('end', () => resolve({ status: response.statusCode!, body, headers: response.headers }))
      })
      asked.on('error', reject)
      asked.end()
    })
  }

  /** Versions of the page, as the server tells of them. */
  async function* news(url: URL): AsyncGenerator<string> {
    const response = await fetch(new URL('events', url))
    const decoder = new TextDecoder()
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>)
      for (const [, version] of decoder.decode(chunk).matchAll(/^data: (.*)$/gm)) yield version!
  }

  it('gives the page to this computer, under an address that nobody guesses', async () => {
    const url = await serve('deck.md', '--serve')
    expect(url.hostname).toBe('127.0.0.1')
    expect(url.pathname).toMatch(/^\/[\w-]{24}\/$/)
    const { status, body, headers } = await ask(url)
    expect(status).toBe(200)
    expect(body).toContain('Which small one?')
    expect(headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': "frame-ancestors 'none'",
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff'
    })
    expect(headers).not.toHaveProperty('access-control-allow-origin')
    expect(readdirSync(folder)).toEqual(['deck.md'])
  })

  it('gives nothing to anybody else', async () => {
    const url = await serve('deck.md', '--serve')
    const own = { host: url.host }
    const token = url.pathname
    const asked: readonly (readonly [number, Asking])[] = [
      [403, { headers: { host: 'evil.example' } }],
      [403, { headers: { host: `evil.example:${url.port}` } }],
      [403, { headers: { host: '127.0.0.1' } }],
      [403, { headers: { ...own, origin: 'https://evil.example' } }],
      [403, { headers: { ...own, origin: 'null' } }],
      [403, { path: `${token}events`, headers: { ...own, origin: 'http://127.0.0.1:1' } }],
      [403, { headers: { ...own, 'sec-fetch-site': 'cross-site' } }],
      [405, { method: 'POST' }],
      [405, { method: 'OPTIONS', headers: { ...own, origin: 'https://evil.example' } }],
      [404, { path: '/' }],
      [404, { path: token.slice(0, -1) }],
      [404, { path: token.replace(/.\/$/, '/') }],
      [404, { path: `/${'a'.repeat(24)}/` }],
      [404, { path: `${token}deck.md` }],
      [404, { path: `${token}../deck.md` }],
      [404, { path: `${token}..%2fdeck.md` }],
      [404, { path: `${token}%2e%2e/%2e%2e/etc/passwd` }],
      [404, { path: `${token}constructor` }],
      [404, { path: `${token}__proto__` }],
      [404, { path: '/deck.md' }],
      [404, { path: '//etc/passwd' }]
    ]
    for (const [status, asking] of asked)
      expect([asking, await ask(url, asking)]).toMatchObject([asking, { status, body: '' }])
    expect(await ask(url, { headers: { ...own, origin: `http://${url.host}` } })).toMatchObject({
      status: 200
    })
    expect(await ask(url, { headers: { host: `localhost:${url.port}` } })).toMatchObject({ status: 200 })
  })

  it('tells of each change, also when an editor puts another file in the place of the deck', async () => {
    const url = await serve('deck.md', '--serve')
    const versions = news(url)
    expect((await versions.next()).value).toBe('1')
    /** The version of the first page that holds a text. While a file is being written there may be one that does not. */
    const versionWith = async (text: string) => {
      for (;;) {
        await versions.next()
        const { body } = await ask(url)
        if (body.includes(text)) return Number(/data-version="(\d+)"/.exec(body)?.[1])
      }
    }
    put('deck.md', small.replace('Which small one?', 'Which changed one?'))
    const changed = await versionWith('Which changed one?')
    expect(changed).toBeGreaterThan(1)
    put('new.md', small.replace('Which small one?', 'Which renamed one?'))
    renameSync(at('new.md'), at('deck.md'))
    expect(await versionWith('Which renamed one?')).toBe(changed + 1)
    put('deck.md', half)
    expect(await versionWith('card-back-missing')).toBeGreaterThan(changed + 1)
    await versions.return(undefined)
  })

  it('tells of a picture that is changed, or comes', async () => {
    put('map.svg', '<svg xmlns="http://www.w3.org/2000/svg"/>')
    put('deck.md', deckText('Map', [{ front: 'Where? ![a map](map.svg) ![another](late.svg)' }]))
    const url = await serve('deck.md', '--serve')
    const versions = news(url)
    await versions.next()
    expect((await ask(url)).body).toContain('src="data:image/svg+xml;base64,')
    // The first look at pictures comes after the page is there.
    await new Promise((resolve) => setTimeout(resolve, 700))
    put('map.svg', '<svg xmlns="http://www.w3.org/2000/svg" width="2"/>')
    expect((await versions.next()).value).toBe('2')
    put('late.svg', '<svg xmlns="http://www.w3.org/2000/svg" width="3"/>')
    expect((await versions.next()).value).toBe('3')
    expect((await ask(url)).body.match(/src="data:/g)).toHaveLength(4)
    await versions.return(undefined)
  })

  it('tells of a look that is changed', async () => {
    put('my.css', '.md2anki { --mine: 1 }')
    const url = await serve('deck.md', '--serve', '--css', 'my.css')
    const versions = news(url)
    await versions.next()
    expect((await ask(url)).body).toContain('--mine: 1')
    // The first look at its files comes after the page is there.
    await new Promise((resolve) => setTimeout(resolve, 700))
    put('my.css', '.md2anki { --mine: 22 }')
    expect((await versions.next()).value).toBe('2')
    expect((await ask(url)).body).toContain('--mine: 22')
    await versions.return(undefined)
  })

  it('tells of decks that come into a folder', async () => {
    const url = await serve('.', '--serve')
    const versions = news(url)
    await versions.next()
    put('other.md', other)
    expect((await versions.next()).value).toBe('2')
    expect((await ask(url)).body).toContain('Which other?')
    await versions.return(undefined)
  })

  it.skipIf(process.platform === 'win32').each(['SIGINT', 'SIGTERM'] as const)(
    'ends by %s',
    async (signal) => {
      const url = await serve('deck.md', '--serve')
      const ended = new Promise((resolve) => child!.on('exit', (code) => resolve(code)))
      child!.kill(signal)
      expect(await ended).toBe(0)
      await expect(ask(url)).rejects.toThrow('ECONNREFUSED')
    }
  )

  it('takes the port that it is given, and says when it cannot have it', async () => {
    const taken = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => taken.once('listening', resolve))
    const { port } = taken.address() as AddressInfo
    expect(run('deck.md', '--serve', String(port))).toMatchObject({
      exitCode: 1,
      findings: ['error preview-port-unavailable']
    })
    await new Promise((resolve) => taken.close(resolve))
    expect((await serve('deck.md', '--serve', String(port))).port).toBe(String(port))
  })
})
