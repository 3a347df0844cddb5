import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../fixtures/', import.meta.url))

/** The decks that are kept as cases, each in a folder whose name says what it shows. */
export const fixtures = {
  names: readdirSync(root),
  read: (name: string): string => readFileSync(`${root}${name}/deck.md`, 'utf8'),
  expected: (name: string, file: string): string => `${root}${name}/expected/${file}`,
  /** The files that are expected of a case. */
  files: (name: string): string[] => {
    const folder = `${root}${name}/expected`
    return existsSync(folder) ? readdirSync(folder) : []
  }
}
