import { glob as found } from 'tinyglobby'

/** The files that a pattern fits, in the order of their names; not those of packages of Node. */
export async function glob(pattern: string): Promise<readonly string[]> {
  const files = await found(pattern, { ignore: ['**/node_modules/**'], expandDirectories: false })
  return files.sort()
}
