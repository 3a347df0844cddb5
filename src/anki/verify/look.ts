import { type Diagnostic, diagnose } from '../../diagnostic'
import { noteTypeIn } from '../contents'
import { newFindings } from './findings'
import { verifyNoteTypes } from './note-types'

/** What would be wrong with note types of our making whose templates are somebody else's. */
export function problemsOfNoteTypes(types: readonly { readonly id: number }[]): readonly Diagnostic[] {
  const findings = newFindings()
  verifyNoteTypes(
    types.map((json) => noteTypeIn(json.id, { ...json })),
    findings
  )
  return findings
    .all()
    .map(({ message, hint }) => diagnose('templates-unfit', undefined, { what: message, mend: hint }))
}
