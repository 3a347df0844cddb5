import { execFileSync } from 'node:child_process'
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as ts from 'typescript'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('../', import.meta.url))
const page = readFileSync(join(root, 'docs/library.md'), 'utf8')
const programs = Array.from(
  page.matchAll(/^## (.+)\n[\s\S]*?^```js\n([\s\S]*?)^```/gm),
  ([, title, text]) => {
    return [title!, text!] as const
  }
)

describe('each program of docs/library.md', () => {
  let folder = ''
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'md2anki-library-'))
    mkdirSync(join(folder, 'node_modules'))
    symlinkSync(root, join(folder, 'node_modules/md2anki'))
    copyFileSync(join(root, 'examples/spaced-repetition.md'), join(folder, 'deck.md'))
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  const run = (text: string) => {
    writeFileSync(join(folder, 'program.mjs'), text)
    return execFileSync(process.execPath, ['program.mjs'], { cwd: folder, encoding: 'utf8' })
  }

  it.each(programs)('“%s” runs', (title, text) => {
    const said = {
      'From Markdown to a package': /tick/i,
      'A deck is a value': /2027-01-/,
      'When Anki shows what': /steps 2027-01-/,
      'What learners have': /^0 added, 0 changed, 0 gone, 0 unclear$/m
    }[title]
    expect(run(text)).toMatch(said!)
  })
})

describe('what the library exports', () => {
  const program = ts.createProgram([join(root, 'src/index.ts')], {
    skipLibCheck: true,
    noLib: true,
    types: []
  })
  const checker = program.getTypeChecker()
  const exported = checker
    .getExportsOfModule(checker.getSymbolAtLocation(program.getSourceFile(join(root, 'src/index.ts'))!)!)
    .map((symbol) => checker.getAliasedSymbol(symbol))

  const inCode = page.match(/`[^`\n]+`/g)!.join(' ')

  it.each(exported.map(({ name }) => name))('%s is named in docs/library.md', (name) => {
    expect(inCode).toMatch(new RegExp(`\\b${name}\\b`))
  })

  it.each(exported.map((symbol) => [symbol.name, symbol] as const))('%s says what it is', (_, symbol) => {
    expect(ts.displayPartsToString(symbol.getDocumentationComment(checker))).not.toBe('')
  })
})
