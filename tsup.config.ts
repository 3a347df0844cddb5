import { rmSync } from 'node:fs'
import { copyFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { defineConfig, type Options } from 'tsup'
import * as z from 'zod'
import { Config } from './src/config/config'
import { DeckFile } from './src/exporters/json'

type Plugin = NonNullable<Options['esbuildPlugins']>[number]

/** The packages whose code is in what is built, and what their licences say, which has to come along. */
const licences = new Map<string, string>()

const withLicences: Plugin = {
  name: 'with-licences',
  setup: ({ initialOptions, onEnd }) => {
    initialOptions.metafile = true
    onEnd(async ({ metafile }) => {
      for (const input of Object.keys(metafile?.inputs ?? {})) {
        const [, folder = ''] = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input) ?? []
        if (folder !== '' && !licences.has(folder)) licences.set(folder, await licenceOf(folder))
      }
      await mkdir('dist', { recursive: true })
      await writeFile(
        'dist/licenses.txt',
        `${[...licences.values()].sort().join(`\n\n${'-'.repeat(80)}\n\n`)}\n`
      )
    })
  }
}

async function licenceOf(folder: string): Promise<string> {
  const { name, version, license } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'))
  const file = (await readdir(folder)).sort().find((each) => /^licen[cs]e/i.test(each))
  const text = file === undefined ? '' : `\n\n${(await readFile(join(folder, file), 'utf8')).trim()}`
  return `${name} ${version} (${license})${text}`
}

/**
 * What is needed at run time is bundled, zod too, which halves the time to start. SQLite is not: it finds its `.wasm`
 * file beside itself. The types name zod, so it is a dependency all the same.
 */
const common = {
  target: 'node20',
  noExternal: [/^(?!node:|@sqlite\.org\/)/],
  treeshake: true,
  minifySyntax: true,
  esbuildPlugins: [withLicences]
} satisfies Options

/** The library runs in browsers, too. */
const library: Options = {
  ...common,
  entry: ['src/index.ts'],
  outDir: 'dist/lib',
  format: 'esm',
  platform: 'neutral',
  splitting: true,
  dts: true,
  onSuccess: async () => {
    const schema = z.toJSONSchema(DeckFile)
    await writeFile('dist/md2anki.schema.json', `${JSON.stringify(schema, undefined, 2)}\n`)
    const ofConfig = z.toJSONSchema(Config)
    await writeFile('dist/md2anki.config.schema.json', `${JSON.stringify(ofConfig, undefined, 2)}\n`)
    await copyFile('docs/problems.md', 'dist/problems.md')
  }
}

const forNode = {
  ...common,
  platform: 'node',
  minify: true,
  treeshake: false,
  removeNodeProtocol: false
} satisfies Options

/** The library for Node: what it takes to export, and no more. */
const nodeLibrary = { ...forNode, outDir: 'dist/node', format: 'esm' } satisfies Options

const command = { ...forNode, outDir: 'dist/cli' } satisfies Options

/** Parts of the command that call `require` for what is built into Node. */
const requireInModules = {
  js: "import { createRequire as requireFrom } from 'node:module';const require = requireFrom(import.meta.url);"
}

/** What few packages need. */
const exporting = {
  options: 'src/exporters/apkg/options.ts',
  csv: 'src/exporters/csv.ts',
  json: 'src/exporters/json.ts',
  look: 'src/anki/look.ts',
  draw: 'src/anki/draw.ts'
}

/** What commands besides the build do, and what few decks need, by the names of the files that it becomes. */
const others = {
  ...exporting,
  check: 'src/cli/check.ts',
  verify: 'src/cli/verify.ts',
  schedule: 'src/cli/schedule.ts',
  diff: 'src/cli/diff.ts',
  id: 'src/cli/id.ts',
  import: 'src/cli/import.ts',
  templates: 'src/cli/templates.ts',
  preview: 'src/cli/preview.ts',
  'preview-server': 'src/cli/preview-server.ts',
  watch: 'src/cli/watch.ts',
  explain: 'src/cli/explain.ts',
  init: 'src/cli/init.ts',
  completion: 'src/cli/completion.ts',
  cache: 'src/cli/fields/cache.ts',
  threads: 'src/cli/fields/threads.ts',
  thread: 'src/cli/fields/thread.ts',
  parser: 'src/cli/parser.ts',
  report: 'src/cli/report.ts',
  'look-files': 'src/cli/look-files.ts',
  read: 'src/anki/read.ts',
  glob: 'src/cli/glob.ts',
  config: 'src/cli/config/load.ts',
  'config-command': 'src/cli/config/show.ts',
  'to-safe-html': 'src/render/to-safe-html.ts',
  yaml: 'src/read/yaml.ts',
  highlight: 'src/render/highlight.ts'
}

/** The command: files are few, for each one costs a millisecond to open. A plain build opens these two. */
const start = { cli: 'src/cli.ts' }
const build = { build: 'src/cli/build.ts' }

export default defineConfig(() => {
  rmSync('dist', { recursive: true, force: true })
  return [
    library,
    {
      ...nodeLibrary,
      entry: { index: 'src/node.ts' },
      splitting: false,
      dts: true,
      esbuildPlugins: [withLicences, besides(exporting)]
    },
    { ...nodeLibrary, entry: exporting, splitting: true },
    // Modules of Node's older kind load faster: a tenth of the time of `--help`, and of a build of a few cards.
    {
      ...command,
      entry: start,
      format: 'cjs',
      esbuildPlugins: [withLicences, besides({ ...build, ...others }), withoutChildren],
      plugins: [requiring('./build.js', './build.cjs')]
    },
    {
      ...command,
      entry: build,
      format: 'cjs',
      splitting: false,
      esbuildPlugins: [withLicences, besides(others)]
    },
    { ...command, entry: others, format: 'esm', splitting: true, banner: requireInModules }
  ]
})

/** Loads a file as a module of the older kind, for which Node need not get ready what loads those of the newer. */
function requiring(file: string, as: string): NonNullable<Options['plugins']>[number] {
  return {
    name: 'requiring',
    renderChunk: (code) => {
      const changed = code.replace(`import("${file}")`, `Promise.resolve().then(()=>require("${as}"))`)
      if (changed === code) throw new Error(`\`${file}\` is nowhere loaded`)
      return { code: changed }
    }
  }
}

/** Leaves out what is loaded when it is needed, and is a file of its own. */
function besides(files: Readonly<Record<string, string>>): Plugin {
  const names = new Map(Object.entries(files).map(([name, file]) => [resolve(file), `./${name}.js`]))
  return {
    name: 'besides',
    setup: ({ onResolve }) =>
      onResolve({ filter: /^\./ }, ({ kind, path, resolveDir }) => {
        const name = names.get(resolve(resolveDir, `${path}.ts`))
        return kind === 'dynamic-import' && name !== undefined ? { path: name, external: true } : undefined
      })
  }
}

/** Commander can run other programs, for which Node would load what it has for networks; ours does not. */
const withoutChildren: Plugin = {
  name: 'without-children',
  setup: ({ onLoad, onResolve }) => {
    onResolve({ filter: /^(?:node:)?child_process$/ }, () => ({ path: 'nothing', namespace: 'nothing' }))
    onLoad({ filter: /^/, namespace: 'nothing' }, () => ({ contents: 'export {}' }))
  }
}
