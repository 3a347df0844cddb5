import {
  type ChildProcess,
  type ChildProcessWithoutNullStreams,
  execFileSync,
  spawn,
  spawnSync
} from 'node:child_process'
import { randomBytes } from 'node:crypto'
import * as fs from 'node:fs'
import { type FileHandle, open, rename } from 'node:fs/promises'
import { constants, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { text } from 'node:stream/consumers'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { type FileToWrite, writeOutputs } from '../../src/cli/write'

vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof import('node:fs/promises')>()
  return { ...real, open: vi.fn(real.open), rename: vi.fn(real.rename) }
})

const posix = process.platform !== 'win32'
const root = process.getuid?.() === 0
const asNobody = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'] as const
const older = 'The old content, which someone relies on.\n'
const newer = 'The new content.\n'

let folder = ''
const at = (name: string) => join(folder, name)
const read = (name: string) => fs.readFileSync(at(name), 'utf8')
const names = () => fs.readdirSync(folder).sort()
const run = (command: string, ...rest: readonly string[]) => execFileSync(command, rest, { stdio: 'ignore' })
const write = (...files: readonly [name: string, content: FileToWrite['content']][]) =>
  writeOutputs(files.map(([name, content]) => ({ path: at(name), content })))

beforeEach(() => {
  folder = fs.mkdtempSync(join(tmpdir(), 'md2anki-write-'))
})

afterEach(() => {
  vi.mocked(open).mockReset()
  vi.mocked(rename).mockReset()
  fs.rmSync(folder, { recursive: true })
})

describe('outputs that can be written', () => {
  it('appear whole, text as UTF-8 and bytes as they are, and nothing else does', async () => {
    const bytes = randomBytes(3_000_001)
    expect(await write(['deck.csv', 'Füße 🦶\n'], ['deck.apkg', bytes], ['empty', ''])).toEqual([])
    expect(names()).toEqual(['deck.apkg', 'deck.csv', 'empty'])
    expect(read('deck.csv')).toBe('Füße 🦶\n')
    expect(fs.readFileSync(at('deck.apkg')).equals(bytes)).toBe(true)
    expect(read('empty')).toBe('')
  })

  it('replace what stood there, also when that was longer', async () => {
    fs.writeFileSync(at('deck'), older)
    expect(await write(['deck', newer])).toEqual([])
    expect(read('deck')).toBe(newer)
    expect(names()).toEqual(['deck'])
  })

  it('may have a name as long as the system allows', async () => {
    const name = `${'長'.repeat(83)}.apkg`
    expect(await write([name, newer])).toEqual([])
    expect(names()).toEqual([name])
  })

  it.runIf(posix)('keep the mode of the file that they replace, and else have the usual one', async () => {
    fs.writeFileSync(at('deck'), older)
    fs.chmodSync(at('deck'), 0o660)
    expect(await write(['deck', newer], ['fresh', newer])).toEqual([])
    fs.writeFileSync(at('usual'), '')
    const mode = (name: string) => fs.statSync(at(name)).mode & 0o777
    expect([mode('deck'), mode('fresh')]).toEqual([0o660, mode('usual')])
  })

  it.runIf(posix)('are reached through links, which stay links', async () => {
    fs.mkdirSync(at('far/away'), { recursive: true })
    fs.writeFileSync(at('far/deck'), older)
    fs.symlinkSync('far/away', at('near'))
    fs.symlinkSync('../deck', at('far/away/link'))
    expect(await write(['near/link', newer])).toEqual([])
    expect(fs.readlinkSync(at('far/away/link'))).toBe('../deck')
    expect(read('far/deck')).toBe(newer)
    expect(fs.readdirSync(at('far')).sort()).toEqual(['away', 'deck'])
  })

  it.runIf(posix)('are reached through links that lead to nothing yet', async () => {
    fs.mkdirSync(at('far/away'), { recursive: true })
    fs.symlinkSync('far/away', at('near'))
    fs.symlinkSync('near/../deck', at('second'))
    fs.symlinkSync(at('second'), at('first'))
    expect(await write(['first', newer])).toEqual([])
    expect(fs.readlinkSync(at('first'))).toBe(at('second'))
    expect(fs.readlinkSync(at('second'))).toBe('near/../deck')
    expect(read('far/deck')).toBe(newer)
  })

  it('are whole at every moment when several writers write the same one', async () => {
    const contents = Array.from({ length: 8 }, (_, index) => `${index}`.repeat(1_000_000))
    fs.writeFileSync(at('deck'), older)
    const writing = Promise.all(contents.map((content) => write(['deck', content])))
    const seen = new Set<string>()
    for (let reads = 0; reads < 50; reads += 1) {
      seen.add(read('deck'))
      await pause(1)
    }
    expect(await writing).toEqual(contents.map(() => []))
    for (const content of seen) expect([older, ...contents]).toContain(content)
    expect(contents).toContain(read('deck'))
    expect(names()).toEqual(['deck'])
  })

  it('are synced before they are renamed, and their folder after', async () => {
    const real = await vi.importActual<typeof import('node:fs/promises')>('node:fs/promises')
    const steps: string[] = []
    vi.mocked(open).mockImplementation(async (path, ...how) => {
      const handle = await real.open(path, ...how)
      const sync = handle.sync.bind(handle)
      handle.sync = () => {
        steps.push(path === folder ? 'sync the folder' : 'sync the file')
        return sync()
      }
      return handle
    })
    vi.mocked(rename).mockImplementation((from, to) => {
      steps.push('rename')
      return real.rename(from, to)
    })
    expect(await write(['deck', newer])).toEqual([])
    expect(steps).toEqual(['sync the file', 'rename', 'sync the folder'])
  })
})

describe.runIf(posix)('what is no file', () => {
  it('is written into and stays what it is when it is a pipe', async () => {
    run('mkfifo', at('pipe'))
    const heard = output(spawn('cat', [at('pipe')]))
    const long = newer.repeat(20_000)
    expect(await write(['pipe', long], ['deck', newer])).toEqual([])
    expect(await heard).toBe(long)
    expect(fs.lstatSync(at('pipe')).isFIFO()).toBe(true)
    expect(read('deck')).toBe(newer)
  })

  it('is written into and stays what it is when it is a device, also behind a link', async () => {
    const path = device('null', 3)
    fs.symlinkSync(path, at('link'))
    expect(await writeOutputs([path, at('link')].map((each) => ({ path: each, content: newer })))).toEqual([])
    expect(fs.lstatSync(path).isCharacterDevice()).toBe(true)
    expect(fs.readlinkSync(at('link'))).toBe(path)
  })

  it.runIf(fs.existsSync('/dev/full'))('keeps the files from being replaced when it fails', async () => {
    fs.writeFileSync(at('deck'), older)
    fs.symlinkSync(device('full', 7), at('link'))
    const before = names()
    expect(await write(['deck', newer], ['link', newer])).toMatchObject([{ code: 'output-no-space' }])
    expect(read('deck')).toBe(older)
    expect(names()).toEqual(before)
  })
})

describe('when an output cannot be written, all that stood there stands', () => {
  it.each([
    ['one is a folder', 'folder', 'output-is-directory', /`.*folder` is a folder$/],
    ['one is named like a folder', 'absent/', 'output-is-directory', /is a folder$/],
    ['the folder of one is missing', 'absent/deck', 'output-not-writable', /there is no such folder$/],
    ['the folder of one is a file', 'second/deck', 'output-not-writable', /a part of its path is no folder$/],
    ['the name of one is too long', 'x'.repeat(300), 'output-not-writable', /the name is too long$/]
  ])('because %s', async (_, name, code, message) => {
    fs.mkdirSync(at('folder'))
    fs.writeFileSync(at('folder/inside'), older)
    for (const file of ['first', 'second']) fs.writeFileSync(at(file), older)
    const before = names()
    const problems = await writeOutputs(
      [at('first'), at('new'), `${folder}/${name}`, at('second')].map((path) => ({ path, content: newer }))
    )
    expect(problems).toEqual([
      expect.objectContaining({ code, severity: 'error', message: expect.stringMatching(message) })
    ])
    expect(names()).toEqual(before)
    expect([read('first'), read('second'), read('folder/inside')]).toEqual([older, older, older])
  })

  it.runIf(posix)('because one is a link that leads in a circle', async () => {
    fs.writeFileSync(at('deck'), older)
    fs.symlinkSync('other', at('one'))
    fs.symlinkSync('one', at('other'))
    expect(await write(['deck', newer], ['one', newer])).toMatchObject([
      {
        code: 'output-not-writable',
        message: `\`${at('one')}\` cannot be written: its links lead in a circle`
      }
    ])
    expect(read('deck')).toBe(older)
    expect(names()).toEqual(['deck', 'one', 'other'])
  })

  it('but for what was published before a rename failed, which is named', async () => {
    const { rename: renameFile } =
      await vi.importActual<typeof import('node:fs/promises')>('node:fs/promises')
    for (const name of ['first', 'second', 'third']) fs.writeFileSync(at(name), older)
    vi.mocked(rename).mockImplementationOnce(renameFile).mockRejectedValueOnce(failure('EIO'))
    expect(await write(['first', newer], ['second', newer], ['third', newer])).toEqual([
      {
        code: 'output-not-writable',
        severity: 'error',
        message: `\`${at('second')}\` cannot be written: the device failed`,
        hint: `In place already: ${at('first')}`
      }
    ])
    expect([read('first'), read('second'), read('third')]).toEqual([newer, older, older])
    expect(names()).toEqual(['first', 'second', 'third'])
  })

  it.each(['writeFile', 'sync', 'close'] as const)('because %s fails', async (method) => {
    await changeHandles((handle) => {
      const close = handle.close.bind(handle)
      handle[method] = async () => {
        if (method === 'close') await close()
        throw failure('ENOSPC')
      }
    })
    fs.writeFileSync(at('deck'), older)
    expect(await write(['deck', newer])).toMatchObject([{ code: 'output-no-space' }])
    expect(read('deck')).toBe(older)
    expect(names()).toEqual(['deck'])
  })

  it('because no more than a quota may be used, for which Node has no name', async () => {
    const quota = { code: 'Unknown system error -122', errno: -constants.errno.EDQUOT }
    await changeHandles((handle) => {
      handle.writeFile = () => Promise.reject(Object.assign(new Error(quota.code), quota))
    })
    expect(await write(['deck', newer])).toMatchObject([{ code: 'output-no-space' }])
    expect(names()).toEqual([])
  })

  it('because the system wrote less than it was given, and said nothing', async () => {
    await changeHandles((handle) => {
      const writeFile = handle.writeFile.bind(handle)
      handle.writeFile = (content) => writeFile(String(content).slice(0, 5))
    })
    fs.writeFileSync(at('deck'), older)
    expect(await write(['deck', newer])).toMatchObject([{ code: 'output-no-space' }])
    expect(read('deck')).toBe(older)
    expect(names()).toEqual(['deck'])
  })
})

describe('a file that another program holds', () => {
  const platform = Object.getOwnPropertyDescriptor(process, 'platform')!
  const pretend = (value: string) => Object.defineProperty(process, 'platform', { ...platform, value })
  afterEach(() => Object.defineProperty(process, 'platform', platform))

  it('is tried again on Windows', async () => {
    pretend('win32')
    const { rename: renameFile } =
      await vi.importActual<typeof import('node:fs/promises')>('node:fs/promises')
    vi.mocked(rename).mockImplementation(renameFile)
    for (const code of ['EBUSY', 'EPERM', 'EACCES']) vi.mocked(rename).mockRejectedValueOnce(failure(code))
    expect(await write(['deck', newer])).toEqual([])
    expect(vi.mocked(rename)).toHaveBeenCalledTimes(4)
    expect(read('deck')).toBe(newer)
  })

  it('is given up on Windows after two seconds', async () => {
    pretend('win32')
    vi.mocked(rename).mockRejectedValue(failure('EBUSY'))
    const start = Date.now()
    expect(await write(['deck', newer])).toMatchObject([{ code: 'output-not-writable' }])
    expect(Date.now() - start).toBeGreaterThan(1900)
    expect(names()).toEqual([])
  })

  it('is a failure at once elsewhere', async () => {
    pretend('linux')
    vi.mocked(rename).mockRejectedValue(failure('EBUSY'))
    expect(await write(['deck', newer])).toMatchObject([{ code: 'output-not-writable' }])
    expect(vi.mocked(rename)).toHaveBeenCalledTimes(1)
  })
})

describe('what a killed run left', () => {
  const dead = spawnSync(process.execPath, ['--version']).pid
  const leave = (name: string, hours: number) => {
    fs.writeFileSync(at(name), 'half')
    const time = Date.now() / 1000 - hours * 3600
    fs.utimesSync(at(name), time, time)
  }

  it('is removed when it is of the same output, its process gone, and it an hour old', async () => {
    leave(`.deck.${dead}.0123abcd.tmp`, 2)
    leave(`.deck.${process.pid}.0123abcd.tmp`, 2)
    expect(await write(['deck', newer])).toEqual([])
    expect(names()).toEqual(['deck'])
  })

  it('stays otherwise', async () => {
    leave(`.deck.${dead}.4567abcd.tmp`, 0.9)
    leave(`.deck.${process.ppid}.0123abcd.tmp`, 2)
    leave(`.desk.${dead}.0123abcd.tmp`, 2)
    leave(`.deck.${dead}.tmp`, 2)
    leave(`.deck.${dead}.0123abcd.tmp.txt`, 2)
    fs.mkdirSync(at(`.deck.${dead}.89ababcd.tmp`))
    const before = names()
    expect(await write(['deck', newer])).toEqual([])
    expect(names()).toEqual([...before, 'deck'].sort())
  })
})

describe.runIf(posix)('a process that writes', () => {
  let program = ''
  beforeAll(() => {
    program = fs.mkdtempSync(join(tmpdir(), 'md2anki-program-'))
    fs.chmodSync(program, 0o755)
    compileTo(program)
  })
  afterAll(() => fs.rmSync(program, { recursive: true }))
  const start = (files: readonly string[], [command = 'env', ...before]: readonly string[] = []) =>
    spawn(command, [...before, process.execPath, program, ...files.map(at)])

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'ends with %s, and leaves nothing behind',
    async (signal) => {
      fs.writeFileSync(at('deck'), older)
      // Nobody reads the pipe, so that writing into it takes until the signal comes.
      run('mkfifo', at('pipe'))
      const child = start(['deck', 'pipe', 'new'])
      await vi.waitFor(() => expect(names()).toHaveLength(4), 10_000)
      await pause(100)
      child.kill(signal)
      expect(await ended(child)).toEqual([null, signal])
      expect(names()).toEqual(['deck', 'pipe'])
      expect(read('deck')).toBe(older)
    }
  )

  it('leaves nothing behind when it ends by itself meanwhile', async () => {
    fs.writeFileSync(at('deck'), older)
    const child = start(['deck', 'new'], ['env', 'END_MEANWHILE=1'])
    expect(await ended(child)).toEqual([7, null])
    expect(names()).toEqual(['deck'])
    expect(read('deck')).toBe(older)
  })

  it('listens for its end only while it writes', async () => {
    const events = ['exit', 'SIGINT', 'SIGTERM', 'SIGHUP']
    const before = events.map((event) => process.listenerCount(event))
    await write(['deck', newer])
    await write(['absent/deck', newer])
    expect(events.map((event) => process.listenerCount(event))).toEqual(before)
  })

  it.runIf(root && runsAsNobody())(
    'may not write in the folder of someone else (needs root and setpriv)',
    async () => {
      fs.chmodSync(folder, 0o755)
      fs.writeFileSync(at('deck'), older)
      const child = start(['deck', 'new'], asNobody)
      expect(JSON.parse(await output(child))).toMatchObject([
        { code: 'output-not-writable', message: `\`${at('deck')}\` cannot be written: permission denied` }
      ])
      expect(names()).toEqual(['deck'])
      expect(read('deck')).toBe(older)
    }
  )
})

describe.runIf(root && mounts())('on a small disk (needs root and mount)', () => {
  it('an output that does not fit leaves the old one, whatever the size of the disk', async () => {
    const [old, fresh] = [randomBytes(300_000), randomBytes(350_001)]
    const outcomes = new Set<boolean>()
    for (let size = 300; size <= 700; size += 16) {
      await withDisk(folder, `${size}k`, async () => {
        fs.writeFileSync(at('deck'), old)
        const problems = await write(['deck', fresh])
        const failed = problems.length > 0
        if (failed) expect(problems).toMatchObject([{ code: 'output-no-space' }])
        expect(fs.readFileSync(at('deck')).equals(failed ? old : fresh)).toBe(true)
        expect(names()).toEqual(['deck'])
        outcomes.add(failed)
      })
    }
    expect(outcomes).toEqual(new Set([true, false]))
  })

  it('of two outputs the second of which does not fit, neither is replaced', async () => {
    await withDisk(folder, '500k', async () => {
      fs.writeFileSync(at('first'), older)
      const problems = await write(['first', randomBytes(300_000)], ['second', randomBytes(300_000)])
      expect(problems).toMatchObject([{ code: 'output-no-space' }])
      expect(read('first')).toBe(older)
      expect(names()).toEqual(['first'])
    })
  })
})

function failure(code: string): Error {
  return Object.assign(new Error(code), { code })
}

async function changeHandles(change: (handle: FileHandle) => void): Promise<void> {
  const real = await vi.importActual<typeof import('node:fs/promises')>('node:fs/promises')
  vi.mocked(open).mockImplementation(async (...how) => {
    const handle = await real.open(...how)
    change(handle)
    return handle
  })
}

function ended(child: ChildProcess): Promise<readonly [code: number | null, signal: NodeJS.Signals | null]> {
  return new Promise((resolve) => child.on('close', (code, signal) => resolve([code, signal])))
}

async function output(child: ChildProcessWithoutNullStreams): Promise<string> {
  const [said] = await Promise.all([text(child.stdout), ended(child)])
  return said
}

/** A device for root to break: a fault must not replace the one of the machine. */
function device(name: string, minor: number): string {
  const made = root && spawnSync('mknod', [at(name), 'c', '1', `${minor}`]).status === 0
  return made ? at(name) : `/dev/${name}`
}

/** Makes a program that writes each file it is given and prints the problems, in JavaScript that runs by itself. */
function compileTo(out: string): void {
  const source = fileURLToPath(new URL('../../src/', import.meta.url))
  for (const name of ['diagnostic', 'model/sum', 'cli/system', 'cli/write']) {
    const { outputText } = ts.transpileModule(fs.readFileSync(`${source}${name}.ts`, 'utf8'), {
      compilerOptions: {
        module: ts.ModuleKind.CommonJS,
        target: ts.ScriptTarget.ES2022,
        esModuleInterop: true
      }
    })
    fs.mkdirSync(dirname(join(out, name)), { recursive: true })
    fs.writeFileSync(join(out, `${name}.js`), outputText)
  }
  fs.writeFileSync(
    join(out, 'index.js'),
    `const fs = require('node:fs')
    const path = require('node:path')
    const { writeOutputs } = require('./cli/write')
    const paths = process.argv.slice(2)
    if (process.env.END_MEANWHILE)
      setInterval(() => {
        if (fs.readdirSync(path.dirname(paths[0])).some((name) => name.endsWith('.tmp'))) process.exit(7)
      })
    writeOutputs(paths.map((path) => ({ path, content: 'x'.repeat(3e6) })))
      .then((problems) => console.log(JSON.stringify(problems)))`
  )
}

function runsAsNobody(): boolean {
  const [command, ...rest] = asNobody
  return spawnSync(command, [...rest, process.execPath, '--version']).status === 0
}

function mounts(): boolean {
  const place = fs.mkdtempSync(join(tmpdir(), 'md2anki-mount-'))
  try {
    mount(place, '64k')
    run('umount', place)
    return true
  } catch {
    return false
  } finally {
    fs.rmdirSync(place)
  }
}

async function withDisk(place: string, size: string, use: () => Promise<void>): Promise<void> {
  mount(place, size)
  try {
    await use()
  } finally {
    run('umount', place)
  }
}

function mount(place: string, size: string): void {
  run('mount', '-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', place)
}
