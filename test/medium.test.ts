import { strToU8 } from 'fflate'
import { expect, it } from 'vitest'
import { mediumProblem } from '../src/anki/medium'

const place = { start: { line: 1, column: 1, offset: 0 }, end: { line: 1, column: 1, offset: 0 } }

it.each([
  ['a.png', 'GIF89a', 'Name it after what it holds'],
  ['a.png', 'some words', 'It is no image, sound or film that is known: export or download it anew'],
  ['a.png', '<!doctype html>', 'It is no image, sound or film that is known: export or download it anew'],
  ['a.gif', 'GIF89a', undefined]
])('%s that holds %j is mended so: %s', (path, text, hint) => {
  expect(mediumProblem(path, strToU8(text), place)?.hint).toBe(hint)
})
