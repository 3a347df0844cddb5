import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { md2anki } from './command'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'md2anki-read-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

describe('a deck that is written while it is read', () => {
  it('is not read half', async () => {
    const path = join(folder, 'deck.md')
    writeFileSync(path, 'word '.repeat(8_000_000))
    const program = `const { appendFileSync } = require('node:fs')
      console.log('begun')
      for (;;) appendFileSync(${JSON.stringify(path)}, 'more ')`
    const writer = spawn(process.execPath, ['-e', program], { stdio: ['ignore', 'pipe', 'inherit'] })
    await once(writer.stdout, 'data')
    const { exitCode, stderr } = md2anki(folder, ['check', 'deck.md'])
    writer.kill()
    await once(writer, 'exit')
    expect({ exitCode, stderr }).toEqual({
      exitCode: 1,
      stderr: expect.stringContaining('it is written again and again while it is read')
    })
  })
})

/** To the system it has 4096 bytes, of which it holds a few. */
const short = '/sys/kernel/mm/transparent_hugepage/enabled'

it.skipIf(!existsSync(short))('a file that holds less than it says is read as far as it goes', () => {
  const { exitCode, stderr } = md2anki(folder, ['check', short])
  expect({ exitCode, stderr }).toEqual({
    exitCode: 1,
    stderr: expect.stringContaining('[deck-cards-missing]')
  })
})
