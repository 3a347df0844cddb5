import { afterEach, expect, it, vi } from 'vitest'
import { exportDeck } from '../../src/index'
import { deckOf, markdownOf } from './build'

const markdown = markdownOf('Nature::Rivers', [
  { front: 'Where does the Nile end?', back: 'In the *Mediterranean*', days: [1, 3, 7] },
  { front: 'İstanbul lies on which strait?', back: 'The Bosporus', days: [2, 5] },
  { front: 'A card without a schedule' }
])

it('is in another time zone when it is told so', () => {
  vi.stubEnv('TZ', 'Asia/Tokyo')
  expect(new Date(0).getHours()).toBe(9)
})

afterEach(() => {
  vi.unstubAllEnvs()
})

it.each([
  { format: 'apkg', start: 'import' },
  { format: 'apkg', start: '2026-01-07' },
  { format: 'csv', start: '2026-01-07' },
  { format: 'json', start: '2026-01-07' }
] as const)('$format from $start has the same bytes in every time zone', async ({ format, start }) => {
  const built: string[] = []
  for (const zone of ['UTC', 'Asia/Tokyo', 'America/New_York', 'Pacific/Kiritimati']) {
    vi.stubEnv('TZ', zone)
    const { content } = await exportDeck(deckOf(markdown), format, { start })
    built.push(Buffer.from(content).toString('base64'))
  }
  expect(new Set(built).size).toBe(1)
})
