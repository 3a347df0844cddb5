import { diagnose, type Report } from '../diagnostic'
import type { Block, Outline } from '../model/outline'
import type { Position } from '../model/position'
import { lineEnd } from './lines'

/** Reports what is opened, never closed, and so swallows the rest of the file; and front matter that is no YAML. */
export function reportProblems({ text, blocks }: Outline, report: Report): void {
  for (const block of blocks) {
    const { kind, unclosed, language: found } = block
    if (found !== undefined)
      report(diagnose('frontmatter-language', opening(text, block).position, { found }))
    const code = codes[kind]
    if (!unclosed || !code) continue
    const { mark, position } = opening(text, block)
    report(diagnose(code, position, { found: mark }))
  }
}

const codes: Partial<Record<Block['kind'], 'code-fence-unclosed' | 'html-unclosed'>> = {
  code: 'code-fence-unclosed',
  html: 'html-unclosed'
}

/** The mark that a block begins with. */
function opening(
  text: string,
  { line, start }: Block
): { readonly mark: string; readonly position: Position } {
  const [, blanks = '', mark = ''] = /^(\s*)(`+|~+|<!--|<[^\s>]*|.*)/.exec(
    text.slice(start, lineEnd(text, start))
  )!
  const from = { line, column: blanks.length + 1, offset: start + blanks.length }
  const to = { line, column: from.column + mark.length, offset: from.offset + mark.length }
  return { mark, position: { start: from, end: to } }
}
