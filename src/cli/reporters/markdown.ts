import type { Diagnostic } from '../../diagnostic'
import { counted } from '../../model/counted'
import { codeSpan, row } from '../markdown'
import { placeOf } from './place'
import type { Sources } from './reporter'

/** A table for a page, such as the summary of a workflow. Text of decks stands in code, where it means nothing. */
export function markdown(findings: readonly Diagnostic[], { decks }: Pick<Sources, 'decks'>): string {
  const told = findings.filter(({ severity }) => severity !== 'note')
  const errors = told.filter(({ severity }) => severity === 'error').length
  const sums = [
    ...(errors > 0 ? [counted(errors, 'error')] : []),
    ...(told.length > errors ? [counted(told.length - errors, 'warning')] : [])
  ]
  const title = `### ${sums.length > 0 ? sums.join(', ') : 'Nothing wrong'} in ${counted(decks, 'deck')}`
  return told.length === 0 ? `${title}\n` : `${[title, '', ...table(told)].join('\n')}\n`
}

/** As many as somebody reads; a summary on GitHub holds but a megabyte. */
const most = 100

function table(findings: readonly Diagnostic[]): readonly string[] {
  const left = findings.length - most
  return [
    row(['Where', 'What', 'How to mend it']),
    '|---|---|---|',
    ...findings.slice(0, most).map((finding) => row(cells(finding))),
    ...(left > 0 ? [row([`and ${left} more`, '', ''])] : [])
  ]
}

function cells(finding: Diagnostic): readonly string[] {
  const { file, code, severity, message, hint = '' } = finding
  const where = file === undefined ? '' : codeSpan(`${file}:${placeOf(finding).line}`)
  return [where, `**${severity}** ${codeSpan(message)} ${code}`, codeSpan(hint)]
}
