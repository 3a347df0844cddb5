import { spawnSync } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** The newest Anki, then the last of each older series: none before 23.12 imports presets. */
const versions = ['26.9.3', '25.9.5', '24.11', '23.12.1']

/** Another program that writes packages, for the newest Anki's environment: what it writes is compared. */
const genanki = 'genanki==0.13.1'

/** What holds in both is taken to hold between them. */
const ends = [versions[0], versions.at(-1)]

const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check']

const usage = 'node test/anki/setup.mjs [--all | VERSION…]'
const folder = fileURLToPath(new URL('../../.anki/', import.meta.url))
const venvHint = 'Python 3 with venv is needed. On Debian and Ubuntu: apt-get install python3-venv'

process.exitCode = main(process.argv.slice(2))

/** Makes `.anki/VERSION` for each version asked for: a Python environment with real Anki in it, and perhaps genanki. */
function main(args) {
  const asked = args.includes('--all') ? versions : args.length > 0 ? args : ends
  if (!asked.every(isVersion)) return fail(`Use: ${usage}`, 2)
  const problems = asked.map(install).filter(Boolean)
  return problems.length > 0 ? fail(problems.join('\n'), 1) : 0
}

function isVersion(text) {
  return /^\d+(\.\d+)+$/.test(text)
}

/** Returns what went wrong. */
function install(version) {
  const problem = installAnki(version) || (version === versions[0] && installGenanki(version))
  return problem && `Anki ${version} could not be installed: ${problem}`
}

/** The file `ready` comes last: an environment without it is made anew. */
function installAnki(version) {
  const environment = folder + version
  const python = `${environment}/bin/python`
  if (existsSync(`${environment}/ready`)) return say(`Anki ${version} is here`)
  say(`Anki ${version} is being installed …`)
  const problem =
    run('python3', ['-m', 'venv', '--clear', environment], venvHint) ||
    run(python, [...pip, `anki==${version}`]) ||
    run(python, ['-c', 'from anki.collection import Collection'])
  if (!problem) writeFileSync(`${environment}/ready`, '')
  return problem
}

/** The file `genanki` says that it is there. */
function installGenanki(version) {
  const environment = folder + version
  if (existsSync(`${environment}/genanki`)) return
  const problem = run(`${environment}/bin/python`, [...pip, genanki])
  if (!problem) writeFileSync(`${environment}/genanki`, '')
  return problem
}

/** Returns the end of what a failed command said, and what may help. */
function run(command, args, hint) {
  const { error, status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8' })
  if (status === 0) return
  const said = error ? error.message : `${stdout}${stderr}`.trim().split('\n').slice(-5).join('\n')
  return [`${command} ${args.join(' ')}`, said, hint].filter(Boolean).join('\n')
}

function say(line) {
  process.stdout.write(`${line}\n`)
}

function fail(line, code) {
  process.stderr.write(`${line}\n`)
  return code
}
