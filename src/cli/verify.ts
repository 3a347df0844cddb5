import { type Verified, verifyPackage } from '../anki/verify/verify'
import { type Diagnostic, diagnose } from '../diagnostic'
import { counted } from '../model/counted'
import type { Host } from './host'
import { findFiles } from './inputs'
import { mostPackage } from './package-file'
import { printable } from './printable'
import { readBytes } from './read-file'
import { type Reporting, report } from './report'
import { systemReason } from './system'

/** Says whether packages are whole, and whether Anki would take them. Gives the exit code. */
export async function verify(names: readonly string[], reporting: Reporting, host: Host): Promise<number> {
  const { files, missing } = await findFiles(names, 'package')
  const found: Diagnostic[] = [...missing]
  for (const { name } of files) {
    const file = name === '-' ? 'stdin' : name
    const { counts, diagnostics } = await verified(name, file, host)
    if (counts && diagnostics.length === 0 && !reporting.quiet)
      host.err(printable(`${file}: ${sayCounts(counts)}: nothing found`))
    found.push(...diagnostics)
  }
  return report(found, [], reporting, host)
}

async function verified(name: string, file: string, host: Host): Promise<Verified> {
  try {
    const bytes = await (name === '-' ? host.stdin(mostPackage) : readBytes(name, mostPackage))
    if (bytes.length <= mostPackage) return await verifyPackage(bytes, { file, now: new Date() })
    const what = `The package is larger than ${mostPackage / 2 ** 20} MiB`
    const mend = 'Split it into several'
    return { diagnostics: [{ ...diagnose('package-unreadable', undefined, { what, mend }), file }] }
  } catch (error) {
    const reason = systemReason(error)
    return { diagnostics: [{ ...diagnose('input-unreadable', undefined, { reason }), file }] }
  }
}

function sayCounts({ notes, cards, decks, media }: NonNullable<Verified['counts']>): string {
  const counts = [counted(notes, 'note'), counted(cards, 'card'), counted(decks, 'deck')]
  return [...counts, ...(media > 0 ? [counted(media, 'media file')] : [])].join(', ')
}
