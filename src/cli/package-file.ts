import { stat } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import { type Diagnostic, diagnose } from '../diagnostic'
import { nearest } from './nearest'
import { readBytes } from './read-file'
import { systemReason } from './system'

/** Bytes. As much as an array can hold on every machine, and enough for some ten thousand pictures. */
export const mostPackage = 2 ** 30

/** The bytes of a package that is named. */
export async function readPackageFile(name: string): Promise<Uint8Array | Diagnostic> {
  try {
    return await readBytes(name, mostPackage)
  } catch (error) {
    const isThere = await stat(name).catch(() => undefined)
    return isThere
      ? { ...diagnose('input-unreadable', undefined, { reason: systemReason(error) }), file: name }
      : diagnose('input-not-found', undefined, { name, near: await nearest(basename(name), dirname(name)) })
  }
}

/** What is said of a package in which nothing can be read. */
export function packageUnreadable(name: string, error: unknown): Diagnostic {
  const what = `The package cannot be read: ${systemReason(error)}`
  return {
    ...diagnose('package-unreadable', undefined, { what, mend: 'Export the deck once more' }),
    file: name
  }
}
