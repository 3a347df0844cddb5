import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  unlinkSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { deckText } from '../decks'
import { md2anki, program } from './command'

const deck = (front: string) => deckText('Watched', [{ front, days: [1, 3] }])

let root = ''
let folder = ''
const at = (name: string) => join(folder, name)
const put = (name: string, content: string) => writeFileSync(at(name), content)

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'md2anki-watch-'))
  folder = join(root, 'decks')
  mkdirSync(folder)
  put('deck.md', deck('First?'))
})

let child: ChildProcess | undefined
let said = ''
afterEach(() => {
  child?.kill('SIGKILL')
  rmSync(root, { recursive: true })
})

/** Waits for what is to be said, and forgets what was said up to there. */
async function until(pattern: RegExp): Promise<string> {
  for (let left = 1000; left > 0; left--) {
    const match = pattern.exec(said)
    if (match) {
      said = said.slice(match.index + match[0].length)
      return match[0]
    }
    await pause(10)
  }
  throw new Error(`It never said ${pattern}, but: ${said}`)
}

function start(...args: readonly string[]): void {
  said = ''
  child = spawn(process.execPath, [program, 'watch', ...args], { cwd: root })
  child.stderr!.on('data', (chunk) => {
    said += chunk
  })
}

async function watch(...args: readonly string[]): Promise<void> {
  start(...args)
  await until(/Waiting for changes; Ctrl\+C ends it/)
}

const ended = () =>
  new Promise<number | string | null>((resolve) =>
    child!.on('exit', (code, signal) => resolve(code ?? signal))
  )

/** The fronts in a package, as a build over it would see them. */
function changes(): string {
  return md2anki(root, ['diff', 'decks/deck.md', '--format', 'json']).stdout
}

/** How editors and other programs save a file. */
const saves: Readonly<Record<string, (text: string) => void>> = {
  'written in place': (text) => put('deck.md', text),
  'written beside it and renamed': (text) => {
    put('.deck.md.tmp', text)
    renameSync(at('.deck.md.tmp'), at('deck.md'))
  },
  'moved away, as Vim does, and written anew': (text) => {
    renameSync(at('deck.md'), at('deck.md~'))
    put('deck.md', text)
    unlinkSync(at('deck.md~'))
  },
  'taken away and written anew': (text) => {
    unlinkSync(at('deck.md'))
    put('deck.md', text)
  },
  'put there with its whole folder': (text) => {
    const other = join(root, 'other')
    mkdirSync(other)
    writeFileSync(join(other, 'deck.md'), text)
    for (const name of readdirSync(folder)) if (name !== 'deck.md') renameSync(at(name), join(other, name))
    renameSync(folder, join(root, 'gone'))
    renameSync(other, folder)
    rmSync(join(root, 'gone'), { recursive: true })
  },
  'edited by sed': () => execFileSync('sed', ['-i', 's/First/Changed/', at('deck.md')])
}

describe.skipIf(process.platform === 'win32')('watch', { timeout: 30_000 }, () => {
  it.each(Object.keys(saves))('builds a deck anew that was %s, and again', async (how) => {
    await watch('decks/deck.md')
    saves[how]!(deck('Changed?'))
    await until(/Wrote decks\/deck\.apkg: 1 card in 1 deck\n/)
    expect(changes()).not.toContain('Changed?')
    put('deck.md', deck('Once more?'))
    await until(/Wrote decks\/deck\.apkg/)
    expect(said).not.toContain('tick')
    expect(readdirSync(folder).sort()).toEqual(['deck.apkg', 'deck.md'])
  })

  it('builds once for a burst of saves, and never for its own output', async () => {
    await watch('decks')
    for (let count = 0; count < 20; count++) put('deck.md', deck(`Number ${count}?`))
    await until(/Wrote/)
    // On a busy machine the burst itself may be held up.
    await pause(700)
    expect(said.match(/Wrote/g)?.length ?? 0).toBeLessThanOrEqual(2)
    said = ''
    await pause(1300)
    expect(said).toBe('')
    expect(changes()).toContain('"unchanged": 1')
  })

  it('tells of a mistake, keeps what was built, and goes on', async () => {
    await watch('decks/deck.md')
    const before = statSync(at('deck.apkg')).ino
    put('deck.md', deck('Half?').replace('#### Back', '#### Bakc'))
    await until(/decks\/deck\.md:3:5: error: Card 1 has no Back \[card-back-missing\]/)
    expect(statSync(at('deck.apkg')).ino).toBe(before)
    put('deck.md', deck('Whole?'))
    await until(/Wrote/)
    expect(statSync(at('deck.apkg')).ino).not.toBe(before)
  })

  it('takes a deck that goes and comes back, and others that come', async () => {
    await watch('decks')
    unlinkSync(at('deck.md'))
    await until(/`decks` holds no Markdown file \[input-is-directory\]/)
    put('deck.md', deck('Back again?'))
    await until(/Wrote decks\/deck\.apkg/)
    put('new.md', deck('New?').replace('Watched', 'Another'))
    await until(/Wrote decks\/deck\.apkg, decks\/new\.apkg|Wrote 2 files/)
    expect(existsSync(at('new.apkg'))).toBe(true)
  })

  it('looks at pictures, also at one that is found by its name, and at the stylesheet', async () => {
    const picture = (width: number) => `<svg xmlns="http://www.w3.org/2000/svg" width="${width}"/>`
    mkdirSync(at('pictures'))
    put('pictures/map.svg', picture(1))
    put('look.css', '.md2anki { --mine: 1 }')
    put('deck.md', deck('Where? ![[map.svg]]'))
    await watch('decks/deck.md', '--css', 'decks/look.css')
    put('pictures/map.svg', picture(22))
    await until(/Wrote/)
    put('look.css', '.md2anki { --mine: 22 }')
    await until(/Wrote/)
  })

  it('ends with 0 while it waits, and by Ctrl+C in a build as other programs do', async () => {
    await watch('decks/deck.md')
    const waiting = ended()
    child!.kill('SIGINT')
    expect(await waiting).toBe(0)

    const cards = Array.from({ length: 400 }, (_, at) => ({ front: `Which is **number ${at}**?` }))
    put('large.md', deckText('Large', cards))
    start('decks/large.md')
    await pause(150)
    const building = ended()
    child!.kill('SIGINT')
    expect([130, 'SIGINT']).toContain(await building)
    expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([])
  })

  it.each([
    [['nowhere.md'], 1],
    [['-'], 2],
    [['decks/deck.md', '-o', '-'], 2],
    [['decks/deck.md', '-f', 'pdf'], 2],
    [[], 2]
  ] as const)('refuses what it cannot watch: %j', (args, exitCode) => {
    expect(md2anki(root, ['watch', ...args])).toMatchObject({ exitCode, stdout: '' })
  })
})
