/** What the system says, in words. */
export function systemReason(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return reasons[code] ?? (error instanceof Error ? error.message : String(error))
}

const reasons: Partial<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'it is not permitted',
  ENOENT: 'there is no such folder',
  ENOTDIR: 'a part of its path is no folder',
  EROFS: 'the file system can only be read',
  EIO: 'the device failed',
  ENOSPC: 'there is no space left',
  EISDIR: 'it is a folder',
  EBUSY: 'another program holds it',
  EXDEV: 'it lies on another device',
  EFBIG: 'it would be larger than is allowed',
  EPIPE: 'whoever read it has gone',
  ENXIO: 'nobody reads it',
  ENFILE: 'too many files are open',
  ELOOP: 'its links lead in a circle',
  ENAMETOOLONG: 'the name is too long',
  EADDRINUSE: 'another program has it',
  EMFILE: 'too many files are open'
}
