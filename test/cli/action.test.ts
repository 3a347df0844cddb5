import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { deckText, type WrittenCard } from '../decks'
import { md2anki } from './command'

const root = fileURLToPath(new URL('../../', import.meta.url))

interface Step {
  readonly name: string
  readonly id?: string
  readonly if?: string
  readonly env?: Readonly<Record<string, string>>
  readonly run: string
  readonly uses?: string
}

interface Action {
  readonly inputs: Readonly<Record<string, { readonly default: string }>>
  readonly outputs: Readonly<Record<string, { readonly value: string }>>
  readonly runs: { readonly steps: readonly Step[] }
}

const action: Action = parse(readFileSync(join(root, 'action.yml'), 'utf8'))

let place = ''
beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'md2anki-action-'))
})
afterEach(() => rmSync(place, { recursive: true }))

const git = (folder: string, ...args: readonly string[]) =>
  execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@example.com', ...args], {
    cwd: folder,
    encoding: 'utf8'
  }).trim()

const cards: readonly WrittenCard[] = Array.from({ length: 8 }, (_, at) => ({
  front: `What is thing number ${at + 1}, and what is it good for in practice?`,
  back: `It is number ${at + 1}, which serves a purpose of its own.`,
  days: [1, 3, 7]
}))

/** A repository with decks, and a branch on which something is changed. Gives the commit that it branched off at. */
function repository(change: (decks: string) => void): { readonly folder: string; readonly base: string } {
  const folder = join(place, 'repository')
  mkdirSync(join(folder, 'notes'), { recursive: true })
  git(place, 'init', '--quiet', '--initial-branch=main', folder)
  writeFileSync(join(folder, 'notes', 'things.md'), deckText('Things', cards))
  git(folder, 'add', '.')
  git(folder, 'commit', '--quiet', '-m', 'Things')
  const base = git(folder, 'rev-parse', 'HEAD')
  git(folder, 'checkout', '--quiet', '-b', 'change')
  change(join(folder, 'notes'))
  git(folder, 'add', '.')
  git(folder, 'commit', '--quiet', '-m', 'Change')
  return { folder, base }
}

interface Ran {
  readonly exitCode: number
  readonly log: string
  readonly summary: string
  readonly outputs: Readonly<Record<string, string>>
}

/** Runs the steps of the action as a runner does: by `bash -eo pipefail`, with expressions replaced, until one fails. */
function run(folder: string, inputs: Readonly<Record<string, string>>, baseOfPullRequest = ''): Ran {
  const known: Record<string, string> = { 'github.event.pull_request.base.sha': baseOfPullRequest }
  for (const [name, { default: usual }] of Object.entries(action.inputs))
    known[`inputs.${name}`] = inputs[name] ?? usual
  const resolved = (text: string) =>
    text.replace(/\$\{\{ (.*?) \}\}/g, (_, expression: string) => {
      const values = expression.split(' || ').map((name) => known[name] ?? '')
      return values.find((value) => value !== '') ?? ''
    })
  const temporary = join(place, 'temporary')
  mkdirSync(temporary, { recursive: true })
  const summary = join(place, 'summary.md')
  writeFileSync(summary, '')
  let [log, exitCode] = ['', 0]
  for (const { id, if: condition, env = {}, run: script } of action.runs.steps) {
    if (condition !== undefined && known['inputs.build'] !== 'true') continue
    const output = join(place, 'output')
    writeFileSync(output, '')
    const { status, stdout, stderr } = spawnSync(
      'bash',
      ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script],
      {
        cwd: folder,
        encoding: 'utf8',
        env: {
          PATH: process.env['PATH'],
          HOME: place,
          GITHUB_ACTIONS: 'true',
          GITHUB_ACTION_PATH: root,
          GITHUB_WORKSPACE: folder,
          GITHUB_OUTPUT: output,
          GITHUB_STEP_SUMMARY: summary,
          RUNNER_TEMP: temporary,
          ...Object.fromEntries(Object.entries(env).map(([name, value]) => [name, resolved(value)]))
        }
      }
    )
    log += `${stdout}${stderr}`
    for (const [, name, value = ''] of readFileSync(output, 'utf8').matchAll(/^(\w+)=(.*)$/gm))
      known[`steps.${id}.outputs.${name}`] = value
    if (status !== 0) {
      exitCode = status ?? -1
      break
    }
  }
  const outputs = Object.entries(action.outputs).map(([name, { value }]) => [name, resolved(value)])
  return { exitCode, log, summary: readFileSync(summary, 'utf8'), outputs: Object.fromEntries(outputs) }
}

const edited = (at: number, back: string) =>
  cards.map((card, index) => (index < at ? { ...card, back } : card))

describe.skipIf(process.platform === 'win32')('the action', () => {
  it('fails a pull request that breaks a deck, with the finding on its line', () => {
    const broken = deckText('Things', cards).replace('| 2 | 1 | 3 | 7 |', '| 2 | 1 | 7 | 3 |')
    const line = broken.split('\n').findIndex((text) => text.includes('| 2 | 1 | 7 | 3 |')) + 1
    const { folder, base } = repository((notes) => writeFileSync(join(notes, 'things.md'), broken))
    const { exitCode, log, summary, outputs } = run(folder, { decks: 'notes' }, base)
    expect(exitCode).toBe(1)
    expect(log).toMatch(
      new RegExp(`^::error file=notes/things\\.md,line=${line},.*title=schedule-day-order::`, 'm')
    )
    expect(summary).toContain('### 1 error in 1 deck')
    expect(summary).toContain(`\`notes/things.md:${line}\``)
    const [sarif] = JSON.parse(readFileSync(outputs['sarif']!, 'utf8')).runs
    expect(sarif.results[0].locations[0].physicalLocation).toMatchObject({
      artifactLocation: { uri: 'notes/things.md' },
      region: { startLine: line }
    })
    expect(git(folder, 'status', '--porcelain')).toBe('')
    expect(git(folder, 'worktree', 'list').split('\n')).toHaveLength(1)
  })

  it('shows what a pull request changes for learners', () => {
    const { folder, base } = repository((notes) =>
      writeFileSync(join(notes, 'things.md'), deckText('Things', edited(3, 'Another answer.')))
    )
    const { exitCode, log, summary } = run(folder, { decks: 'notes' }, base)
    expect({ exitCode, log }).toEqual({ exitCode: 0, log: '' })
    expect(summary).toContain('### Nothing wrong in 1 deck')
    expect(summary).toContain('### 8 cards: 3 changed\n')
    expect(summary).toContain('<details><summary>3 changed</summary>')
    expect(summary).toContain('- `What is thing number 3, and what is it good for in practice?`')
  })

  it('gets the base that a shallow checkout has not, and takes several decks, one on each line', () => {
    const { folder, base } = repository((notes) => {
      writeFileSync(join(notes, 'things.md'), deckText('Things', edited(1, 'Another answer.')))
      writeFileSync(join(notes, 'more.md'), deckText('More', [{ front: 'Which one is new here?' }]))
    })
    const shallow = join(place, 'shallow')
    git(place, 'clone', '--quiet', '--depth=1', '--branch=change', `file://${folder}`, shallow)
    const { exitCode, summary } = run(shallow, { decks: 'notes/things.md\nnotes/m*.md\n' }, base)
    expect(exitCode).toBe(0)
    expect(summary).toContain('### 9 cards: 1 new, 1 changed\n')
  })

  it('builds over the packages of before, so that cards stay what they are, and says what is changed', () => {
    const { folder } = repository((notes) =>
      writeFileSync(join(notes, 'things.md'), deckText('Things', edited(3, 'Another answer.')))
    )
    git(folder, 'checkout', '--quiet', 'main')
    const first = run(folder, { decks: 'notes', build: 'true' })
    expect(first).toMatchObject({ exitCode: 0, outputs: { packages: 'packages' } })
    expect(first.summary).toContain('### 8 cards: 8 new\n')
    git(folder, 'merge', '--quiet', 'change')
    const second = run(folder, { decks: 'notes', build: 'true' })
    expect(second.summary).toContain('### 8 cards: 3 changed\n')
    expect(readdirSync(join(folder, 'packages'))).toEqual(['things.apkg'])
    expect(md2anki(folder, ['diff', 'notes', '--out-dir', 'packages']).stdout).toBe('8 cards unchanged\n')
  })

  it('lets warnings fail where that is asked for', () => {
    const { folder, base } = repository((notes) =>
      writeFileSync(
        join(notes, 'things.md'),
        deckText('Things', cards).replace('Things\n', 'Things\n\n**Total Cards:** 9\n')
      )
    )
    expect(run(folder, { decks: 'notes' }, base).exitCode).toBe(0)
    expect(run(folder, { decks: 'notes', strict: 'true' }, base).exitCode).toBe(1)
  })

  it('takes text of a deck for nothing else', () => {
    const front = '$(touch owned) `@somebody` ![x](https://example.com/x.png) <img src=x> | ::error::no'
    const { folder, base } = repository((notes) =>
      writeFileSync(join(notes, 'evil.md'), deckText('::set-output name=x::y', [{ front }]))
    )
    const { log, summary } = run(folder, { decks: 'notes\n$(touch owned)\n-x' }, base)
    expect(existsSync(join(folder, 'owned'))).toBe(false)
    expect(log.split('\n').filter((line) => /^::(?!error |warning |notice )/.test(line))).toEqual([])
    for (const line of summary.split('\n').filter((line) => line.includes('somebody')))
      expect(line).toMatch(/^- (`+) .* \1$/)
  })

  it('puts no expression into a script, and names no other action', () => {
    for (const { run: script, uses } of action.runs.steps) {
      expect(script).not.toContain('${{')
      expect(uses).toBeUndefined()
    }
  })
})

describe('the examples for CI', () => {
  const workflow = readFileSync(join(root, 'examples', 'ci', 'github.yml'), 'utf8')

  it('name other actions by a commit, and ask for no more rights than they need', () => {
    const used = [...workflow.matchAll(/uses: (\S+)( # v\S+)?/g)]
    for (const [, name, version] of used)
      if (name !== 'OWNER/md2anki@COMMIT')
        expect([name, version]).toEqual([expect.stringMatching(/@[0-9a-f]{40}$/), expect.any(String)])
    const { on, permissions } = parse(workflow)
    expect(Object.keys(on)).toEqual(['pull_request', 'push'])
    expect(permissions).toEqual({ contents: 'read' })
  })

  it('give the action what it takes', () => {
    const { jobs } = parse(workflow)
    const steps: readonly { uses?: string; with?: object }[] = Object.values(
      jobs as Record<string, { steps: [] }>
    ).flatMap(({ steps }) => steps)
    const ours = steps.filter(({ uses }) => uses?.startsWith('OWNER/md2anki'))
    expect(ours).toHaveLength(2)
    for (const { with: given = {} } of ours)
      for (const name of Object.keys(given)) expect(Object.keys(action.inputs)).toContain(name)
  })

  /** Runs a job as it stands, with the command, and perhaps other programs, as they would be there. Gives its exit code. */
  function onGitLab(
    job: string,
    folder: string,
    env: Readonly<Record<string, string>>,
    others: Readonly<Record<string, string>> = {}
  ): number | null {
    const bin = join(place, 'bin')
    mkdirSync(bin)
    const programs = { md2anki: `exec "${process.execPath}" "${root}dist/cli/cli.cjs" "$@"`, ...others }
    for (const [name, program] of Object.entries(programs))
      writeFileSync(join(bin, name), `#!/bin/sh\n${program}\n`, { mode: 0o755 })
    const pipeline = parse(readFileSync(join(root, 'examples', 'ci', 'gitlab.yml'), 'utf8'))
    const script = (pipeline[job].script as readonly string[]).join('\n')
    return spawnSync('bash', ['-eo', 'pipefail', '-c', script], {
      cwd: folder,
      env: { PATH: `${bin}:${process.env['PATH']}`, DECKS: 'notes', ...env }
    }).status
  }

  it('run on GitLab as they stand', () => {
    const { folder } = repository((notes) =>
      writeFileSync(
        join(notes, 'things.md'),
        deckText('Things', cards).replace('| 2 | 1 | 3 | 7 |', '| 2 | 1 | 7 | 3 |')
      )
    )
    const status = onGitLab('check-decks', folder, { CI_PROJECT_DIR: folder })
    expect(status).toBe(1)
    const [finding] = JSON.parse(readFileSync(join(folder, 'md2anki-quality.json'), 'utf8'))
    expect(finding).toMatchObject({
      check_name: 'schedule-day-order',
      severity: 'major',
      fingerprint: expect.stringMatching(/^[0-9a-f]{32}$/),
      location: { path: 'notes/things.md', lines: { begin: expect.any(Number) } }
    })
  })

  it.each([
    ['404', 'there are none', 0, ['before.zip', 'changes.txt', 'notes', 'packages']],
    ['503', 'they cannot be had', 1, ['before.zip', 'notes']]
  ])('build on GitLab after packages of before were asked for: %s, %s', (http, _, code, left) => {
    const { folder } = repository((notes) => writeFileSync(join(notes, 'note.txt'), 'Nothing of decks.\n'))
    const curl = { curl: `touch before.zip; echo ${http}` }
    const status = onGitLab('build-decks', folder, { CI_JOB_TOKEN: 'x' }, curl)
    expect(status).toBe(code)
    expect(readdirSync(folder).filter((name) => !name.startsWith('.'))).toEqual(left)
  })
})

describe('the hooks for pre-commit', () => {
  it('run commands that there are', () => {
    const hooks: readonly { entry: string }[] = parse(
      readFileSync(join(root, '.pre-commit-hooks.yaml'), 'utf8')
    )
    for (const { entry } of hooks) {
      const [program, ...args] = entry.split(' ')
      expect(program).toBe('md2anki')
      writeFileSync(join(place, 'deck.md'), deckText('Things', cards))
      expect(md2anki(place, [...args, 'deck.md']).exitCode).toBe(0)
      writeFileSync(join(place, 'deck.md'), '# Flashcards: Half\n\n### Card 1 | Easy\n\n#### Front\nWhy?\n')
      expect(md2anki(place, [...args, 'deck.md']).exitCode).toBe(1)
    }
  })
})
