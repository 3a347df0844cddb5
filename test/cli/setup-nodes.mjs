import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import process from 'node:process'
import { fileURLToPath } from 'node:url'

/** The releases that are kept up, besides the one that runs the tests. */
const versions = ['20', '22', '24']
const folder = fileURLToPath(new URL('../../.node/', import.meta.url))
const platform = process.platform === 'win32' ? 'win' : process.platform

process.exitCode = versions.map(install).some((failed) => failed) ? 1 : 0

/** Makes `.node/VERSION` with another Node in it: its packages hold nothing but the program. Gives whether that failed. */
function install(version) {
  const place = `${folder}${version}`
  if (existsSync(`${place}/node_modules`)) return false
  const name = `node-${platform}-${process.arch}@${version}`
  const { status } = spawnSync(
    'npm',
    ['install', '--no-save', '--no-package-lock', '--prefix', place, name],
    {
      stdio: ['ignore', 'ignore', 'inherit'],
      shell: platform === 'win'
    }
  )
  process.stdout.write(
    status === 0 ? `Node ${version} is here\n` : `Node ${version} could not be installed\n`
  )
  return status !== 0
}
