import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { nearestOf } from '../model/nearest'

/** The file in a folder whose name is most like `name`, when it is like enough to be meant. */
export async function nearest(name: string, folder: string): Promise<string | undefined> {
  const files = await readdir(folder).catch(() => [])
  const near = name.length > 3 ? nearestOf(name, files) : undefined
  return near && join(folder, near)
}
