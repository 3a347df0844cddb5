import { describe, expect, it } from 'vitest'
import { compile } from '../src'
import { compileLazily, type RenderLone, renderLazily } from '../src/lazy'
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

  it('are most fields with markup, and never those that need their deck', async () => {
    const seen: string[] = []
    const card = (back: string) => `### Card 1\n#### Front\nWhy?\n#### Back\n${back}\n`
    const text = `# Deck\n${card('**Because.**')}${card('See [there].')}\n[there]: https://example.org\n`
    const render: RenderLone = (fields) => {
      seen.push(...fields.map((field) => field.text))
      return renderLazily(fields)
    }
    await compileLazily(text, {}, { render })
    expect(seen).toEqual(['**Because.**'])
  })
})
