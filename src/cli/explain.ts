import { readFile } from 'node:fs/promises'
import { nearestOf } from '../model/nearest'
import type { Host } from './host'

/** Prints the page of a code, or without one the list of all; in JSON an array of pages. Gives the exit code: 2 when there is no such code. */
export async function explain(
  code: string | undefined,
  host: Host,
  format: 'text' | 'json' = 'text'
): Promise<number> {
  const pages = pagesOf(await readProblems())
  const page = code === undefined ? undefined : pages.get(code.toLowerCase())
  if (code !== undefined && page === undefined) {
    host.err(unknown(code, [...pages.keys()]))
    return 2
  }
  const asked = page === undefined ? pages : new Map([[code!.toLowerCase(), page]])
  await host.out(
    `${format === 'json' ? JSON.stringify(rowsOf(asked), undefined, 2) : (page ?? listOf(pages))}\n`
  )
  return 0
}

function rowsOf(pages: ReadonlyMap<string, string>) {
  return [...pages].map(([code, page]) => ({ code, severity: gistOf(page).severity, page }))
}

function gistOf(page: string) {
  const [, severity = '', sentence = ''] = /\n\*\*(\w+):\*\* (.*?\.)\s/s.exec(page) ?? []
  return { severity: severity.toLowerCase(), sentence: sentence.replace(/\s+/g, ' ') }
}

/** In a package the page lies beside the command's folder, in the sources among the documents. */
async function readProblems(): Promise<string> {
  const inPackage = new URL('../problems.md', import.meta.url)
  const inSources = new URL('../../docs/problems.md', import.meta.url)
  return readFile(inPackage, 'utf8').catch(() => readFile(inSources, 'utf8'))
}

/** Examples have headings too, but none that is a code. */
function pagesOf(problems: string): ReadonlyMap<string, string> {
  const [, ...pages] = problems.split(/^## (?=[a-z0-9]+(?:-[a-z0-9]+)+$)/m)
  return new Map(pages.map((page) => [page.slice(0, page.indexOf('\n')), page.trimEnd()]))
}

/** A line for each code: how grave it is, and the first sentence about it. */
function listOf(pages: ReadonlyMap<string, string>): string {
  const width = Math.max(...[...pages.keys()].map(({ length }) => length))
  const lines = [...pages].map(([code, page]) => {
    const { severity, sentence } = gistOf(page)
    return `${code.padEnd(width)}  ${severity.padEnd(7)}  ${sentence}`
  })
  return lines.join('\n')
}

function unknown(code: string, codes: readonly string[]): string {
  const word = code.toLowerCase()
  const near = nearestOf(word, codes)
  const alike = near === undefined ? codes.filter((each) => each.includes(word)) : [near]
  const advice = alike.length > 0 ? `Did you mean ${quoted(alike)}?` : '`md2anki explain` lists all codes'
  return `error: there is no code ${quoted([code])}\n  → ${advice}`
}

function quoted(words: readonly string[]): string {
  return words.map((word) => `\`${word}\``).join(', ')
}
