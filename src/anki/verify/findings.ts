import { type Diagnostic, type DiagnosticCode, diagnose } from '../../diagnostic'

export type PackageCode = Extract<DiagnosticCode, `package-${string}`>

/** Something that must hold of a row, a file or a name. */
export interface Rule<Subject> {
  readonly code: PackageCode
  /** What is wrong, to be said after the subject's name; nothing where it holds. */
  readonly wrong: (subject: Subject) => string | undefined
  readonly mend: string
}

/** What rules are about says how it is called: `Note 17 “Why?”`. */
export interface Called {
  readonly called: string
}

export interface Findings {
  readonly add: (code: PackageCode, what: string, mend?: string) => void
  /** Asks all rules about a subject. */
  readonly ask: <Subject extends Called>(rules: readonly Rule<Subject>[], subject: Subject) => void
  readonly all: () => readonly Diagnostic[]
}

/** Of one code in one package so many are told; the others are counted. */
const most = 10

/** Keeps findings; of a hundred thousand bad rows the first ones, and how many there are. */
export function newFindings(): Findings {
  const told: Diagnostic[] = []
  const counts = new Map<PackageCode, number>()
  const add: Findings['add'] = (code, what, mend) => {
    const count = (counts.get(code) ?? 0) + 1
    counts.set(code, count)
    if (count <= most) told.push(diagnose(code, undefined, { what, mend }))
  }
  return {
    add,
    ask: (rules, subject) => {
      for (const { code, wrong, mend } of rules) {
        const what = wrong(subject)
        if (what !== undefined) add(code, `${subject.called} ${what}`, mend)
      }
    },
    all: () => [...told, ...[...counts].flatMap(([code, count]) => others(code, count - most))]
  }
}

function others(code: PackageCode, count: number): readonly Diagnostic[] {
  return count > 0
    ? [diagnose(code, undefined, { what: `There are ${count} more of this kind`, mend: undefined })]
    : []
}
