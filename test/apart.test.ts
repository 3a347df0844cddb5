import { describe, expect, it } from 'vitest'
import { compile } from '../src'
import { compileLazily, keyOf, type LoneField, type RenderLone, renderLazily } from '../src/lazy'
import { anyText } from './any-text'
import { fc, runs } from './fast-check'
import { fixtures } from './fixtures'
import { shared } from './shared'

/** What becomes of a deck must not depend on where its fields are rendered, and none is rendered twice. */
async function expectSame(text: string): Promise<void> {
  const options = { file: 'deck.md' }
  const [handedOut, placed] = [new Set<string>(), new Set<string>()]
  /** As from another thread, or out of a file. */
  const render: RenderLone = async (fields) => {
    const results: object[] = JSON.parse(JSON.stringify(await renderLazily(structuredClone(fields))))
    for (const place of results.keys()) handedOut.add(String(place))
    return new Proxy(results, {
      get: (target, key) => {
        if (/^\d+$/.test(String(key))) placed.add(String(key))
        return Reflect.get(target, key)
      }
    }) as unknown as Awaited<ReturnType<RenderLone>>
  }
  expect(await compileLazily(text, options, { render })).toEqual(compile(text, options))
  expect(placed).toEqual(handedOut)
}

/** Definitions with much to say of them, and what uses them. */
const definitions = [
  '',
  '[a]: https://a.b¶[b]: javascript:x¶[c]: cat.png¶[c]: http:cat.mp3 "Cat"¶[a]: b.md¶> [a]: /q¶- [b]: <',
  '[^1]: Note ![c], [b] and [^2].¶[^1]: > [!tip] T¶    > and <b onclick="x">more</b>¶[^1]: one¶two',
  '[^2]: <script>¶- [^2]: $\\require{x}$¶    [^1]: [^3] in [here](javascript:x)¶    ```js¶    let a¶    ```',
  'Words [a] and [b][], ![c] and [^2], but [^3].¶> [!note]¶> [^1]¶| [a] | b |¶|---|¶| [b] |',
  '    [a]: cat.png¶\t[b]: /w¶<zz>¶<b>¶> [c]:¶> /u¶> "t"¶    [^1]: ![i][b]'
].flatMap((row) => row.split('¶'))

describe('fields that are rendered without their deck', () => {
  it.each(fixtures.names)('become the same in %s', async (name) => {
    await expectSame(fixtures.read(name))
  })

  it.skipIf(!shared.here).each([...shared.files('seed', '.md'), ...shared.files('decks', '.md')])(
    'become the same in %s',
    async (file) => {
      await expectSame(shared.read(file))
    }
  )

  it('become the same whatever the text', async () => {
    await fc.assert(fc.asyncProperty(anyText, expectSame), runs(400))
  })

  it('become the same with definitions above and below them', async () => {
    const line = fc.constantFrom(...definitions)
    const some = fc.array(line, { maxLength: 8 }).map((lines) => lines.join('\n'))
    const sides = ['#### Front', '#### Back', '#### Mnemonic'].map((name) =>
      fc.array(line, { maxLength: 4 }).map((lines) => `${name}\nSee [a][b] [^1] ![c]\n${lines.join('\n')}\n`)
    )
    const deck = fc
      .tuple(some, ...sides, some)
      .map(([above, front, back, more, below]) =>
        [
          `# Deck\n\n${above}\n`,
          `### Card 1\n**Book:** [b]\n`,
          front,
          back,
          more,
          `## Notes\n\n${below}\n`
        ].join('\n')
      )
    await fc.assert(fc.asyncProperty(deck, expectSame), runs(400))
  }, 60_000)

  it('become the same where definitions make them too long, or are too hard to read', async () => {
    const card = (back: string) => `### Card 1\n#### Front\nWhy?\n#### Back\n${back}\n`
    const long = `[a]: https://example.com/${'a'.repeat(5000)}`
    await expectSame(`# Deck\n${card('[a] '.repeat(500))}${card('[b]')}\n## Notes\n\n${long}\n[b]: /b\n`)
    const hard = `| Question | Answer |\n|---|---|\n| Why? | ${'[ *a '.repeat(3000)} [b] |\n| How? | ${'<b>'.repeat(600)} |\n`
    await expectSame(`# Deck\n\n${hard}\n## Notes\n\n[b]: /b\n`)
    const bar = '| Question | Answer |\n|---|---|\n| Why? | See [a\\|b] |\n'
    await expectSame(`# Deck\n\n${bar}\n## Notes\n\n[a|b]: https://example.org\n`)
    const deep = `${'> '.repeat(200)}[b]: /b`
    await expectSame(`# Deck\n${card('[a] [b]')}\n## Notes\n\n${deep}\n\n[a]: /a\n`)
  })

  it('are told apart by all that they say', () => {
    const fields: readonly LoneField[] = [
      { as: 'blocks', text: 'a\nb' },
      { as: 'blocks', text: 'a', needed: ['b'] },
      { as: 'blocks', text: 'a', needed: ['b', ''] }
    ]
    expect(new Set(fields.map(keyOf)).size).toBe(3)
  })

  it('are those with markup, with the blocks of the definitions that they refer to', async () => {
    const seen: LoneField[] = []
    const card = (back: string) => `### Card 1\n#### Front\nWhy?\n#### Back\n${back}\n`
    const definitions = '- [there]: https://example.org\n- [unused]: /u\n\n> [^1]: Or [there].\n> And more.\n'
    const text = `# Deck\n${card('**Because.**')}${card('See [^1].')}\n## Notes\n\n${definitions}`
    const render: RenderLone = (fields) => {
      seen.push(...fields)
      return renderLazily(fields)
    }
    await compileLazily(text, {}, { render })
    expect(seen).toEqual([
      { as: 'blocks', text: '**Because.**' },
      {
        as: 'blocks',
        text: 'See [^1].',
        needed: ['[there]: https://example.org', '> [^1]: Or [there].\n> And more.']
      }
    ])
  })
})
