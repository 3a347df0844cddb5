import { copyFile, writeFile } from 'node:fs/promises'
import { defineConfig, type Options } from 'tsup'
import * as z from 'zod'
import { DeckFile } from './src/exporters/json'

/**
 * What is needed at run time is bundled, zod too, which halves the time to start. SQLite is not: it finds its `.wasm`
 * file beside itself. The types name zod, so it is a dependency all the same.
 */
const common = {
  format: 'esm',
  target: 'node20',
  noExternal: [/^(?!node:|@sqlite\.org\/)/],
  splitting: true,
  clean: true,
  treeshake: true,
  minifySyntax: true
} satisfies Options

/** The library runs in browsers, too; the command has parts that call `require` for what is built into Node. */
export default defineConfig([
  {
    ...common,
    entry: ['src/index.ts'],
    outDir: 'dist/lib',
    platform: 'neutral',
    dts: true,
    onSuccess: async () => {
      const schema = z.toJSONSchema(DeckFile)
      await writeFile('dist/md2anki.schema.json', `${JSON.stringify(schema, undefined, 2)}\n`)
      await copyFile('docs/problems.md', 'dist/problems.md')
    }
  },
  {
    ...common,
    entry: { index: 'src/node.ts' },
    outDir: 'dist/node',
    platform: 'node',
    minify: true,
    dts: true
  },
  {
    ...common,
    entry: { cli: 'src/cli.ts' },
    outDir: 'dist/cli',
    platform: 'node',
    minify: true,
    banner: {
      js: "import { createRequire as requireFrom } from 'node:module';const require = requireFrom(import.meta.url);"
    }
  }
])
