import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../shared/', import.meta.url))
const here = existsSync(root)

if (!here && process.env['CI']) throw new Error('the decks beside the project, ../shared, are needed in CI')

/** Decks that lie beside the project and are not part of it. Where they are absent, tests over them are skipped. */
export const shared = {
  here,
  path: (file: string): string => root + file,
  read: (file: string): string => readFileSync(root + file, 'utf8'),
  /** The files of a folder, by name; none when it is not here. */
  files: (folder: string, extension: string): string[] =>
    here
      ? readdirSync(root + folder)
          .filter((name) => name.endsWith(extension))
          .map((name) => `${folder}/${name}`)
      : ['(../shared is not here)']
}
