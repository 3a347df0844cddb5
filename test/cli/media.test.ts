import { spawn, spawnSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process, { getuid } from 'node:process'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readPackage } from '../../src'
import { shared } from '../shared'
import { md2anki } from './command'

const png = readFileSync(new URL('../../fixtures/media/pictures/river.png', import.meta.url))
const otherPng = readFileSync(new URL('../../fixtures/media/pictures/alps/river.png', import.meta.url))
const isWindows = process.platform === 'win32'

/** A deck in `decks/`, beside which other things lie. */
let root = ''
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'md2anki-media-'))
  for (const folder of ['decks/pictures', 'elsewhere']) mkdirSync(join(root, folder), { recursive: true })
  put('decks/pictures/map.png', png)
  put('elsewhere/secret.png', otherPng)
})
afterEach(() => rmSync(root, { recursive: true }))

const put = (name: string, content: string | Uint8Array) => writeFileSync(join(root, name), content)
const run = (...args: string[]) => md2anki(root, args)

/** Writes a deck that shows images by these addresses, and checks it. */
function showing(addresses: readonly string[], ...args: string[]) {
  const images = addresses.map((address) => `![](<${address}>)`)
  put(
    'decks/deck.md',
    `# Flashcards: D\n\n### Card 1 | Easy\n#### Front\na\n#### Back\n${images.join('\n')}\n`
  )
  return run('check', 'decks/deck.md', ...args).findings.map((finding) => finding.replace(/^.*?: /, ''))
}

async function packed(name = 'decks/deck.apkg') {
  return (await readPackage(readFileSync(join(root, name)))).media
}

describe('a file that a card shows', () => {
  it('is found in the folder of the deck, whatever folder the command runs in', () => {
    expect(showing(['pictures/map.png', './pictures/../pictures/map.png', 'pictures\\map.png'])).toEqual([])
  })

  it.each([
    '../elsewhere/secret.png',
    'pictures/../../elsewhere/secret.png',
    '%2e%2e/elsewhere/secret.png',
    '..%2felsewhere%2fsecret.png',
    '..\\elsewhere\\secret.png',
    '/etc/passwd.png',
    'C:\\secret.png',
    'C:/secret.png',
    '\\\\server\\share\\secret.png',
    '../decks-too/map.png'
  ])('is none outside of it: %s', (address) => {
    mkdirSync(join(root, 'decks-too'))
    put('decks-too/map.png', otherPng)
    expect(showing([address])).toEqual(['error media-outside-root'])
  })

  it('is found by its name in whatever folder where Obsidian embeds it', async () => {
    mkdirSync(join(root, 'decks/.trash'))
    mkdirSync(join(root, 'decks/a/b'), { recursive: true })
    put('decks/.trash/gone.png', png)
    put('decks/a/b/map.png', otherPng)
    put('decks/a/b/Flu\u0308sse.png', otherPng)
    const embedding = (...names: string[]) => {
      const embeds = names.map((name) => `![[${name}]]`).join('\n')
      put('decks/deck.md', `# Flashcards: D\n\n### Card 1 | Easy\n#### Front\na\n#### Back\n${embeds}\n`)
    }
    embedding('map.png', 'Fl\u00fcsse.png')
    expect(run('decks/deck.md', '--quiet').exitCode).toBe(0)
    const media = await packed()
    expect(Object.fromEntries([...media].map(([name, read]) => [name, read().length]))).toEqual({
      'map.png': png.length,
      'Fl\u00fcsse.png': otherPng.length
    })
    expect(Buffer.compare(media.get('map.png')!(), png)).toBe(0)
    embedding('gone.png', 'b/map.png', 'secret.png')
    const codes = () => run('check', 'decks/deck.md').findings.map((finding) => finding.replace(/^.*?: /, ''))
    expect(codes()).toEqual(Array(3).fill('error media-not-found'))
    expect(run('check', 'decks/deck.md', '--media-root', 'elsewhere').findings).toHaveLength(2)
    expect(showing(['Fl\u00fcsse.png'])).toEqual(['error media-not-found'])
  })

  it.skipIf(isWindows)('is none where a link leads out of it', () => {
    symlinkSync('../elsewhere/secret.png', join(root, 'decks/link.png'))
    symlinkSync('../elsewhere', join(root, 'decks/folder'))
    symlinkSync('pictures/map.png', join(root, 'decks/inside.png'))
    expect(showing(['link.png', 'folder/secret.png', 'inside.png'])).toEqual([
      'error media-outside-root',
      'error media-outside-root'
    ])
  })

  it.skipIf(isWindows)('is not looked for where a linked folder leads out of it', () => {
    symlinkSync('../elsewhere', join(root, 'decks/folder'))
    expect(showing(['folder/secrets.png'])).toEqual(['error media-not-found'])
    expect(run('check', 'decks/deck.md').stderr).not.toContain('secret.png')
  })

  it('may lie in a folder that the command names', async () => {
    const addresses = ['../elsewhere/secret.png', 'secret.png', 'pictures/map.png']
    expect(showing(addresses, '--media-root', 'elsewhere')).toEqual([])
    expect(run('decks/deck.md', '--media-root', 'elsewhere', '-q').exitCode).toBe(0)
    expect([...(await packed()).keys()].toSorted()).toEqual(['map.png', 'secret.png'])
  })

  it.each(['elsewere', 'elsewhere/secret.png'])('lies in no folder that is none: %s', (name) => {
    put('decks/deck.md', '# Flashcards: D\n\n### Card 1\n#### Front\na\n#### Back\nb\n')
    const { exitCode, stderr } = run('check', 'decks/deck.md', '--media-root', name)
    expect(exitCode).toBe(2)
    expect(stderr).toContain('There is no such folder')
  })

  it('has the name that it has on the disk, also where accents are written otherwise there', () => {
    put(`decks/${'Flüsse'.normalize('NFC')}.png`, png)
    put(`decks/${'Möwe'.normalize('NFD')}.png`, png)
    expect(
      showing(['Flüsse'.normalize('NFD'), 'Möwe'.normalize('NFC')].map((name) => `${name}.png`))
    ).toEqual([])
    expect(showing(['Flusse.png', 'pictures/Map.png'])).toEqual([
      'error media-not-found',
      'error media-not-found'
    ])
    expect(run('check', 'decks/deck.md').stderr).toContain('Did you mean `pictures/map.png`?')
  })

  it('is named where another one was written, if a card can show it', () => {
    for (const name of ['MAP.PMD', 'mop.md']) put(`decks/pictures/${name}`, png)
    expect(showing(['pictures/MAP.PNG'])).toEqual(['error media-not-found'])
    expect(run('check', 'decks/deck.md').stderr).toContain('Did you mean `pictures/map.png`?')
  })

  it.skipIf(isWindows)('is a file, and may be read', () => {
    spawnSync('mkfifo', [join(root, 'decks/pipe.png')])
    symlinkSync('loop.png', join(root, 'decks/loop.png'))
    symlinkSync('nowhere.png', join(root, 'decks/dangling.png'))
    expect(showing(['pipe.png', 'pictures', 'loop.png', 'dangling.png'])).toEqual([
      'error media-not-file',
      'error media-type-unsupported',
      'error media-unreadable',
      'error media-unreadable'
    ])
  })

  it.skipIf(isWindows || getuid?.() === 0)('is not read where the system says no', () => {
    chmodSync(join(root, 'decks/pictures/map.png'), 0)
    expect(showing(['pictures/map.png'])).toEqual(['error media-unreadable'])
  })

  it.skipIf(isWindows).each(["it's.png", 'say "so".png', 'a&b.png', '<e>.png', '{{f}}.png'])(
    'is packed under the name that its card has: %s',
    async (name) => {
      put(`decks/${name}`, png)
      expect(showing([encodeURIComponent(name)])).toEqual([])
      expect(run('decks/deck.md').findings).toEqual([])
      expect(run('verify', 'decks/deck.apkg').findings).toEqual([])
      expect([...(await packed()).keys()]).toHaveLength(1)
    }
  )

  it.skipIf(isWindows)('ends no gap that it stands in', () => {
    put('decks/a}}b.png', png)
    put('decks/deck.md', '# Flashcards: D\n\n### Card 1\n#### Front\n{{c1::![](a}}b.png)::hint}}\n')
    expect(run('decks/deck.md', '-f', 'csv').findings).toEqual([])
    const csv = readFileSync(join(root, 'decks/deck.csv'), 'utf8')
    expect(csv).toContain('{{c1::<img src=""a}b.png"" alt="""">::hint}}')
  })

  it('is no larger than Anki takes', () => {
    put('decks/large.png', png)
    truncateSync(join(root, 'decks/large.png'), 100 * 2 ** 20 + 1)
    expect(showing(['large.png'])).toEqual(['error media-too-large'])
  })

  it.skipIf(isWindows)(
    'is not another one that comes in its place while it is looked at',
    async () => {
      const swapping = `cd ${join(root, 'decks')} && while :; do
      ln -sf ../elsewhere/secret.png new && mv -T new swap.png; cp pictures/map.png new && mv -T new swap.png; done`
      const swapper = spawn('sh', ['-c', swapping], { detached: true })
      try {
        for (let round = 0; round < 10; round++) {
          showing(['swap.png'])
          if (run('decks/deck.md', '-q').exitCode !== 0) continue
          for (const read of (await packed()).values()) expect(Buffer.compare(read(), png)).toBe(0)
        }
      } finally {
        process.kill(-swapper.pid!)
      }
    },
    60_000
  )

  it('keeps back the package where it is missing, and what stood there stands', () => {
    showing(['pictures/map.png'])
    expect(run('decks/deck.md', '-q').exitCode).toBe(0)
    const before = readFileSync(join(root, 'decks/deck.apkg'))
    showing(['pictures/mop.png'])
    expect(run('decks/deck.md', '-q').exitCode).toBe(1)
    expect(readFileSync(join(root, 'decks/deck.apkg'))).toEqual(before)
    expect(run('decks/deck.md', '-q', '--force').exitCode).toBe(1)
    expect(run('verify', 'decks/deck.apkg').findings.join()).toContain('package-media-missing')
  })

  it('is told of where it stands, again after decks were mended', () => {
    showing(['pictures/mop.png'])
    const deck = readFileSync(join(root, 'decks/deck.md'), 'utf8')
    put('decks/deck.md', deck.replace('\n\n###', '\n**Total Cards:** 7\n\n###'))
    expect(run('check', '--fix', 'decks/deck.md').findings).toEqual([
      'decks/deck.md:8:1: error media-not-found'
    ])
  })
})

describe('files of several decks', () => {
  it('get the same names in any order, and each package holds its own', async () => {
    for (const [folder, picture] of Object.entries({ one: png, two: otherPng })) {
      mkdirSync(join(root, folder))
      put(`${folder}/map.png`, picture)
      put(
        `${folder}/${folder}.md`,
        `# Flashcards: ${folder}\n\n### Card 1 | Easy\n#### Front\n${folder}\n#### Back\n![](map.png)\n`
      )
    }
    const names = async (...args: string[]) => {
      expect(run(...args, '-q', '-o', 'all.apkg', '--previous', 'none.apkg').exitCode).toBe(0)
      const media = await packed('all.apkg')
      return [...media].map(([name, read]) => [name, Buffer.compare(read(), png)])
    }
    const emptyPackage = `# Flashcards: none\n\n### Card 1 | Easy\n#### Front\na\n#### Back\nb\n`
    put('none.md', emptyPackage)
    expect(run('none.md', '-q').exitCode).toBe(0)
    const forward = await names('one/one.md', 'two/two.md')
    expect(forward).toHaveLength(2)
    expect(await names('two/two.md', 'one/one.md')).toEqual(forward)
    expect(run('one/one.md', 'two/two.md', '-q').exitCode).toBe(0)
    expect([...(await packed('one/one.apkg')).keys()]).toHaveLength(1)
  })
})

const hasStrace = spawnSync('strace', ['-V']).status === 0
if (!hasStrace && process.env['CI'] && process.platform === 'linux') throw new Error('strace is needed in CI')

/** Which files the program opens, and whether it asks for the network: the system is the witness. */
describe.skipIf(!hasStrace || !shared.here)('cases with media (strace)', () => {
  it('open nothing outside of the deck’s folder, and no socket', () => {
    for (const kind of ['bad', 'odd'])
      cpSync(shared.path(`cases/${kind}`), join(root, kind), { recursive: true })
    symlinkSync('/etc/passwd', join(root, 'bad/assets/escape.png'))
    symlinkSync('loop.png', join(root, 'bad/assets/loop.png'))
    const decks = ['bad', 'odd'].flatMap((kind) =>
      readdirSync(join(root, kind)).flatMap((name) => (name.endsWith('.md') ? join(kind, name) : []))
    )
    const log = join(root, 'strace.log')
    const program = fileURLToPath(new URL('../../dist/cli/cli.cjs', import.meta.url))
    const traced = ['-f', '-o', log, '-e', 'trace=open,openat,openat2,socket,connect']
    spawnSync('strace', [...traced, process.execPath, program, 'check', ...decks], {
      cwd: root,
      timeout: 60_000
    })
    const calls = readFileSync(log, 'utf8').split('\n')
    expect(calls.filter((call) => /\b(?:socket|connect)\(/.test(call))).toEqual([])
    const opened = calls.flatMap((call) => {
      const [, path, outcome] = /open(?:at2?)?\((?:AT_FDCWD, )?"([^"]*)".*= (-?\d+)/.exec(call) ?? []
      return path && Number(outcome) >= 0 ? path : []
    })
    expect(opened.filter((path) => /assets/.test(path)).length).toBeGreaterThan(5)
    const ours = fileURLToPath(new URL('../../', import.meta.url))
    const elsewhere = opened.filter(
      (path) =>
        path.startsWith('/') &&
        ![
          root,
          ours,
          '/proc/',
          '/sys/',
          '/lib',
          '/usr/',
          '/dev/',
          '/etc/ld.so.cache',
          '/etc/ssl/',
          '/etc/localtime',
          process.execPath
        ].some((known) => path.startsWith(known))
    )
    expect(elsewhere).toEqual([])
    expect(opened).not.toContain('/etc/passwd')
  }, 90_000)
})
