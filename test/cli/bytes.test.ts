import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import process from 'node:process'
import { unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { shared } from '../shared'
import { md2anki } from './command'

const deck = shared.here
  ? shared.read('seed/transformers.md')
  : readFileSync(new URL('../../examples/spaced-repetition.md', import.meta.url))
const formats = ['apkg', 'csv', 'json'] as const
const posix = process.platform !== 'win32'

let root = ''
let expected: Sums
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'md2anki-bytes-'))
  expected = build('plain')
})
afterAll(() => rmSync(root, { recursive: true }))

describe('the same deck gives the same bytes', () => {
  it.each([
    { where: 'in another folder', folder: 'another/in it/übung', env: {} },
    { where: 'in UTC', folder: 'utc', env: { TZ: 'UTC' } },
    { where: 'in Tokyo', folder: 'tokyo', env: { TZ: 'Asia/Tokyo' } },
    { where: 'where the day begins first', folder: 'kiritimati', env: { TZ: 'Pacific/Kiritimati' } },
    { where: 'years later', folder: 'later', env: clock('2040-02-29T23:59:59Z') },
    { where: 'before the computer clock was set', folder: 'unset', env: clock('1970-01-01T00:00:00Z') },
    { where: 'in the C locale', folder: 'c', env: locale('C') },
    { where: 'in Turkish, where the small I has no dot', folder: 'turkish', env: locale('tr_TR.UTF-8') }
  ])('$where', ({ folder, env }) => {
    expect(build(folder, { env })).toEqual(expected)
  })

  it.runIf(posix).each(['022', '077'])('with the umask %s', (umask) => {
    expect(build(umask, { shell: `umask ${umask} && exec "$@"` })).toEqual(expected)
  })

  it('over the package that was built before, whenever that was: nothing in it has changed', () => {
    const first = build('twice', { env: { SOURCE_DATE_EPOCH: '1700000000' } })
    expect(build('twice', { changed: new Date('2030-01-01T00:00:00Z') })).toEqual(first)
  })
})

describe('the time of the deck', () => {
  it('is that of its notes, and changes nothing else', () => {
    const { apkg, ...texts } = build('newer', { changed: new Date('2024-02-29T23:59:59Z') })
    expect(texts).toEqual(textsOf(expected))
    expect(apkg).not.toBe(expected.apkg)
  })
})

describe('SOURCE_DATE_EPOCH', () => {
  it('changes the package, in the same way everywhere, and nothing else', () => {
    const first = build('first', { env: { SOURCE_DATE_EPOCH: '1700000000', TZ: 'UTC' } })
    const again = build('again', { env: { SOURCE_DATE_EPOCH: '1700000000', TZ: 'Asia/Tokyo' } })
    const later = build('epoch', { env: { SOURCE_DATE_EPOCH: '1800000000' } })
    expect(again).toEqual(first)
    expect(new Set([expected, first, later].map(({ apkg }) => apkg)).size).toBe(3)
    for (const { csv, json } of [first, later]) expect({ csv, json }).toMatchObject(textsOf(expected))
  })
})

describe('the package', () => {
  it('tells neither the folder nor who built it', () => {
    const user = 'someone-q7x'
    const home = `/home/${user}`
    build('named-q7x', { env: { USER: user, LOGNAME: user, HOME: home }, absolute: true })
    const entries = unzipSync(readFileSync(join(root, 'named-q7x', 'deck.apkg')))
    expect(Object.keys(entries)).toEqual(expect.arrayContaining(['collection.anki2', 'media']))
    const bytes = Object.values(entries).map((entry) => Buffer.from(entry))
    for (const secret of [basename(root), 'named-q7x', user, `${homedir()}/`, process.cwd()])
      expect(bytes.some((entry) => entry.includes(secret))).toBe(false)
  })
})

interface Build {
  readonly env?: Readonly<Record<string, string>>
  readonly shell?: string
  /** When the deck's file was changed last. */
  readonly changed?: Date
  /** Name the deck by its whole path. */
  readonly absolute?: boolean
}
type Sums = Readonly<Record<(typeof formats)[number], string>>

const saved = new Date('2026-01-07T08:09:10Z')

/** Builds the deck in a folder of its own. Gives the SHA-256 of each output. */
function build(name: string, { changed = saved, absolute = false, ...surroundings }: Build = {}): Sums {
  const folder = join(root, name)
  mkdirSync(folder, { recursive: true })
  const file = join(folder, 'deck.md')
  writeFileSync(file, deck)
  utimesSync(file, changed, changed)
  const args = [absolute ? file : 'deck.md', '--format', formats.join()]
  expect(md2anki(folder, args, surroundings)).toMatchObject({ exitCode: 0, findings: [] })
  const [apkg = '', csv = '', json = ''] = formats.map((format) => sha256(join(folder, `deck.${format}`)))
  return { apkg, csv, json }
}

function sha256(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex')
}

function textsOf({ csv, json }: Sums) {
  return { csv, json }
}

function locale(name: string) {
  return { LC_ALL: name, LANG: name }
}

/** Lets a process begin at that time. */
function clock(time: string) {
  const shift = Date.parse(time) - Date.now()
  const module = `const now = Date.now
    globalThis.Date = class extends Date {
      static now() { return now() + ${shift} }
      constructor(...given) { given.length > 0 ? super(...given) : super(now() + ${shift}) }
    }`
  return { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(module)}` }
}
