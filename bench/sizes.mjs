import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'

const root = fileURLToPath(new URL('..', import.meta.url))
const npm = (cwd, ...args) =>
  execFileSync('npm', args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })

/** What is weighed, by the row's name: each gives numbers, the lower the better. */
export const weigh = { packed, installed, 'compile alone': compileAlone }

function packed() {
  const [{ size }] = JSON.parse(npm(root, 'pack', '--dry-run', '--ignore-scripts', '--json'))
  return { MB: megabytes(size) }
}

/** What an empty folder holds after `npm install` of the package, and of the peer for comparison. */
function installed(folder) {
  const [{ filename }] = JSON.parse(
    npm(root, 'pack', '--ignore-scripts', '--json', '--pack-destination', folder)
  )
  return install(folder, join(folder, filename))
}

/** For comparison; it is held to nothing. */
export const peerInstalled = (folder) => install(folder, 'anki-apkg-export@4.0.3')

function install(parent, what) {
  const folder = mkdtempSync(join(parent, 'install-'))
  try {
    writeFileSync(join(folder, 'package.json'), '{}')
    npm(folder, 'install', '--ignore-scripts', '--no-audit', '--no-fund', what)
    const files = readdirSync(join(folder, 'node_modules'), { recursive: true, withFileTypes: true })
    const packages = Object.keys(JSON.parse(npm(folder, 'query', '*', '--json')))
    const bytes = files
      .filter((file) => file.isFile())
      .reduce((sum, file) => sum + statSync(join(file.parentPath, file.name)).size, 0)
    return { MB: megabytes(bytes), packages: packages.length - 1 }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** A page that only compiles must not load SQLite, and loads so many kB. */
async function compileAlone() {
  const { outputFiles } = await build({
    stdin: { contents: `import { compile } from 'md2anki'\nconsole.log(compile)`, resolveDir: root },
    bundle: true,
    splitting: true,
    minify: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    outdir: 'out',
    external: ['node:*'],
    logLevel: 'silent'
  })
  // What is imported later lies in files of its own. The first one and what it names at once is what a page loads.
  const entry = outputFiles.find(({ path }) => path.endsWith('stdin.js'))
  const loaded = reachable(entry, outputFiles)
  const text = loaded.map((file) => file.text).join('\n')
  return {
    'kB gzipped': gzipSync(text).length / 1000,
    SQLite: /sqlite3_open|sqlite3InitModule/.test(text) ? 1 : 0
  }
}

function reachable(entry, files, seen = new Set([entry])) {
  for (const [, name] of entry.text.matchAll(/(?:from|import)\s*"\.\/([^"]+)"/g)) {
    const file = files.find(({ path }) => path.endsWith(`/${name}`))
    if (!file || seen.has(file)) continue
    seen.add(file)
    reachable(file, files, seen)
  }
  return [...seen]
}

const megabytes = (bytes) => bytes / 1e6
