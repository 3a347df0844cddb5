import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { md2anki } from './command'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'md2anki-completion-'))
  for (const shell of ['bash', 'zsh', 'fish'])
    writeFileSync(join(folder, shell), md2anki(folder, ['completion', shell]).stdout)
})
afterAll(() => rmSync(folder, { recursive: true }))

/** How a shell is asked for what may stand at the end of a line. */
const asking: Readonly<Record<string, readonly string[]>> = {
  bash: [
    '-c',
    `source ./bash; read -ra COMP_WORDS <<< "$1"; [[ $1 == *" " ]] && COMP_WORDS+=("")
     COMP_CWORD=$((\${#COMP_WORDS[@]} - 1)); _md2anki; printf '%s\\n' "\${COMPREPLY[@]}"`,
    'bash'
  ],
  fish: ['-c', 'source ./fish; complete -C "$argv[1]"']
}

const isThere = (shell: string) => spawnSync(shell, ['-c', 'true']).status === 0
const shells = Object.keys(asking).filter(isThere)

it('is tried in real shells where it has to be', () => {
  expect(shells).toContain('bash')
  if (process.env['CI']) expect([...shells, ...['zsh'].filter(isThere)]).toEqual(['bash', 'fish', 'zsh'])
})

function ask(shell: string, line: string): readonly string[] {
  const { stdout } = spawnSync(shell, [...asking[shell]!, line], { cwd: folder, encoding: 'utf8' })
  return stdout.split('\n').flatMap((word) => word.split('\t')[0] || [])
}

describe.each(shells)('completion in %s', (shell) => {
  it.each([
    ['md2anki ch', ['check']],
    ['md2anki check --fo', ['--format']],
    ['md2anki check --format ', ['github', 'gitlab', 'json', 'markdown', 'pretty', 'sarif']],
    ['md2anki check --format s', ['sarif']],
    ['md2anki --csv-layout ', ['basic', 'full']],
    ['md2anki watch --out-d', ['--out-dir']],
    ['md2anki schedule --day-one to', ['today', 'tomorrow']],
    ['md2anki completion z', ['zsh']]
  ])('of `%s`', (line, words) => {
    expect([...ask(shell, line)].sort()).toEqual(words)
  })
})

describe.skipIf(!isThere('zsh'))('completion in zsh', () => {
  it('is what Zsh shows in a terminal', () => {
    const script = `zmodload zsh/zpty; zpty z zsh -f -i
      say() { zpty -w -n z "$1"; sleep $2; out=; while zpty -r -t z more; do out+=$more; done }
      say $'source ./zsh\\n' 2; say $'md2anki check --dial\\t' 1; print -r -- "$out"; zpty -d z`
    const { stdout } = spawnSync('zsh', ['-f', '-c', script], { cwd: folder, encoding: 'utf8' })
    expect(stdout).toContain('--dialect')
  })
})

it('refuses other shells', () => {
  expect(md2anki(folder, ['completion', 'csh'])).toMatchObject({ exitCode: 2, stdout: '' })
})
