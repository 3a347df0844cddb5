import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../', import.meta.url))
const { bin } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
/** The command as it is built. */
export const program = join(root, bin.md2anki)

interface Surroundings {
  readonly env?: Readonly<Record<string, string>>
  readonly input?: string
  /** What a shell does with the command, which it knows as `"$@"`. */
  readonly shell?: string
}

/** Runs the built command in a folder. What the tests' own surroundings say of colors and dates does not count. */
export function md2anki(folder: string, args: readonly string[], { env, input, shell }: Surroundings = {}) {
  const { NO_COLOR, FORCE_COLOR, SOURCE_DATE_EPOCH, GITHUB_ACTIONS, GITHUB_WORKSPACE, ...inherited } =
    process.env
  const command = [process.execPath, program, ...args]
  const [file = '', ...rest] = shell === undefined ? command : ['sh', '-c', shell, 'sh', ...command]
  const { status, stdout, stderr } = spawnSync(file, rest, {
    cwd: folder,
    env: { ...inherited, ...env },
    input: input ?? '',
    encoding: 'utf8',
    timeout: 20_000
  })
  return { exitCode: status, stdout, stderr, findings: findings(stderr) }
}

/** Place, severity and code of what was found. The wording is free to change. */
function findings(stderr: string): readonly string[] {
  const finding = /^(.*: )?(error|warning|note): .* \[([a-z0-9-]+)\]$/gm
  return [...stderr.matchAll(finding)].map(([, place = '', severity, code]) => `${place}${severity} ${code}`)
}

/** Everything in a folder, by path: what the files hold, hidden ones too. */
export function contentsOf(folder: string): Readonly<Record<string, string>> {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()
  return Object.fromEntries(
    paths.map((path) => {
      const file = join(folder, path)
      return [path, statSync(file).isFile() ? readFileSync(file, 'latin1') : 'a folder']
    })
  )
}
