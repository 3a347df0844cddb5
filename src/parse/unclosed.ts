import { diagnose, type Report } from '../diagnostic'
import type { Block, Outline } from '../model/outline'
import { lineEnd } from './lines'

/** Reports what is opened, never closed, and so swallows the rest of the file. */
export function reportUnclosed({ text, blocks }: Outline, report: Report): void {
  for (const { kind, unclosed, line, start } of blocks) {
    const code = codes[kind]
    if (!unclosed || !code) continue
    const opening = text.slice(start, lineEnd(text, start))
    const [, blanks = '', found = ''] = /^(\s*)(`+|~+|<!--|<[^\s>]*|.*)/.exec(opening) ?? []
    const column = blanks.length + 1
    const offset = start + blanks.length
    const position = {
      start: { line, column, offset },
      end: { line, column: column + found.length, offset: offset + found.length }
    }
    report(diagnose(code, position, { found }))
  }
}

const codes: Partial<Record<Block['kind'], 'code-fence-unclosed' | 'html-unclosed'>> = {
  code: 'code-fence-unclosed',
  html: 'html-unclosed'
}
