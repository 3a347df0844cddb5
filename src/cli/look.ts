import type { LookFiles, ReadLook } from './look-files'

/** The look that is asked for. What reading it takes is loaded only where one is. */
export async function readLook(files: LookFiles): Promise<ReadLook> {
  if (files.css === undefined && files.templates === undefined) return { problems: [], paths: [] }
  const { readLookFiles } = await import('./look-files')
  return readLookFiles(files)
}
