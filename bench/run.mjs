// npm run bench [-- [--all] [--record] NAME…]
//
// How fast md2anki is, beside something that the same machine runs at the same time. Only ratios mean anything on
// another machine. Exits with 1 when a bar is crossed, and with `--check` also when a row is worse than recorded.

import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { complaints, middle } from './check.mjs'
import { command, commands, python, seedIsHere } from './commands.mjs'
import { pairs } from './pairs.mjs'
import { rows, sizes } from './rows.mjs'
import { weigh } from './sizes.mjs'

const flag = { type: 'boolean', default: false }
const { values: options, positionals: names } = parseArgs({
  options: { all: flag, record: flag, check: flag, pairs: { type: 'string' } },
  allowPositionals: true
})

const recordFile = new URL('recorded.json', import.meta.url)
const recorded = existsSync(recordFile) ? JSON.parse(readFileSync(recordFile, 'utf8')) : {}
const folder = mkdtempSync(join(tmpdir(), 'md2anki-bench-'))

try {
  const chosen = choose([...rows, ...sizes])
  if (!seedIsHere) console.error('The seed is not here; examples/spaced-repetition.md stands in for it')
  const measured = []
  for (const row of chosen) {
    const missing = missingFor(row)
    if (missing) console.log(`${row.name}: skipped, ${missing}`)
    else measured.push({ row, ...(await measure(row)) })
  }
  console.table(
    Object.fromEntries(measured.map(({ row, now, shown }) => [row.name, { ...shown, ...barsOf(row, now) }]))
  )
  finish(measured)
} finally {
  rmSync(folder, { recursive: true })
}

function choose(all) {
  const unknown = names.filter((name) => !all.some((row) => row.name === name))
  if (unknown.length > 0)
    throw new Error(`No row is called ${unknown.join(', ')}: ${all.map(({ name }) => name).join(', ')}`)
  return names.length > 0
    ? all.filter(({ name }) => names.includes(name))
    : all.filter(({ long }) => options.all || !long)
}

/** Why a row cannot run here. */
function missingFor({ needs }) {
  if (needs === 'genanki') return existsSync(python) ? undefined : 'genanki is not here: npm run bench:setup'
  if (!needs) return undefined
  const help = execFileSync(process.execPath, [command, '--help'], { encoding: 'utf8' })
  return help.includes(needs) ? undefined : `there is no ${needs}`
}

async function measure(row) {
  console.error(row.name)
  if (!row.first) {
    const now = await weigh[row.name](folder)
    return {
      now,
      shown: Object.fromEntries(Object.entries(now).map(([unit, value]) => [unit, rounded(value)]))
    }
  }
  const [first, second] = [row.first, row.second].map(({ run, cards }) => commands[run](folder, cards))
  const result = pairs(first, second, Number(options.pairs ?? row.pairs))
  return {
    now: { time: result.time, peak: result.peak, peakMB: result.first.peak },
    shown: {
      time: rounded(result.time.median),
      'lowest, highest': `${rounded(result.time.min)}, ${rounded(result.time.max)}`,
      ms: `${Math.round(result.first.median)} / ${Math.round(result.second.median)}`,
      'peak MB': `${Math.round(result.first.peak)} / ${Math.round(result.second.peak)}`,
      peak: rounded(result.peak)
    }
  }
}

function barsOf({ bars }, now) {
  const said = Object.entries(bars).map(
    ([what, bar]) => `${what} ≤ ${bar}${middle(now[what]) > bar ? ' ✗' : ''}`
  )
  return { bars: said.join(', ') }
}

function finish(measured) {
  const said = measured.flatMap(({ row, now }) =>
    complaints(row.name, row.bars, now, options.check ? recorded[row.name] : undefined)
  )
  for (const complaint of said) console.error(complaint)
  if (said.length > 0) process.exitCode = 1
  if (!options.record) return
  const all = { ...recorded, ...Object.fromEntries(measured.map(({ row, now }) => [row.name, now])) }
  writeFileSync(recordFile, `${JSON.stringify(all, null, 2)}\n`)
}

function rounded(value) {
  return Number(value.toFixed(3))
}
