import { expect, it } from 'vitest'
import { progressOf } from '../../src/cli/fields/progress'

it('shows what takes longer than a second, and takes it away', () => {
  const lines: string[] = []
  let time = 0
  const tick = progressOf({ progress: (line) => void lines.push(line) }, () => time)
  tick(1, 4)
  time = 1500
  tick(2, 4)
  time = 2000
  tick(4, 4)
  expect(lines).toEqual([`${'█'.repeat(15)}${'░'.repeat(15)} 50 % of the cards`, ''])
})

it('shows nothing where nobody looks, nor of what is done in a moment', () => {
  expect(() => progressOf({}, () => 5000)(1, 2)).not.toThrow()
  const lines: string[] = []
  const tick = progressOf({ progress: (line) => void lines.push(line) }, () => 0)
  tick(1, 1)
  expect(lines).toEqual([])
})
