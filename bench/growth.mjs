// npm run bench:growth [-- NAME…]
//
// How the time to compile a deck grows when it is four times as large, for each shape of `shapes.mjs`. Exits with 1 where it grows by more than twice that: by
// the square of the size it would be sixteen times.

import { compile } from 'md2anki'
import { shapes } from './shapes.mjs'

const small = 500
const times = 4
const most = 2 * times
const tries = 3

const names = process.argv.slice(2)
const chosen = Object.entries(shapes).filter(([name]) => names.length === 0 || names.includes(name))
if (chosen.length === 0) throw new Error(`There are ${Object.keys(shapes).join(', ')}`)

const rows = chosen.map(([name, shape]) => {
  milliseconds(shape(small))
  const [less, more] = [small, times * small].map((size) => milliseconds(shape(size)))
  return { name, growth: Number((more / less).toFixed(1)), ms: Math.round(more) }
})
console.table(rows)
for (const { name, growth } of rows)
  if (growth > most) {
    console.error(`${name}: ${growth} times the time for ${times} times the deck`)
    process.exitCode = 1
  }

/** The shortest of some tries: whatever else runs only adds to it. */
function milliseconds(text) {
  const measured = Array.from({ length: tries }, () => {
    const start = performance.now()
    compile(text)
    return performance.now() - start
  })
  return Math.min(...measured)
}
