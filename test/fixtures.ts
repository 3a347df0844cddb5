import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type Compiled, compile } from '../src'
import { readMedia } from '../src/cli/media'
import { inOrder } from '../src/diagnostic'

const root = fileURLToPath(new URL('../fixtures/', import.meta.url))

export interface CompiledFixture extends Compiled {
  /** The files beside it that it shows. */
  readonly files: ReadonlyMap<string, Uint8Array>
}

/** The decks that are kept as cases, each in a folder whose name says what it shows. */
export const fixtures = {
  names: readdirSync(root),
  read: (name: string): string => readFileSync(`${root}${name}/deck.md`, 'utf8'),
  compiled: async (name: string): Promise<CompiledFixture> => {
    const compiled = compile(fixtures.read(name), { file: 'deck.md' })
    const { files, diagnostics } = await readMedia(compiled.media, [root + name])
    return { ...compiled, files, diagnostics: inOrder([...compiled.diagnostics, ...diagnostics], 'deck.md') }
  },
  expected: (name: string, file: string): string => `${root}${name}/expected/${file}`,
  /** The files that are expected of a case. */
  files: (name: string): string[] => {
    const folder = `${root}${name}/expected`
    return existsSync(folder) ? readdirSync(folder) : []
  }
}
