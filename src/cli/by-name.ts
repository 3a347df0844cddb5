import type { Dirent } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { isSupported } from '../anki/medium'

/** A vault has fewer; a home folder is none. */
const mostFolders = 2000

/**
 * The files below some folders that a card can show or play, by their names: Obsidian finds a file by its name alone. Of two with one
 * name the one counts that is in the earlier folder or less deep. Links are not followed, nor is anything hidden looked at.
 */
export async function filesByName(folders: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>()
  let left = mostFolders
  for (const folder of folders) {
    // It grows while it is gone through.
    const pending = [folder]
    for (const each of pending) {
      if (left-- <= 0) return found
      for (const entry of await entriesOf(each)) {
        const name = entry.name.normalize('NFC')
        if (entry.isDirectory()) pending.push(join(each, entry.name))
        else if (entry.isFile() && isSupported(name) && !found.has(name))
          found.set(name, join(each, entry.name))
      }
    }
  }
  return found
}

async function entriesOf(folder: string): Promise<readonly Dirent[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
  return entries
    .filter(({ name }) => !name.startsWith('.') && name !== 'node_modules')
    .toSorted((one, other) => (one.name < other.name ? -1 : 1))
}
