import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { md2anki } from './command'
import { nodes, nodesHere } from './nodes'

/** Every two values meet in one of them; with all combinations it takes minutes. */
const surroundings = ['UTC', 'Asia/Tokyo', 'America/New_York', 'Pacific/Kiritimati'].flatMap((TZ, zone) =>
  ['C', 'tr_TR.UTF-8'].map((locale, other) => ({
    TZ,
    locale,
    umask: (zone + other) % 2 === 0 ? '022' : '077',
    turned: (Math.floor(zone / 2) + other) % 2 === 0
  }))
)

const example = readFileSync(new URL('../../examples/spaced-repetition.md', import.meta.url), 'utf8')
const decks = {
  'one.md': example,
  'two.md': example.replace('# Flashcards: Spaced', '# Flashcards: Once more spaced')
}

describe.skipIf(nodes.length === 0 || process.platform === 'win32').each(nodesHere)(
  'Node $version',
  ({ program }) => {
    let root = ''
    beforeAll(() => {
      root = mkdtempSync(join(tmpdir(), 'md2anki-nodes-'))
    })
    afterAll(() => rmSync(root, { recursive: true }))

    it('writes the same bytes in every zone, locale, umask, folder, and order of the decks', () => {
      const sums = surroundings.map(({ TZ, locale, umask, turned }, at) => {
        const folder = join(root, `folder ${at}`)
        mkdirSync(folder)
        for (const [name, text] of Object.entries(decks)) {
          writeFileSync(join(folder, name), text)
          utimesSync(join(folder, name), at, at)
        }
        const names = turned ? ['two.md', 'one.md'] : ['one.md', 'two.md']
        const shell = `umask ${umask}; shift; exec "${program}" "$@"`
        const env = { TZ, LC_ALL: locale, LANG: locale, SOURCE_DATE_EPOCH: '1767774000' }
        const args = [...names, '--quiet', '--format', 'apkg,csv,json']
        // Once also over what was built before.
        for (const _ of at === 0 ? ['first', 'again'] : ['first'])
          expect(md2anki(folder, args, { shell, env })).toMatchObject({ exitCode: 0, stderr: '' })
        return readdirSync(folder)
          .map(
            (name) =>
              `${name} ${createHash('sha256')
                .update(readFileSync(join(folder, name)))
                .digest('hex')}`
          )
          .join('\n')
      })
      expect(new Set(sums).size).toBe(1)
      table.push(sums[0]!)
      expect(new Set(table).size).toBe(1)
    }, 120_000)
  }
)

/** What each Node wrote. */
const table: string[] = []
