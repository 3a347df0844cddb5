import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { allUsualLimits, greatest, type usualLimits } from '../../src/model/bounds'
import { deckText } from '../decks'
import { md2anki } from './command'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'md2anki-limits-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const check = (back: string, ...args: readonly string[]) => {
  writeFileSync(join(folder, 'deck.md'), deckText('Hard', [{ back }, { front: 'Why **not**?' }]))
  return md2anki(folder, ['check', 'deck.md', ...args])
}

/** Backs that are above one limit each, and below it when it is raised. */
const above: Readonly<Record<keyof typeof usualLimits, readonly [back: string, code: string]>> = {
  characters: [`${'word '.repeat(60_000)}`, 'line-too-long'],
  lines: ['word\n'.repeat(5100), 'line-too-long'],
  cells: [`|a|b|\n|-|-|\n${'|a|b|\n'.repeat(4000)}|${'a|'.repeat(6)}\n`, 'table-too-large'],
  nesting: [`${'> '.repeat(120)}a`, 'nesting-too-deep'],
  elements: [`${'<b>'.repeat(600)}a${'</b>'.repeat(600)}`, 'nesting-too-deep'],
  marks: ['*a* '.repeat(1500), 'markdown-too-slow'],
  searched: [`${'a <!-- b --> '.repeat(1400)}`, 'markdown-too-slow'],
  growth: [`${'[a] '.repeat(500)}\n\n[a]: https://example.com/${'a'.repeat(5000)}`, 'output-too-large']
}

describe('a deck above a limit', () => {
  it.each(Object.entries(above))('of %s is an error, until more is allowed', (name, [back, code]) => {
    const { exitCode, findings, stderr } = check(back)
    expect({ exitCode, codes: findings.map((finding) => finding.split(' ').at(-1)) }).toEqual({
      exitCode: 1,
      codes: [code]
    })
    expect(stderr).toContain(`--limit ${name}=`)
    const much = greatest[name as keyof typeof greatest] ?? 1_000_000_000
    const more = check(back, '--limit', `${name}=${much}`)
    expect(more.findings.filter((finding) => finding.includes('error'))).toEqual([])
  })

  it('is one by the size of its file', () => {
    writeFileSync(join(folder, 'deck.md'), deckText('Small', [{}]))
    truncateSync(join(folder, 'deck.md'), 2 ** 20 + 1)
    expect(md2anki(folder, ['check', 'deck.md', '--limit', 'input=1']).findings).toEqual([
      'deck.md: error input-too-large'
    ])
  })

  it('is one where it never ends', () => {
    const { findings } = md2anki(folder, ['check', '/dev/zero', '--limit', 'input=1'])
    expect(findings).toEqual(['/dev/zero: error input-too-large'])
  })

  it('is one by what it shows, of which no more is read than there may be', () => {
    writeFileSync(join(folder, 'sparse.png'), '')
    truncateSync(join(folder, 'sparse.png'), 2 ** 40)
    expect(check('![a](sparse.png)').findings.map((each) => each.split(' ').at(-1))).toEqual([
      'media-too-large'
    ])
  })

  it('of open files builds what shows many of them', () => {
    const png = readFileSync(new URL('../../docs/card.png', import.meta.url))
    const names = Array.from({ length: 200 }, (_, at) => `${at}.png`)
    for (const [at, name] of names.entries())
      writeFileSync(join(folder, name), Buffer.concat([png, Buffer.from(String(at))]))
    writeFileSync(
      join(folder, 'deck.md'),
      deckText('Many', [{ back: names.map((name) => `![${name}](${name})`).join('\n\n') }])
    )
    const built = md2anki(folder, ['deck.md'], { shell: 'ulimit -n 40; "$@"' })
    expect(built).toMatchObject({ exitCode: 0, findings: [] })
    expect(md2anki(folder, ['verify', 'deck.apkg'])).toMatchObject({ exitCode: 0, findings: [] })
  })

  it('is one by what it shows', () => {
    const png = Buffer.concat([Buffer.from('\u0089PNG\r\n\u001a\n', 'latin1'), Buffer.alloc(1_300_000, 1)])
    for (const name of ['a.png', 'b.png']) writeFileSync(join(folder, name), png)
    const back = '![a](a.png) ![b](b.png)'
    expect(check(back).exitCode).toBe(0)
    expect(check(back, '--limit', 'media=1').findings.map((each) => each.split(' ').at(-1))).toEqual([
      'media-too-large',
      'media-too-large'
    ])
    expect(check(back, '--limit', 'deck-media=2').findings).toHaveLength(1)
  })
})

describe('what takes too long', () => {
  const allowed = ['marks=100000000', 'characters=100000000'].flatMap((limit) => ['--limit', limit])

  it('is an error on its line, in place of a build that never ends, and the other cards are read', () => {
    const start = Date.now()
    const { exitCode, stderr } = check('[ (]('.repeat(30_000), ...allowed, '--limit', 'seconds=1')
    expect(exitCode).toBe(1)
    expect(stderr).toMatch(
      /^deck\.md:10:1: error: This takes more than a second to read \[markdown-too-slow\]$/m
    )
    expect(stderr.match(/error:/g)).toHaveLength(1)
    expect(Date.now() - start).toBeLessThan(15_000)
  }, 30_000)

  it('is so where it refers to what stands elsewhere in the deck', () => {
    const back = `${'[ (]('.repeat(30_000)} and [there]\n\n## Notes\n\n[there]: https://example.com`
    const { exitCode, findings } = check(back, ...allowed, '--limit', 'seconds=1')
    expect({ exitCode, findings }).toEqual({
      exitCode: 1,
      findings: ['deck.md:10:1: error markdown-too-slow']
    })
  }, 30_000)

  it('is so for lists that are deep, and many', () => {
    const { exitCode, findings } = check(`${'- '.repeat(99)}a\n`.repeat(600), '--limit', 'seconds=1')
    expect({ exitCode, findings }).toEqual({
      exitCode: 1,
      findings: ['deck.md:10:1: error markdown-too-slow']
    })
  }, 30_000)

  it('is waited for where more time is allowed', () => {
    expect(check('*a_ '.repeat(1500), ...allowed).exitCode).toBe(0)
  }, 30_000)
})

describe('--limit', () => {
  it.each([
    ['mraks=5', 'Did you mean marks?'],
    ['nothing=5', 'There are characters, lines,'],
    ['marks', 'Write marks= and a whole number'],
    ['marks=0', 'Write marks= and a whole number'],
    ['marks=many', 'Write marks= and a whole number'],
    ['nesting=501', 'The parser takes no nesting above 500'],
    ['constructor=5', 'There is no limit constructor']
  ])('refuses %s', (limit, said) => {
    const { exitCode, stderr } = check('fine', '--limit', limit)
    expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: expect.stringContaining(said) })
  })

  it('comes from a configuration, too', () => {
    writeFileSync(join(folder, 'md2anki.config.json'), '{ "limit": { "marks": 3 } }')
    expect(check('*a* *b*').findings).toEqual(['deck.md:10:1: error markdown-too-slow'])
    expect(check('*a* *b*', '--limit', 'marks=100').exitCode).toBe(0)
    writeFileSync(join(folder, 'md2anki.config.json'), '{ "limit": { "nesting": 100000 } }')
    expect(check('fine').findings).toEqual(['md2anki.config.json:1:12: error config-value-invalid'])
    writeFileSync(join(folder, 'md2anki.config.json'), '{ "limit": { "mraks": 3 } }')
    expect(check('fine').exitCode).toBe(2)
  })
})

it('is documented, with what is usual', () => {
  const page = readFileSync(new URL('../../docs/limits.md', import.meta.url), 'utf8')
  const rows = [...page.matchAll(/^\| `([\w-]+)` \| (\d+) \|/gm)].map(([, name, usual]) => [
    name,
    Number(usual)
  ])
  expect(rows).toEqual(Object.entries(allUsualLimits))
})
