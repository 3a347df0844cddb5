import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { compile } from '../src'
import { noteFields } from '../src/anki/note'
import { plan } from '../src/plan/plan'

const page = readFileSync(new URL('../docs/markdown.md', import.meta.url), 'utf8').replaceAll('\r\n', '\n')

/** Each example that is a block, with the block of HTML under it. */
const blocks = [...page.matchAll(/^(`{3,})markdown\n(.*?)\n\1\n\n```html\n(.*?)\n```$/gms)].map(
  ([, , markdown, html]) => [markdown!, html!] as const
)

/** Each row of a table, `| Markdown | on the card |`. */
const prose = page.replaceAll(/^(`{3,})[\s\S]*?^\1$/gm, '')
const rows = [...prose.matchAll(/^\| `(.*?)` \| `(.*)` \|$/gm)].map(
  ([, markdown, html]) => [markdown!, `<p>${html}</p>`] as const
)

it('has an example of each kind', () => {
  expect([blocks.length, rows.length]).toEqual([
    page.match(/^`{3,}markdown$/gm)?.length,
    prose.match(/^\| `/gm)?.length
  ])
  expect(blocks.length).toBeGreaterThan(7)
  expect(rows.length).toBeGreaterThan(15)
})

it.each([...blocks, ...rows])('%s', (markdown, html) => {
  const hasGap = markdown.includes('{{c1::')
  const back = hasGap ? '' : `\n\n#### Back\n\n${markdown}`
  const { deck, diagnostics } = compile(
    `# Deck\n\n### Card 1\n\n#### Front\n\n${hasGap ? markdown : 'Q'}${back}\n`
  )
  expect(diagnostics.filter(({ severity }) => severity !== 'note')).toEqual([])
  const planned = plan(deck!)
  const fields = noteFields(planned.cards[0]!, planned)
  expect(hasGap ? fields.Front : fields.Back).toBe(html)
})
