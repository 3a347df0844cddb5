import { isAbsolute, relative, resolve, sep } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Diagnostic } from '../../diagnostic'

export interface Place {
  readonly line: number
  readonly column: number
  readonly endLine: number
  readonly endColumn: number
}

/** Where a finding is, counted from 1; what concerns a whole file is at its start. */
export function placeOf({ position }: Diagnostic): Place {
  const { start, end } = position ?? { start: first, end: first }
  return { line: start.line, column: start.column, endLine: end.line, endColumn: end.column }
}

const first = { line: 1, column: 1 }

/** A file's path from a folder that it is in, with forward slashes; other files' paths as they are. */
export function pathFrom(root: string, file: string): string {
  return inside(root, file)?.replaceAll(sep, '/') ?? file
}

/** The same as a reference by RFC 3986; other files as `file:` URLs. */
export function uriFrom(root: string, file: string): string {
  const path = inside(root, file)
  return path === undefined
    ? encoded(pathToFileURL(resolve(file)).href)
    : path.split(sep).map(segment).join('/')
}

function inside(root: string, file: string): string | undefined {
  const path = relative(root, resolve(file))
  return path === '..' || path.startsWith(`..${sep}`) || isAbsolute(path) ? undefined : path
}

/** Names on Windows may hold halves of surrogate pairs, which `encodeURIComponent` throws at. */
function segment(name: string): string {
  return encodeURIComponent(Buffer.from(name).toString())
}

/** URLs leave some characters as they are that a reference may not hold. */
function encoded(url: string): string {
  return url.replace(/[[\]|^\\]/g, encodeURIComponent)
}
