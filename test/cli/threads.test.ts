import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { compile, exportDeck } from '../../src'
import { deckText } from '../decks'
import { md2anki } from './command'

/** Says on standard error that it runs in a thread. */
const tellThreads = `import { isMainThread } from 'node:worker_threads'
if (!isMainThread) process._rawDebug('a thread')`

/** Makes a mistake of ours out of a deck that says so, while it is read, and threads wait for its fields. */
const failing = `import { isMainThread } from 'node:worker_threads'
const { split } = String.prototype
if (isMainThread) String.prototype.split = function (...how) {
  if (this.includes('FAIL HERE')) throw new Error('it fails here')
  return split.apply(this, how)
}`

const env = { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(tellThreads)}` }

function cards(count: number) {
  return Array.from({ length: count }, (_, at) => ({
    front: `What is **${at}**?`,
    back: `- ${'a word '.repeat(250)}\n- <b>${at}</b>\n\n\`\`\`js\nconst a = ${at}\n\`\`\`\n\n[away](javascript:x)`
  }))
}

describe('much text', () => {
  let folder = ''
  const text = deckText('Large', cards(900))
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'md2anki-'))
    writeFileSync(join(folder, 'large.md'), text)
    writeFileSync(join(folder, 'small.md'), deckText('Small', cards(20)))
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  it.skipIf(availableParallelism() < 2)(
    'is rendered in threads, and becomes what it becomes without',
    async () => {
      const { stderr, exitCode } = md2anki(folder, ['large.md', '-o', 'large.json'], {
        env
      })
      const { deck, diagnostics } = compile(text, { file: 'large.md' })
      const exported = await exportDeck(deck!, 'json')
      expect(exitCode).toBe(0)
      expect(JSON.parse(readFileSync(join(folder, 'large.json'), 'utf8'))).toEqual(
        JSON.parse(String(exported.content))
      )
      expect(stderr.match(/^a thread$/gm)?.length).toBeGreaterThan(1)
      for (const { position } of diagnostics.slice(0, 50))
        expect(stderr).toContain(`large.md:${position!.start.line}:${position!.start.column}: `)
    },
    60_000
  )

  it('ends with the program where that makes a mistake', () => {
    writeFileSync(join(folder, 'failing.md'), `${text}\n\nFAIL HERE\n`)
    const { stderr, exitCode } = md2anki(folder, ['failing.md', '-o', 'failing.json'], {
      env: { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(failing)}` }
    })
    expect(stderr).toContain('it fails here')
    expect(exitCode).toBe(3)
  })

  it('is more than a few cards', () => {
    const { stderr } = md2anki(folder, ['small.md', '-f', 'json', '-o', '-'], { env })
    expect(stderr).not.toContain('a thread')
  })
})
