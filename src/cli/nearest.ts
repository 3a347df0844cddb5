import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { nearestOf } from '../model/nearest'

/** The file in a folder whose name is most like `name`, when it is like enough to be meant, and one of those that are wanted. */
export async function nearest(
  name: string,
  folder: string,
  isWanted: (name: string) => boolean = () => true
): Promise<string | undefined> {
  const files = (await readdir(folder).catch(() => [])).filter(isWanted)
  const near = name.length > 3 ? nearestOf(name, files) : undefined
  return near && join(folder, near)
}
