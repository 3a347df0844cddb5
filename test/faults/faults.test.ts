import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { program } from '../cli/command'
import {
  type Counts,
  callsOf,
  compileFaults,
  counts,
  has,
  isAll,
  isLinux,
  isRoot,
  judge,
  type Place,
  placeFor,
  remove,
  reset,
  run,
  runWith
} from './harness'

const strace = isLinux && has('strace', '-V')

let place: Place
beforeAll(() => {
  place = placeFor('apkg')
})
afterAll(() => remove(place))

/** Nothing was lost, nothing half written, nothing left, and nothing told that is not so. */
function expectSafe(found: Counts, name: string, most = Number.POSITIVE_INFINITY): void {
  console.log(`${name}: ${JSON.stringify(found)}`)
  expect(found).toMatchObject({ corrupt: 0, lied: 0, stray: 0, stack: 0 })
  expect(found.points).toBeGreaterThan(0)
  expect(found.done).toBeLessThanOrEqual(most)
}

const compiles = compileFaults()

/** What a call may say. The program does the same for all but the first three. */
const errors = ['EIO', 'ENOSPC', 'EXDEV', 'EDQUOT', 'EACCES', 'EMFILE', 'EBUSY', 'EROFS'] as const

describe.skipIf(!compiles)(
  'a build that ends at a call by which it changes its folder',
  { timeout: 600_000 },
  () => {
    it.each(['SIGKILL', 'SIGINT', 'SIGTERM', 'SIGHUP'] as const)('by %s', (signal) => {
      for (const formats of [['apkg'], ['apkg', 'csv', 'json']]) {
        const here = placeFor(...formats)
        const found = counts()
        try {
          const calls = callsOf(here)
          expect(calls).toEqual(expect.arrayContaining(['open', 'write', 'fchmod', 'fsync', 'rename']))
          for (let call = 1; call <= calls.length; call++) {
            reset(here)
            const ended = runWith({ call, signal }, here)
            expect([calls[call - 1], ended.signal]).toEqual([calls[call - 1], signal])
            judge(here, ended, found, signal === 'SIGKILL')
          }
        } finally {
          remove(here)
        }
        expectSafe(found, `${formats.join(', ')}: ended by ${signal}`)
      }
    })

    it('that fails', () => {
      for (const formats of [['apkg'], ['apkg', 'csv', 'json']]) {
        const here = placeFor(...formats)
        const found = counts()
        try {
          const calls = callsOf(here)
          for (const error of isAll ? errors : errors.slice(0, 3))
            for (let call = 1; call <= calls.length; call++) {
              reset(here)
              const ended = runWith({ call, error }, here)
              expect([calls[call - 1], ended.status, ended.stderr]).toEqual([
                calls[call - 1],
                1,
                expect.stringMatching(/\[output-(?:no-space|not-writable)\]/)
              ])
              judge(here, ended, found)
            }
        } finally {
          remove(here)
        }
        expectSafe(found, `${formats.join(', ')}: failing calls`)
      }
    })
  }
)

describe.skipIf(!compiles)('a disk that takes so many bytes', { timeout: 600_000 }, () => {
  it.each(['ENOSPC', 'EIO', 'EDQUOT'] as const)('and then says %s', (error) => {
    const { size } = statSync(join(place.folder, 'deck.apkg'))
    const found = counts()
    const sizes = [0, 1, 1000, 4096, 65_536, 524_288, size - 2, size - 1]
    const more = isAll ? Array.from({ length: 40 }, (_, at) => Math.floor((at * size) / 40)) : []
    for (const after of [...sizes, ...more]) {
      reset(place)
      const ended = runWith({ after, error }, place)
      expect(ended).toMatchObject({
        status: 1,
        stderr: expect.stringMatching(/\[output-(?:no-space|not-writable)\]/)
      })
      judge(place, ended, found)
    }
    expectSafe(found, `a disk that says ${error}`, 0)
    reset(place)
    const enough = counts()
    judge(place, runWith({ after: 100_000_000, error }, place), enough)
    expect(enough).toMatchObject({ done: 1, lied: 0 })
  })
})

/** Calls by which a build reads, and the program itself is loaded: counted for each thread, as strace does. */
describe.skipIf(!strace)('a build that cannot read', { timeout: 600_000 }, () => {
  it('keeps what is there, or goes on', () => {
    const found = counts()
    const step = isAll ? 1 : 7
    const reads = { openat: ['EACCES', 'EMFILE', 'ENFILE'], read: ['EIO'], pread64: ['EIO'] } as const
    for (const [call, codes] of Object.entries(reads))
      for (const error of codes)
        for (let n = 1; n <= 60; n += step) {
          reset(place)
          const how = ['-e', `trace=${call}`, '-e', `inject=${call}:error=${error}:when=${n}`]
          const ended = run(['strace', '-f', '-qq', '-o', '/dev/null', ...how], place.folder, place.formats)
          // A Node that cannot start, or cannot load a file of ours, says so in its own way, and may end itself.
          judge(place, { ...ended, stderr: '' }, found, ended.status === null)
        }
    expectSafe(found, 'failing reads')
  })
})

const mounts = isLinux && isRoot && spawnSync('mount', ['--version']).status === 0

describe.skipIf(!mounts)('a disk of every size (needs root)', { timeout: 600_000 }, () => {
  it('holds the old package or the new one', () => {
    const found = counts()
    const disk = join(place.folder, '..', 'disk')
    mkdirSync(disk)
    const outcomes = new Set<boolean>()
    for (let size = 1500; size <= 2600; size += isAll ? 20 : 100) {
      execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}k`, 'tmpfs', disk])
      try {
        cpSync(join(place.folder, '..', 'kept'), disk, { recursive: true })
        const ended = run([], disk, place.formats)
        judge({ ...place, folder: disk }, ended, found)
        outcomes.add(ended.status === 0)
      } finally {
        execFileSync('umount', [disk])
      }
    }
    expectSafe(found, 'disks of every size')
    expect(outcomes).toEqual(new Set([true, false]))
  })

  it('that can only be read keeps what is there', () => {
    reset(place)
    const disk = join(place.folder, '..', 'read-only')
    mkdirSync(disk)
    execFileSync('mount', ['--bind', place.folder, disk])
    try {
      execFileSync('mount', ['-o', 'remount,ro,bind', disk])
      const found = counts()
      const ended = run([], disk, place.formats)
      expect(ended.stderr).toContain('the file system can only be read [output-not-writable]')
      judge({ ...place, folder: disk }, ended, found)
      expectSafe(found, 'a disk that can only be read', 0)
    } finally {
      execFileSync('umount', [disk])
    }
  })
})

describe.skipIf(!isLinux || !isRoot || !has('setpriv', '--version'))(
  'somebody who may not',
  { timeout: 60_000 },
  () => {
    it('write there is told so, and what stands there stands', () => {
      reset(place)
      chmodSync(join(place.folder, '..'), 0o755)
      const found = counts()
      const nobody = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups']
      const ended = run(nobody, place.folder, place.formats)
      expect(ended.stderr).toContain('permission denied [output-not-writable]')
      judge(place, ended, found)
      expectSafe(found, 'nobody’s build', 0)
    })
  }
)

describe('too little memory', { timeout: 120_000 }, () => {
  it('ends the build, not the package', () => {
    const found = counts()
    for (const megabytes of isAll ? [4, 6, 8, 10, 12, 14, 16, 20] : [4, 8, 12]) {
      reset(place)
      const command = [
        `--max-old-space-size=${megabytes}`,
        '--max-semi-space-size=1',
        program,
        'deck.md',
        '-q'
      ]
      const ended = spawnSync(process.execPath, command, {
        cwd: place.folder,
        encoding: 'utf8',
        env: { SOURCE_DATE_EPOCH: '1767774000' }
      })
      judge(place, { ...ended, stderr: '' }, found, ended.status !== 0)
    }
    expectSafe(found, 'little memory')
  })
})

describe('many builds at once', { timeout: 120_000 }, () => {
  it('leave one whole package, and at no moment anything else', async () => {
    reset(place)
    const found = counts()
    const known = new Set([...place.before.values(), ...place.after.values()])
    const children: ChildProcess[] = Array.from({ length: isAll ? 40 : 12 }, () =>
      spawn(process.execPath, [program, 'deck.md', '-q'], {
        cwd: place.folder,
        env: { SOURCE_DATE_EPOCH: '1767774000' },
        stdio: 'ignore'
      })
    )
    const codes: (number | null)[] = []
    for (const child of children) child.on('close', (code) => codes.push(code))
    let seen = 0
    while (codes.length < children.length) {
      const { createHash } = await import('node:crypto')
      const sum = createHash('sha256')
        .update(readFileSync(join(place.folder, 'deck.apkg')))
        .digest('hex')
      expect(known.has(sum)).toBe(true)
      seen += 1
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
    expect(codes.every((code) => code === 0)).toBe(true)
    expect(seen).toBeGreaterThan(5)
    judge(place, { status: 0, stderr: '' }, found)
    expectSafe(found, `${children.length} builds at once, looked at ${seen} times`)
  })
})

describe.skipIf(!strace)('what a run touches', { timeout: 240_000 }, () => {
  const root = fileURLToPath(new URL('../../', import.meta.url))
  /** What Node and the system open before a program begins. */
  const system =
    /^\/(?:etc\/(?:ld\.so|ssl|localtime|nsswitch|passwd|group)|lib|usr\/(?:lib|share|local\/ssl)|proc\/(?:self|sys|\d+|meminfo|cpuinfo|version_signature|stat)|sys|dev\/(?:null|urandom|tty|pts))/

  it('is the folder of the decks, its outputs and itself, and never the network', () => {
    const folder = mkdtempSync(join(tmpdir(), 'md2anki-touch-'))
    const decks = join(folder, 'decks')
    const shared = join(root, '..', 'shared')
    for (const each of ['fixtures', 'examples']
      .map((name) => join(root, name))
      .concat(
        existsSync(shared)
          ? [join(shared, 'cases', 'bad'), join(shared, 'cases', 'odd'), join(shared, 'decks')]
          : []
      ))
      cpSync(each, join(decks, each.replaceAll('/', '_')), { recursive: true })
    writeFileSync(join(folder, 'secret.png'), 'secret')
    const found = { decks: 0, opened: 0, outside: [] as string[], network: [] as string[] }
    const names = readdirSync(decks, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(?:md|markdown)$/.test(name))
      .map((name) => join('decks', name))
    found.decks = names.length
    const log = join(folder, 'log')
    try {
      for (const args of [
        ['check', ...names],
        [...names, '--out-dir', 'out', '--force', '-q'],
        ['preview', ...names, '-o', 'page.html', '-q']
      ]) {
        const traced = [
          '-f',
          '-qq',
          '-o',
          log,
          '-e',
          'trace=open,openat,openat2,creat,socket,connect,sendto',
          process.execPath,
          program,
          ...args
        ]
        const { status } = spawnSync('strace', traced, {
          cwd: folder,
          encoding: 'utf8',
          timeout: 120_000,
          env: { PATH: process.env['PATH'] },
          maxBuffer: 2 ** 28
        })
        expect([0, 1]).toContain(status)
        const text = readFileSync(log, 'utf8')
        found.network.push(...(text.match(/.*(?:AF_INET|AF_NETLINK).*/g) ?? []))
        for (const [, path = ''] of text.matchAll(/open(?:at2?)?\((?:AT_FDCWD, )?"([^"]*)"/g)) {
          const whole = path.startsWith('/') ? path : join(folder, path)
          found.opened += 1
          const isOurs = [
            `${folder}/decks`,
            `${folder}/out`,
            `${folder}/.page`,
            `${folder}/page.html`,
            // Where the command runs, a configuration may be.
            `${folder}/package.json`,
            join(root, 'dist'),
            join(root, 'node_modules'),
            join(root, 'package.json')
          ].some((each) => whole === each || whole.startsWith(each))
          const isNode = whole.startsWith(join(process.execPath, '..', '..')) || system.test(whole)
          if (!isOurs && !isNode && whole !== folder) found.outside.push(whole)
        }
      }
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
    console.log(
      `touched: ${JSON.stringify({ ...found, outside: found.outside.length, network: found.network.length })}`
    )
    expect(found.outside).toEqual([])
    expect(found.network).toEqual([])
    expect(found.opened).toBeGreaterThan(100)
  })

  it.skipIf(spawnSync('unshare', ['-n', 'true']).status !== 0)('needs no network', () => {
    reset(place)
    const found = counts()
    judge(place, run(['unshare', '-n'], place.folder, place.formats), found)
    expect(found).toMatchObject({ done: 1, lied: 0 })
  })
})
