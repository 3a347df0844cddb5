import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { nodes } from './nodes'

const root = fileURLToPath(new URL('../../', import.meta.url))

/** What the README has its readers type, in its order. The tests themselves are what runs here. */
const blocks = [...readFileSync(join(root, 'README.md'), 'utf8').matchAll(/^```sh\n(.*?)^```$/gms)]
  .map(([, block = '']) => block)
  .filter((block) => !block.includes('npm test'))

/** It installs everything anew, which needs the network. */
const isWanted = process.env['CI'] !== undefined || process.env['MD2ANKI_WALK'] !== undefined

const place = mkdtempSync(join(tmpdir(), 'md2anki-readme-'))
// It holds whole installations, which some disks take long to remove.
afterAll(() => rmSync(place, { recursive: true }), 120_000)

it('has something for readers to type', () => {
  expect(blocks.length).toBeGreaterThanOrEqual(2)
})

describe.skipIf(!isWanted || process.platform === 'win32').each(nodes)(
  'the README, walked with Node $version from a bare clone (MD2ANKI_WALK=1 asks for it)',
  ({ version, program }) => {
    it('does what it says', () => {
      const clone = join(place, version)
      execFileSync('git', ['clone', '--quiet', root, clone])
      const { CI, ...inherited } = process.env
      const env = { ...inherited, PATH: `${dirname(program)}${delimiter}${inherited['PATH']}` }
      for (const block of blocks) {
        const { status, stderr, stdout } = spawnSync('bash', ['-euo', 'pipefail', '-c', block], {
          cwd: clone,
          env,
          encoding: 'utf8',
          timeout: 240_000
        })
        expect({ block, status, said: status === 0 ? '' : `${stdout}${stderr}` }).toEqual({
          block,
          status: 0,
          said: ''
        })
      }
      expect(existsSync(join(clone, 'examples', 'spaced-repetition.apkg'))).toBe(true)
      expect(readdirSync(join(clone, 'notes'))).toEqual(['deck.html', 'deck.md'])
      expect(readdirSync(join(clone, 'packages'))).toEqual(['deck.apkg'])
      expect(execFileSync('git', ['status', '--porcelain'], { cwd: clone, encoding: 'utf8' })).toBe(
        '?? notes/\n'
      )
    }, 300_000)
  }
)
